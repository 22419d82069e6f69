import { saveImported } from '../../../src/directory/index.js';
import { ImportBook } from '../../../src/interchange/runs/import-book.js';
import type { TestApp } from '../../support/app.js';
import type { AskingAround } from '../../support/asking-around.js';
import { CASEWORKER, CITY_SHELTER, CLINIC, COLLEAGUE } from '../../support/journey.js';
import { putPlaces } from '../../support/places.js';
import { SECOND_ADMINISTRATOR } from '../readers.js';
import { does } from './does.js';

/** A place that says everything that can be said of one. */
export async function putWholePlace(app: TestApp): Promise<{ whole: string }> {
  const said = { name: 'City Shelter', description: 'Beds for women', website: 'https://city.example' };
  const organizations = [{ sourceIdentity: 'test:city', ...said }];
  await app.database.write((tx) => saveImported(tx, { organizations, listings: [] }, app.clock.now()));
  const attribute = { source: 'ORGANIZATION', confirmedAt: app.clock.now() } as const;
  const day = {
    byday: ['MO' as const],
    opensAt: '08:00',
    closesAt: '20:00',
    timezone: 'UTC',
    description: 'ring twice',
  };
  return putPlaces(app, {
    whole: {
      ...{ organization: 'city', area: 'oldTown', status: 'PUBLISHED' },
      facts: {
        ...{ name: 'City day house', description: 'By day', services: ['reintegration'], cost: 'free', maximumAge: 99 },
        attributes: [{ ...attribute, code: 'accepts-drug-use', answer: 'YES', note: 'always' }],
        phones: [{ number: '+999 555 0102', extension: '7', description: 'the desk', languages: ['en'] }],
        schedules: [{ ...day, validFrom: '2026-01-01', validTo: '2026-12-31', womenOnly: true, closed: false }],
        howToRefer: {
          ...{ method: 'by phone', nextStep: 'come at eight', respondsWithinMinutes: 60, feedbackWithinDays: 30 },
          nightPhone: '+999 555 0103',
        },
      },
      address: { line: '3 Market Square', city: 'Millbrook', region: 'North', country: 'ZZ' },
    },
  });
}

/** What waits for an administrator, and what she decided. */
export async function theNetworkWorks(app: TestApp, asking: AskingAround) {
  const { listings, staff } = app.network;
  const proposes = async (who: string, id: string, code: string): Promise<string> => {
    const { version } = await does(app, who, 'query ($id: ID!) { listing(id: $id) { version } }', { id });
    await does(app, who, PROPOSE, { input: { id, version, attributes: [{ code, answer: 'YES' }] } });
    const waiting = await does(
      app,
      ADMINISTRATOR,
      '{ listingChanges(first: 100) { edges { node { id listing { id } } } } }',
      {},
    );
    return waiting.edges.find(({ node }: { node: { listing: { id: string } } }) => node.listing.id === id).node.id;
  };
  const decided = await proposes(CITY_SHELTER, listings.cityShelter, 'no-police');
  await does(app, ADMINISTRATOR, DECIDE, { id: listings.cityShelter });
  const toWithdraw = await proposes(CITY_SHELTER, listings.cityShelter, 'accepts-under-18');
  await proposes(CLINIC, listings.clinicOst, 'no-police');
  await asking.rings(CASEWORKER, 'cityShelter', 'NO', { reasonCode: 'drug-use' });
  const tasks = await does(app, ADMINISTRATOR, '{ verificationTasks(first: 100) { edges { node { id } } } }', {});
  const asked = await does(app, 'manager@riverside.example', RECOVER, { id: staff[COLLEAGUE] });
  return {
    changes: { listingToDecide: listings.clinicOst, toWithdraw, decided },
    taskId: tasks.edges[0].node.id as string,
    recoveryId: asked.recovery.id as string,
  };
}

/** A period that is over, what an administrator asked for, and a directory that came in. */
export async function figuresAreSealed(app: TestApp) {
  const sealed = await does(
    app,
    ADMINISTRATOR,
    'mutation { sealRelease(period: "2025-Q3") { __typename ... on Release { id } } }',
    {},
  );
  // Another than the one who is to agree.
  const asked = await does(
    app,
    SECOND_ADMINISTRATOR,
    'mutation { askHigherReleaseCap(cap: 1.4, because: "a census") { __typename ... on ReleaseDecision { id } } }',
    {},
  );
  const staffId = app.network.staff[ADMINISTRATOR] ?? '';
  const importId = await app.nest.get(ImportBook).begin(staffId, { source: 'a directory', rehearsal: true, bytes: 10 });
  return { releaseId: sealed.id as string, decisionId: asked.id as string, importId };
}

const PROPOSE = `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename
  ... on ListingUpdated { inReview } ... on InvalidInput { problems { path message } } } }`;
const DECIDE = 'mutation ($id: ID!) { decideListingChange(id: $id, accept: false) { __typename } }';
const RECOVER = 'mutation ($id: ID!) { askRecovery(staffId: $id) { ... on RecoveryAsked { recovery { id } } } }';
const ADMINISTRATOR = 'administrator@network.example';
