import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { house } from './house.mjs';
import { addStaff, PASSWORD } from './staff.mjs';

const REFUSED = '__typename ... on Problem { message }';
const OPEN = `mutation ($input: OpenClientInput!) { openClient(input: $input) { ... on Client { id } ${REFUSED} } }`;
const CONSENT = `mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { ... on Consent { id } ${REFUSED} } }`;
export const DRAFT = `mutation ($input: DraftReferralInput!) {
  draftReferral(input: $input) { ... on Referral { id version status } ${REFUSED} } }`;
const stepDocument = (operation) => `mutation ($input: ReferralStepInput!) {
  ${operation}(input: $input) { ... on Referral { id version status } ${REFUSED} } }`;

/** After the draft; who takes each, and what belongs to it. */
export const STEPS = [
  { operation: 'sendReferral', by: 'caseworker' },
  { operation: 'acknowledgeReferral', by: 'agency' },
  { operation: 'acceptReferral', by: 'agency' },
  { operation: 'scheduleReferral', by: 'agency', said: () => ({ appointmentAt: inHours(3) }) },
  { operation: 'recordArrival', by: 'agency' },
  { operation: 'completeReferral', by: 'agency', said: () => ({ outcome: 'RECEIVED' }) },
].map((step) => ({ ...step, document: stepDocument(step.operation) }));

/** The draft counts as one. */
export const STEPS_OF_A_JOURNEY = STEPS.length + 1;

/** So many pairs of an organization that sends and one that receives, each with one worker and the receivers with a shelter. */
export async function addPairs(database, count) {
  const { AreaRow, saveImported } = await house('directory/index.js');
  const now = new Date().toISOString();
  const pairs = Array.from({ length: count }, (_, number) => ({
    caseworker: { email: `caseworker${number}@bench.example`, password: PASSWORD },
    agency: { email: `agency${number}@bench.example`, password: PASSWORD },
    from: `bench:from:${number}`,
    to: `bench:to:${number}`,
  }));
  const organization = (sourceIdentity) => ({ sourceIdentity, name: sourceIdentity, description: null, website: null });
  const shelter = ({ to }) => ({
    sourceIdentity: `${to}:shelter`,
    organizationIdentity: to,
    facts: FACTS,
    lastConfirmedAt: now,
  });
  return database.write(async (tx) => {
    await tx.manager.insert(AreaRow, {
      id: 'bench-area',
      name: 'Old Town',
      parentId: null,
      latitude: 45.2,
      longitude: -20.1,
    });
    const { organizationIds, listingIds } = await saveImported(
      tx,
      {
        organizations: pairs.flatMap(({ from, to }) => [organization(from), organization(to)]),
        listings: pairs.map(shelter),
      },
      now,
    );
    await addStaff(
      tx,
      pairs.flatMap(({ caseworker, agency, from, to }) => [
        { email: caseworker.email, organizationId: organizationIds.get(from), roles: ['CASEWORKER'] },
        { email: agency.email, organizationId: organizationIds.get(to), roles: ['AGENCY'] },
      ]),
    );
    return pairs.map((pair) => ({
      ...pair,
      receiverId: organizationIds.get(pair.to),
      listingId: listingIds.get(`${pair.to}:shelter`),
    }));
  });
}

/** The pair's workers, signed in. */
export const signedIn = async (api, pair) => ({
  ...pair,
  tokens: { caseworker: await api.signIn(pair.caseworker), agency: await api.signIn(pair.agency) },
});

/** A woman who consents to be sent to the pair's shelter; she is not part of what is measured. */
export async function womanWhoConsents(api, { tokens, receiverId, listingId }) {
  const { openClient } = await api.ask(tokens.caseworker, OPEN, {
    input: { ageBand: 'FROM_25_TO_34', key: randomUUID() },
  });
  const { id: clientId } = whole(openClient);
  const input = {
    clientId,
    receiverId,
    listingId,
    purpose: 'a safe place',
    fields: ['AGE_BAND', 'LANGUAGES', 'NEEDS', 'NOTE'],
    method: 'SPOKEN',
    toldSheMayRefuse: true,
    language: 'en',
    key: randomUUID(),
  };
  whole((await api.ask(tokens.caseworker, CONSENT, { input })).giveConsent);
  return clientId;
}

/** From the draft to the end, each step told to `onStep` with the milliseconds it took. */
export async function takeJourney(api, { tokens, listingId }, clientId, onStep) {
  const ask = async (by, document, input) => {
    const began = performance.now();
    const answer = await api.ask(tokens[by], document, { input: { ...input, key: randomUUID() } });
    onStep(performance.now() - began);
    return whole(Object.values(answer)[0]);
  };
  let referral = await ask('caseworker', DRAFT, {
    clientId,
    listingId,
    services: ['shelter'],
    note: 'She comes by bus.',
  });
  for (const { by, document, said } of STEPS)
    referral = await ask(by, document, { id: referral.id, version: referral.version, ...said?.() });
  if (referral.status !== 'COMPLETED') throw new Error(`a journey ended as ${referral.status}`);
}

export function whole(answer) {
  if (!answer.id) throw new Error(`refused: ${answer.__typename} ${answer.message}`);
  return answer;
}

const inHours = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString();

const FACTS = {
  name: 'A shelter',
  description: null,
  services: ['shelter'],
  attributes: [],
  languages: ['en'],
  schedules: [],
  phones: [],
  address: {
    visibility: 'FULL',
    areaId: 'bench-area',
    line: '1 Mill Road',
    city: null,
    region: null,
    postalCode: null,
    country: null,
    latitude: 45.2,
    longitude: -20.1,
    meetingPoint: null,
  },
  howToRefer: { method: null, nextStep: null, respondsWithinMinutes: null, feedbackWithinDays: null, nightPhone: null },
  cost: null,
  minimumAge: null,
  maximumAge: null,
  childrenMinimumAge: null,
  childrenMaximumAge: null,
  boysMaximumAge: null,
};
