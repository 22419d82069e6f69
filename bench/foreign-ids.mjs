import { randomUUID } from 'node:crypto';
import { median, timed } from './support/figures.mjs';
import { withDatabase } from './support/house.mjs';
import { inParts, onEach } from './support/in-parts.mjs';
import { addPairs, signedIn, womanWhoConsents } from './support/journey.mjs';
import { startHouse } from './support/server.mjs';

const PROBLEM = '__typename ... on Problem { message }';
const STEP = (operation) => `mutation ($id: ID!) { ${operation}(input: { id: $id, version: 1 }) { ${PROBLEM} } }`;
const DRAFT = `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) { ... on Referral { id } } }`;
const CONSENTS = 'query ($id: ID!) { client(id: $id) { consents { id } } }';
const PLAN = `mutation ($id: ID!) { startPlan(input: { clientId: $id, templateCode: "hepatitis-b", date: "2030-01-01" }) {
  ... on Plan { id } } }`;

/** By whom each is asked, and with which of another organization's ids. */
const ASKED = [
  {
    what: 'client',
    of: 'client',
    by: 'caseworker',
    document: 'query ($id: ID!) { client(id: $id, purpose: "a call") { id } }',
  },
  { what: 'referral', of: 'referral', by: 'caseworker', document: 'query ($id: ID!) { referral(id: $id) { id } }' },
  { what: 'plan', of: 'plan', by: 'caseworker', document: 'query ($id: ID!) { plan(id: $id) { id } }' },
  { what: 'updateClient', of: 'client', by: 'caseworker', document: STEP('updateClient') },
  { what: 'sendReferral', of: 'referral', by: 'caseworker', document: STEP('sendReferral') },
  { what: 'acceptReferral', of: 'referral', by: 'agency', document: STEP('acceptReferral') },
  {
    what: 'endPlan',
    of: 'plan',
    by: 'caseworker',
    document: STEP('endPlan').replace('version: 1', 'version: 1, endCode: "other"'),
  },
  {
    ...{ what: 'withdrawConsent', of: 'consent', by: 'caseworker' },
    document: `mutation ($id: ID!) { withdrawConsent(input: { id: $id }) { ${PROBLEM} } }`,
  },
];

/** Whether the clock tells an id of another organization's from one that is nobody's: the medians of both, asked by turns. */
export const measure = inParts('foreign-ids', {
  parts: { reading: onEach(reading) },
  whole: { repeats: 3, turns: 400 },
  quick: { repeats: 1, turns: 20 },
});

async function reading({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const pairs = await withDatabase(at, (database) => addPairs(database, 2));
  const server = await startHouse(at);
  try {
    const [ours, theirs] = [await signedIn(server.api, pairs[0]), await signedIn(server.api, pairs[1])];
    const ids = await thingsOf(server.api, theirs);
    for (const { what, of, by, document } of ASKED) {
      const runs = [];
      for (let run = 0; run < size.repeats; run++)
        runs.push(await byTurns(server.api, ours.tokens[by], document, ids[of], size.turns));
      record.add({
        ...{ part: 'foreign-ids', database: kind, what: `${what}, a foreign id, p50`, unit: 'ms' },
        runs: runs.map(({ foreign }) => foreign),
        baseline: { what: 'an unknown id', runs: runs.map(({ unknown }) => unknown) },
      });
    }
    record.print('foreign-ids', kind);
  } finally {
    await server.stop();
    await at.drop();
  }
}

async function thingsOf(api, pair) {
  const client = await womanWhoConsents(api, pair);
  const ask = (document, variables) => api.ask(pair.tokens.caseworker, document, variables);
  const input = { clientId: client, listingId: pair.listingId, services: ['shelter'] };
  const { draftReferral } = await ask(DRAFT, { input });
  const { startPlan } = await ask(PLAN, { id: client });
  const { client: read } = await ask(CONSENTS, { id: client });
  return { client, referral: draftReferral.id, plan: startPlan.id, consent: read.consents[0].id };
}

/** Both in the same minute, and neither always first. */
async function byTurns(api, token, document, foreignId, turns) {
  const took = { foreign: [], unknown: [] };
  for (let turn = 0; turn < turns; turn++) {
    const pair = [
      ['foreign', foreignId],
      ['unknown', randomUUID()],
    ];
    for (const [which, id] of turn % 2 ? pair : pair.toReversed())
      took[which].push((await timed(() => api.ask(token, document, { id }))).ms);
  }
  return { foreign: median(took.foreign), unknown: median(took.unknown) };
}
