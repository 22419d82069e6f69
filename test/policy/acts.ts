import { CASEWORKER, COLLEAGUE, NIGHT_DESK } from '../support/journey.js';
import { PASSWORD } from '../support/network.js';
import { stepOf } from '../support/planning.js';
import type { Variables } from './questions.js';
import { DEACTIVATED, forgeSession, READER_KINDS, READERS, type ReaderKind } from './readers.js';
import type { World } from './world.js';
import { holdsHer, meansToRing, RINGS_AT } from './world/around-her.js';
import { DETAILS } from './world/her.js';

/** Nobody has read this one: who may act hears that it is stale, who may not hears the same as of something unknown, and nothing is changed. */
const STALE = 99;

/** Whose answers carry a woman whom the reader has just opened herself: what she sees of her says nothing about another's. */
export const ACTS_OF_ONES_OWN = new Set(['openClient']);

/** Mutations whose answers carry her. */
export const ACTS_OF_HER =
  /Referral|Client|Consent|Plan|Message|answerQuestion|Sender|HerWord|Arrival|Miss|TurnedAway|Birth|[Hh]and[Oo]ver|takeOver|checkIn|referAgain|recordRelease|Contact|LegalHold/;

/**
 * What each mutation is tried with, by each kind of reader; a mutation without an entry fails the matrix. What a reader really does is of her own making
 * (`fresh`), so that the next one finds the same house.
 */
export async function acts(world: World, kind: ReaderKind): Promise<Record<string, Variables[]>> {
  return {
    ...(await withHer(world, kind)),
    ...(await withConsent(world, kind)),
    ...withReferrals(world, kind),
    ...withPlans(world),
    ...(await withMemory(world, kind)),
    ...withFigures(world),
    ...askingAround(world, kind),
    ...withListings(world, kind),
    ...withStaff(world, kind),
    ...(await withOneself(world, kind)),
  };
}

/** Those to whom she was sent have a referral of their own; everybody else tries the one that was accepted. */
const theirs = ({ referrals }: World, kind: ReaderKind) =>
  kind === 'receiverBefore'
    ? referrals.sent
    : kind === 'receiverAfterWithdrawal'
      ? referrals.withdrawn
      : referrals.scheduled;

async function withHer(world: World, kind: ReaderKind): Promise<Record<string, Variables[]>> {
  const { woman, handedOver, journey, withoutWorker, referrals } = world;
  const { staff, organizations, areas } = world.app.network;
  const given = kind === 'ownCaseworker' ? await journey.opens() : woman;
  const avoid = { organizationIds: [organizations.northside], areaIds: [areas.farVillage] };
  const left = withoutWorker[READER_KINDS.indexOf(kind)] ?? woman;
  return {
    openClient: [
      { input: { ...DETAILS, avoid, cameByReferralId: null } },
      { input: { cameByReferralId: referrals.completed.id } },
    ],
    updateClient: [{ input: { id: woman.id, version: STALE, avoid, assignToId: staff[COLLEAGUE] } }],
    handOverClients: [{ input: { clientIds: [given.id], toId: staff[COLLEAGUE] } }],
    acknowledgeHandOver: [{ clientId: handedOver.id }],
    acknowledgeHandOvers: [{ clientIds: [handedOver.id] }],
    takeOver: [{ input: { clientId: left.id, purpose: 'nobody walks with her' } }],
    setTeamInbox: [{ on: true }],
  };
}

async function withConsent(world: World, kind: ReaderKind): Promise<Record<string, Variables[]>> {
  const { woman, journey, consents, plan } = world;
  const { organizations, listings } = world.app.network;
  const mayEnd = kind === 'ownCaseworker' || kind === 'colleagueWithPurpose';
  const ending = mayEnd ? await journey.sheConsents(woman, 'hostel') : consents.clinic;
  const said = { purpose: 'a bed', fields: ['NEEDS'], method: 'SPOKEN', language: 'en', toldSheMayRefuse: true };
  const to = { receiverId: organizations.clinic, listingId: listings.clinicOst };
  return {
    giveConsent: [{ input: { clientId: woman.id, ...to, ...said, untilEndOfPlanId: plan.id } }],
    renewConsent: [{ id: consents.refuge.id, untilEndOfPlanId: plan.id }],
    withdrawConsent: [{ input: { id: ending.id } }],
  };
}

