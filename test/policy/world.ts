import { ImportBook } from '../../src/interchange/runs/import-book.js';
import { AskingAround } from '../support/asking-around.js';
import type { Answer, TestApp } from '../support/app.js';
import {
  BRIGID,
  CASEWORKER,
  CITY_SHELTER,
  CLINIC,
  COLLEAGUE,
  REFUGE,
  TestJourney,
  type Consent,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { saveImported } from '../../src/directory/index.js';
import { TestForgetting } from '../support/forgetting.js';
import { putPlaces } from '../support/places.js';
import { putPlanPlaces, putPrison, stepOf, TestPlanning, type Plan } from '../support/planning.js';
import {
  DEACTIVATED,
  leaves,
  MANAGER_WITH_PURPOSE,
  putReaders,
  READER_KINDS,
  WITH_PURPOSE,
  SECOND_ADMINISTRATOR,
} from './readers.js';

export const PASSPHRASE = 'a grey heron on the far bank';

/** One woman with everything that can be told, and what else the tables ask about. */
export interface World {
  app: TestApp;
  journey: TestJourney;
  planning: TestPlanning;
  asking: AskingAround;
  places: Awaited<ReturnType<typeof putPlanPlaces>> & { whole: string };
  facilityId: string;
  woman: Woman;
  /** Handed over to her worker, who has not said so yet. */
  handedOver: Woman;
  /** In custody, with a plan for her release. */
  inside: Woman;
  /** Their worker has left; one for each kind of reader to take over. */
  withoutWorker: Woman[];
  consents: Record<'refuge' | 'clinic' | 'brigid' | 'hostel', Consent>;
  referrals: Record<
    | 'draft'
    | 'declined'
    | 'scheduled'
    | 'completed'
    | 'waitlisted'
    | 'sent'
    | 'withdrawn'
    | 'held'
    | 'unagreed'
    | 'onBehalf'
    | 'planned',
    SeenReferral
  >;
  plan: Plan;
  planOfRelease: Plan;
  planEnded: Plan;
  questionId: string;
  contactId: string;
  holdId: string;
  releaseId: string;
  decisionId: string;
  importId: string;
  messageId: string;
  callId: string;
  /** Came to nothing, for each to refer again from. */
  toCity: SeenReferral;
  changes: { listingToDecide: string; toWithdraw: string; decided: string };
  taskId: string;
  recoveryId: string;
}

const DETAILS = {
  ageBand: 'FROM_25_TO_34',
  pregnancy: 'PREGNANT',
  dueMonth: '2026-07',
  childrenAges: [4],
  gender: 'woman',
  languages: ['en', 'es'],
  medicineRunsOutOn: '2026-04-01',
  countMe: true,
  safeContact: {
    ...{ channel: 'PHONE', details: '+999 555 0142', safeTimes: 'mornings', codeWord: 'heron' },
    hours: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'], from: '08:00', to: '12:00' }],
    ...{ voicemailOk: true, slipOk: true },
  },
};

/** Everything through the front door, as it comes about in a worker's weeks. */
export async function arrangeWorld(app: TestApp): Promise<World> {
  await putReaders(app);
  const places = { ...(await putPlanPlaces(app)), ...(await putWholePlace(app)) };
  const { organizationId: facilityId } = await putPrison(app);
  const tools = { app, journey: new TestJourney(app), planning: new TestPlanning(app), asking: new AskingAround(app) };
  const women = await openWomen({ ...tools, facilityId });
  const consents = await sheAgrees(tools.journey, women.woman);
  const sent = await sheIsReferred(tools, women.woman);
  const { planned, ...plans } = await sheHasPlans({ ...tools, ...women, facilityId });
  const referrals = { ...sent, planned };
  const messageId = await theyTalk(app, referrals.scheduled);
  await does(app, CLINIC, ASK_SENDER, { id: referrals.sent.id });
  const asked = await herWorkerAsks(tools.asking);
  await tools.journey.sheWithdraws(consents.brigid.id);
  for (const who of [WITH_PURPOSE, MANAGER_WITH_PURPOSE])
    for (const { id } of [women.woman, women.handedOver, women.inside]) await saysWhy(app, who, id);
  await leaves(app, DEACTIVATED);
  const toCity = referrals.declined;
  const network = await theNetworkWorks(app, tools.asking);
  return {
    ...tools,
    ...women,
    ...plans,
    ...asked,
    ...network,
    ...(await whatIsKept(app, women.woman)),
    ...(await figuresAreSealed(app)),
    toCity,
    places,
    facilityId,
    consents,
    referrals,
    messageId,
  };
}

/** A place that says everything that can be said of one. */
async function putWholePlace(app: TestApp): Promise<{ whole: string }> {
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

async function openWomen({ app, journey }: Pick<World, 'app' | 'journey'> & { facilityId: string }) {
  const { organizations, areas, staff } = app.network;
  const avoid = {
    organizationIds: [organizations.northside],
    areaIds: [areas.farVillage],
    note: 'his brother works there',
  };
  const woman = await journey.opens({ ...DETAILS, avoid, passphrase: PASSPHRASE });
  const handedOver = await journey.opens(DETAILS, COLLEAGUE);
  await does(
    app,
    COLLEAGUE,
    'mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename } }',
    {
      input: { toId: staff[CASEWORKER], clientIds: [handedOver.id], note: 'she sleeps late' },
    },
  );
  const inside = await journey.opens(DETAILS);
  const withoutWorker: Woman[] = [];
  for (let each = 0; each < READER_KINDS.length; each++) withoutWorker.push(await journey.opens(DETAILS, DEACTIVATED));
  return { woman, handedOver, inside, withoutWorker };
}

async function sheAgrees(journey: TestJourney, woman: Woman) {
  return {
    refuge: await journey.sheConsents(woman, 'safeHouse'),
    clinic: await journey.sheConsents(woman, 'clinic', { listing: 'clinicPmtct' }),
    brigid: await journey.sheConsents(woman, 'brigid'),
    hostel: await journey.sheConsents(woman, 'hostel'),
  };
}

const HANDOVER = {
  ...{ assistance: 'ACCOMPANIED', companion: 'WORKER', transport: 'ARRANGED', childcareArranged: true },
  ...{ meetingPoint: 'the library', meetAt: '2026-03-19T09:00:00.000Z', callBack: 'Riverside, by day' },
} as const;

async function sheIsReferred({ app, journey }: Pick<World, 'app' | 'journey'>, woman: Woman) {
  const what = { needs: ['a bed'], note: 'with one bag', handover: HANDOVER, deadline: '2026-03-21T09:00:00.000Z' };
  const sends = async (listing: Parameters<TestJourney['drafts']>[1], more: object = {}) =>
    journey.takes('SEND', CASEWORKER, await journey.drafts(woman, listing, { ...what, ...more }), { note: 'sent' });
  const declined = await journey.takes('DECLINE', REFUGE, await sends('secondStage'), {
    ...{ reasonCode: 'no-space', note: 'full until May' },
  });
  let scheduled = await sends('refuge', { replacesId: declined.id, neededFrom: '2026-03-20' });
  scheduled = await journey.takes('ACCEPT', REFUGE, scheduled, {
    condition: 'with her papers',
    note: 'the room upstairs',
  });
  scheduled = await journey.takes('SCHEDULE', CASEWORKER, scheduled, { appointmentAt: '2026-03-20T10:00:00.000Z' });
  const held = await journey.takes('ACCEPT', REFUGE, await sends('refuge'), { holdUntil: inHours(app, 3) });
  const waiting = { lookAgainOn: '2026-03-25', note: 'third in line' };
  const waitlisted = await journey.takes('WAITLIST', REFUGE, await sends('refuge'), waiting);
  let completed = await journey.takes('ARRIVE', REFUGE, await sends('refuge'), { stillWithHerWhenReceived: true });
  completed = await journey.takes('COMPLETE', REFUGE, completed, { outcome: 'RECEIVED', note: 'she stayed' });
  completed = await journey.notesHerWord(completed, { gotHelp: true, treatedWithRespect: true, wouldReturn: true });
  let withdrawn = await journey.takes('ACCEPT', BRIGID, await sends('brigidRefuge', { neededFrom: '2026-03-20' }), {
    note: 'come at noon',
  });
  withdrawn = await journey.writes(BRIGID, withdrawn, 'we wait for her').then(() => withdrawn);
  const rang = { onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
  const onBehalf = await journey.takes('ACCEPT', CASEWORKER, await sends('hostel'), rang);
  return {
    ...{ onBehalf, declined, scheduled, held, waitlisted, completed, withdrawn },
    sent: await sends('clinicPmtct', { services: ['pmtct'], neededFrom: '2026-03-20' }),
    draft: await journey.drafts(woman, 'refuge', { ...what, neededFrom: '2026-03-25' }),
    unagreed: await journey.drafts(woman, 'brigidRefuge', what),
  };
}

async function sheHasPlans(world: Pick<World, 'planning' | 'woman' | 'inside' | 'facilityId' | 'app'>) {
  const { planning, woman, inside, facilityId } = world;
  let plan = await planning.starts(woman, 'pmtct');
  plan = await planning.does('movePlanDate', plan, { date: '2026-08-10', note: 'the scan said so' });
  const referred = await planning.refers(plan, 'antenatal', world.app.network.listings.clinicPmtct);
  plan = referred.plan;
  plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'prophylaxis-agreed').id, note: 'agreed' });
  plan = await planning.does('skipPlanStep', plan, {
    stepId: stepOf(plan, 'hiv-test').id,
    reasonCode: 'done-elsewhere',
    note: 'tested in May',
  });
  const said = { date: '2026-07-15', facilityId };
  const planOfRelease = await planning.starts(inside, 'release-from-prison', said);
  const begun = await planning.starts(woman, 'hepatitis-b', { date: '2026-04-01' });
  const planEnded = await planning.does('endPlan', begun, { endCode: 'reached' });
  return { plan, planOfRelease, planEnded, planned: referred.referral };
}

