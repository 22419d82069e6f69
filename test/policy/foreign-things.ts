import sql from 'sql-template-tag';
import { ANOTHER_NETWORKER, BRIGID, CITY_SHELTER } from '../support/journey.js';
import { stepOf } from '../support/planning.js';
import type { World } from './world.js';
import { holdsHer, meansToRing } from './world/around-her.js';
import { does } from './world/does.js';

export type ForeignKind =
  | ('client' | 'referral' | 'consent' | 'plan' | 'planStep' | 'message' | 'call' | 'placeQuestion')
  | ('listing' | 'draftListing' | 'listingChange' | 'staff' | 'session' | 'organization' | 'contact' | 'hold');

/** The same kinds of things, of organizations that none of the readers has to do with. */
export async function foreignThings({ app, journey, planning, asking }: World): Promise<Record<ForeignKind, string>> {
  const { network } = app;
  const client = await journey.opens(
    { safeContact: { channel: 'PHONE', details: '+999 555 0177' } },
    ANOTHER_NETWORKER,
  );
  const consent = await journey.sheConsents(client, 'city', {}, ANOTHER_NETWORKER);
  const draft = await journey.drafts(client, 'cityShelter', {}, ANOTHER_NETWORKER);
  const referral = await journey.takes('SEND', ANOTHER_NETWORKER, draft);
  const asked = await does(app, CITY_SHELTER, ASK, { id: referral.id });
  const plan = await planning.starts(client, 'pmtct', { date: '2026-08-01' }, ANOTHER_NETWORKER);
  const placeQuestion = await asking.asks(ANOTHER_NETWORKER, ['cityShelter']);
  const call = await asking.rings(ANOTHER_NETWORKER, 'hostel', 'NO_ANSWER');
  const session = await app.database.one<{ id: string }>(
    sql`SELECT id FROM staff_session WHERE staff_id = ${network.staff[ANOTHER_NETWORKER] ?? ''}`,
  );
  return {
    ...{
      client: client.id,
      referral: referral.id,
      consent: consent.id,
      plan: plan.id,
      planStep: stepOf(plan, 'hiv-test').id,
    },
    ...{ message: asked.messages[0].id as string, call: call.id, placeQuestion: placeQuestion.id },
    ...{ listing: network.listings.cityShelter, organization: network.organizations.northside },
    ...{ staff: network.staff[ANOTHER_NETWORKER] ?? '', session: session?.id ?? '' },
    contact: await meansToRing(app, client, ANOTHER_NETWORKER),
    hold: await holdsHer(app, client, 'manager@northside.example'),
    ...(await unpublished(app)),
  };
}

const ASK = `mutation ($id: ID!) { askSender(referralId: $id, text: "Which bus?") { ... on Referral { messages { id } } } }`;

/** A place that waits to be looked at, and what its organization proposed. */
async function unpublished(app: World['app']): Promise<{ draftListing: string; listingChange: string }> {
  const { listing } = await does(app, BRIGID, CREATE, {
    input: { name: 'St Brigid annexe', services: ['shelter'], attributes: [], address: { visibility: 'HIDDEN' } },
  });
  const proposal = {
    id: app.network.listings.brigidRefuge,
    version: 1,
    attributes: [{ code: 'no-police', answer: 'YES' }],
  };
  await does(app, BRIGID, PROPOSE, { input: proposal });
  const own = await does(app, BRIGID, '{ ownListingChanges { edges { node { id } } } }', {});
  return { draftListing: listing.id as string, listingChange: own.edges[0].node.id as string };
}

const CREATE = `mutation ($input: CreateListingInput!) { createListing(input: $input) { ... on ListingUpdated { listing { id } } } }`;
const PROPOSE = `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename } }`;