const STEPS = [
  ...[
    'sendReferral',
    'acknowledgeReferral',
    'acceptReferral',
    'waitlistReferral',
    'declineReferral',
    'scheduleReferral',
    'recordMiss',
  ],
  ...['recordArrival', 'recordTurnedAway', 'completeReferral', 'closeReferral', 'withdrawReferral', 'correctReferral'],
];

/** When she may be reached, and what is to be kept or forgotten. */
async function withMemory(world: World, kind: ReaderKind): Promise<Record<string, Variables[]>> {
  const { woman, journey } = world;
  const reaches = kind === 'ownCaseworker' || kind === 'colleagueWithPurpose';
  const holds = kind === 'manager' || kind === 'managerWithPurpose';
  const contact = reaches ? await meansToRing(world.app, woman) : world.contactId;
  const hold = holds ? await holdsHer(world.app, woman) : world.holdId;
  const goes = kind === 'ownCaseworker' ? await journey.opens() : woman;
  return {
    planContact: [{ input: { clientId: woman.id, means: 'PHONE', at: RINGS_AT } }],
    cancelContact: [{ id: contact }],
    placeLegalHold: [{ input: { code: woman.code, reason: 'a court asked' } }],
    endLegalHold: [{ input: { holdId: hold, reason: 'the court has ruled' } }],
    // Without the word nothing goes; her own worker says it, of a woman of her own making.
    eraseClient: [{ input: { clientId: goes.id, confirm: goes === woman ? 'no' : 'ERASE', purpose: purposeOf(kind) } }],
  };
}

const purposeOf = (kind: ReaderKind): string | null => (kind.endsWith('WithPurpose') ? 'she asked for it' : null);

function withFigures({ releaseId, decisionId, app }: World): Record<string, Variables[]> {
  const rho = { rhoQuarter: 0.5, rhoHalfYear: 0.5, rhoYear: 0.5 };
  return {
    sealRelease: [{ period: '2025-Q4' }],
    setReleaseParameters: [{ input: { size: 'MINI', ...rho } }],
    askHigherReleaseCap: [{ cap: 1.5, because: 'a census' }],
    askSealAgain: [{ releaseId, incident: 'counted twice' }],
    approveReleaseDecision: [{ id: decisionId }],
    confirmClock: [{ now: app.clock.now() }],
  };
}

function withReferrals(world: World, kind: ReaderKind): Record<string, Variables[]> {
  const { woman, referrals, messageId, toCity } = world;
  const { listings } = world.app.network;
  const { id } = theirs(world, kind);
  const steps = Object.fromEntries<Variables[]>(STEPS.map((step) => [step, [{ input: { id, version: STALE } }]]));
  const { completed, unagreed } = referrals;
  const drafted = { clientId: woman.id, listingId: listings.refuge, services: ['shelter'], replacesId: null };
  return {
    ...steps,
    acceptReferral: [{ input: { id, version: STALE } }, { input: { id: completed.id, version: completed.version } }],
    sendReferral: [{ input: { id, version: STALE } }, { input: { id: unagreed.id, version: unagreed.version } }],
    draftReferral: [
      { input: drafted },
      { input: { ...drafted, fromPlaceQuestionId: world.questionId, replacesId: completed.id } },
    ],
    referAgain: [{ input: { referralId: toCity.id, listingId: listings.hostel } }],
    planHandover: [{ referralId: id, version: STALE, handover: {} }],
    checkIn: [{ referralId: id, version: STALE }],
    postMessage: [{ referralId: id, text: 'We come by bus.' }],
    askSender: [{ referralId: id, text: 'Does she eat meat?' }],
    answerQuestion: [{ referralId: id, questionId: messageId, text: 'She does.' }],
    recordHerWord: [{ referralId: referrals.completed.id, gotHelp: true }],
  };
}

function withPlans({ woman, plan, planOfRelease, app }: World): Record<string, Variables[]> {
  const { id } = plan;
  const stepId = stepOf(plan, 'birth-place').id;
  const act = [{ input: { id, version: STALE } }];
  const step = { id, stepId, version: STALE };
  return {
    startPlan: [{ input: { clientId: woman.id, templateCode: 'hepatitis-b', date: '2026-05-01', facilityId: null } }],
    movePlanDate: [{ input: { id, version: STALE, date: '2026-08-01' } }],
    recordRelease: [{ input: { id: planOfRelease.id, version: STALE } }],
    recordBirth: act,
    undoPlanEvent: act,
    addPlanStep: [{ input: { id, version: STALE, name: 'A visit', dueOn: '2026-05-01' } }],
    checkPlanStep: [{ input: step }],
    skipPlanStep: [{ input: { ...step, reasonCode: 'not-wanted' } }],
    undoPlanStep: [{ input: step }],
    referForPlanStep: [{ input: { ...step, listingId: app.network.listings.clinicPmtct } }],
    endPlan: [{ input: { id, version: STALE, endCode: 'reached' } }],
    reopenPlan: act,
    correctPlan: act,
  };
}