/** A question of the refuge's, and its answer. */
async function theyTalk(app: TestApp, referral: SeenReferral): Promise<string> {
  const asked = await does(
    app,
    REFUGE,
    'mutation ($id: ID!) { askSender(referralId: $id, text: "Does she need a cot?") { ... on Referral { messages { id kind } } } }',
    { id: referral.id },
  );
  const questionId = asked.messages.find(({ kind }: { kind: string }) => kind === 'QUESTION').id as string;
  await does(
    app,
    CASEWORKER,
    'mutation ($id: ID!, $questionId: ID!) { answerQuestion(referralId: $id, questionId: $questionId, text: "Yes.") { __typename } }',
    { id: referral.id, questionId },
  );
  return questionId;
}

async function herWorkerAsks(asking: AskingAround) {
  const { id: callId } = await asking.rings(CASEWORKER, 'hostel', 'NO', { reasonCode: 'drug-use' });
  const { id: questionId } = await asking.asks(
    CASEWORKER,
    ['refuge', 'cityShelter', 'clinicPmtct', 'brigidRefuge', 'hostel'],
    {
      ...{ conditions: ['accepts-drug-use'], childrenAges: [4] },
    },
  );
  for (const [who, listing] of [
    [REFUGE, 'refuge'],
    [CITY_SHELTER, 'cityShelter'],
    [CLINIC, 'clinicPmtct'],
    [BRIGID, 'brigidRefuge'],
  ] as const)
    await asking.answers(who, questionId, listing, who === REFUGE ? 'YES' : 'NO', {
      ...(who === REFUGE ? { holdUntil: asking.at(2) } : { reasonCode: 'no-space' }),
      note: 'until midnight',
    });
  return { callId, questionId };
}