function askingAround(world: World, kind: ReaderKind): Record<string, Variables[]> {
  const { listings } = world.app.network;
  const places = {
    receiverBefore: listings.clinicPmtct,
    receiverAfterWithdrawal: listings.brigidRefuge,
    anotherAgency: listings.cityShelter,
  };
  const listingId = kind in places ? places[kind as keyof typeof places] : listings.refuge;
  return {
    recordCall: [{ input: { listingId: listings.hostel, services: ['shelter'], answer: 'NO_ANSWER' } }],
    correctCall: [{ id: world.callId }],
    askPlaces: [{ input: { listingIds: [listings.hostel], services: ['shelter'], urgency: 'TODAY' } }],
    answerPlaceQuestion: [{ input: { id: world.questionId, listingId, answer: 'NO', reasonCode: 'no-space' } }],
  };
}

function withListings(world: World, kind: ReaderKind): Record<string, Variables[]> {
  const { listings, areas } = world.app.network;
  const id = listings.refuge;
  const address = { visibility: 'FULL', areaId: areas.eastside };
  return {
    createOrganization: [{ input: { name: `A house of ${kind}` } }],
    updateOrganization: [
      { input: { id: world.app.network.organizations.city, version: STALE, website: 'https://city.example' } },
    ],
    createListing: [{ input: { name: `A place of ${kind}`, services: ['shelter'], attributes: [], address } }],
    updateListing: [{ input: { id, version: STALE, address } }],
    confirmListing: [{ id, version: STALE }],
    reportCapacity: [{ listingId: id, placesFree: 1 }],
    withdrawListingChange: [{ id: world.changes.toWithdraw }],
    decideListingChange: [{ id: world.changes.listingToDecide, accept: false }],
    seeListingDecision: [{ id: world.changes.decided }],
    resolveVerification: [{ input: { id: world.taskId, result: 'CONFIRMED' } }],
  };
}

function withStaff({ app: { network }, recoveryId }: World, kind: ReaderKind): Record<string, Variables[]> {
  const id = network.staff[COLLEAGUE];
  const invited = { email: `new-${kind.toLowerCase()}@riverside.example`, roles: ['CASEWORKER'] };
  return {
    inviteStaff: [{ input: { ...invited, organizationId: network.organizations.riverside } }],
    changeStaffRoles: [{ input: { id, roles: ['CASEWORKER'], version: STALE } }],
    deactivateStaff: [{ id, version: STALE }],
    reactivateStaff: [{ id: network.staff[DEACTIVATED], version: STALE }],
    endStaffSessions: [{ staffId: network.staff[DEACTIVATED] }],
    askRecovery: [
      { staffId: network.staff[kind === 'administrator' ? NIGHT_DESK : CASEWORKER], secondFactorToo: false },
    ],
    approveRecovery: [{ id: recoveryId }],
    dropRecovery: [{ id: recoveryId }],
  };
}

/** What everybody does with her own account; leaving comes last. */
async function withOneself({ app }: World, kind: ReaderKind): Promise<Record<string, Variables[]>> {
  const token = 'x'.repeat(43);
  const email = READERS[kind];
  // Left open on another machine, as far as the house knows.
  const elsewhere = email === null ? token : (await forgeSession(app, email)).id;
  const newPassword = 'seven quiet herons wade';
  return {
    signIn: [{ input: { email: 'analyst@funder.example', password: PASSWORD } }],
    acceptInvitation: [{ input: { token, password: newPassword } }],
    recoverAccount: [{ input: { token, word: 'heron', password: newPassword } }],
    changePassword: [{ input: { oldPassword: `not that of ${kind}`, newPassword } }],
    enrolSecondFactor: [{ input: { password: PASSWORD } }],
    confirmSecondFactor: [{ code: '000000' }],
    endSession: [{ id: token }, { id: elsewhere }],
    endOtherSessions: [{}],
    signOut: [{}],
  };
}