/** What waits for an administrator, and what she decided. */
async function theNetworkWorks(app: TestApp, asking: AskingAround) {
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

/** By whom she is to be reached, and a court that wants her record kept. */
async function whatIsKept(app: TestApp, woman: Woman) {
  return { contactId: await meansToRing(app, woman), holdId: await holdsHer(app, woman) };
}

/** Within her hours. */
export const RINGS_AT = '2026-03-20T10:00:00.000Z';
export async function meansToRing(app: TestApp, { id }: Pick<Woman, 'id'>, by = CASEWORKER): Promise<string> {
  const planned = await does(
    app,
    by,
    'mutation ($input: PlanContactInput!) { planContact(input: $input) { __typename ... on PlannedContact { id } } }',
    { input: { clientId: id, means: 'PHONE', at: RINGS_AT } },
  );
  return planned.id as string;
}

export async function holdsHer(app: TestApp, { code }: Pick<Woman, 'code'>, by?: string): Promise<string> {
  const held = await new TestForgetting(app).holds(code, 'A court asked for it', by);
  return held.id as string;
}

/** A period that is over, what an administrator asked for, and a directory that came in. */
async function figuresAreSealed(app: TestApp) {
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

const ASK_SENDER = `mutation ($id: ID!) { askSender(referralId: $id, text: "Is there an interpreter?") { __typename } }`;

const inHours = (app: TestApp, hours: number): string => new Date(app.clock.millis() + hours * 3_600_000).toISOString();

const saysWhy = (app: TestApp, who: string, id: string): Promise<Answer> =>
  app.as(who)('query ($id: ID!) { client(id: $id, purpose: "her worker is ill") { id } }', { id });

/** One act, and what it answered; an error fails whatever asked. */
export async function does(
  app: TestApp,
  who: string,
  document: string,
  variables: Record<string, unknown>,
): Promise<Answer['data']> {
  const { data, errors } = await app.as(who)(document, variables);
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data as object)[0];
}
