import type { ReaderKind } from './readers.js';
import type { World } from './world.js';
import { PASSPHRASE } from './world/her.js';

export type Variables = Record<string, unknown>;

/** Queries that carry her; what is read through them stands in a table of its own. */
export const OF_HER = new Set([
  ...[
    'client',
    'clientByCode',
    'clientByPassphrase',
    'clientNotices',
    'handOvers',
    'womenWithoutWorker',
    'myWomen',
    'legalHolds',
  ],
  ...['referral', 'referralByCode', 'referrals', 'disclosurePreview', 'nextMatches'],
  ...['plan', 'plans', 'planStepsDue'],
]);

const PAGE = { first: 10 };

/** What each query is asked with, about things that her worker, or whoever it is for, really has. A query without an entry fails the matrix. */
export function questions(world: World, kind: ReaderKind): Record<string, Variables[]> {
  const { woman, handedOver, inside, referrals, plan, planOfRelease, planEnded } = world;
  const { listings, organizations, areas } = world.app.network;
  const known = Object.values(referrals);
  const women = [woman, handedOver, inside];
  const purpose = kind === 'colleagueWithPurpose' || kind === 'managerWithPurpose' ? 'her worker is ill' : null;
  const mayNotSayWhy = kind === 'colleague' || kind === 'manager';
  const sealed = (cube: string) => ({ releaseId: world.releaseId, cube });
  const ofAge = sealed('agency-age');
  const days = { from: '2026-01-01', to: '2026-12-31' };
  return {
    areas: [{ text: 'Mill' }],
    auditTrail: [{ first: 100 }, { subjectId: woman.id, first: 100 }],
    client: women.map(({ id }) => ({ id, purpose })),
    clientByCode: women.map(({ code }) => ({ code, purpose })),
    // Who finds her by her words has said why: of those who say none elsewhere it is not asked, or they would have said it.
    clientByPassphrase: [{ passphrase: PASSPHRASE, purpose: mayNotSayWhy ? ' ' : 'she lost her card' }],
    clientNotices: [PAGE],
    colleagues: [{}],
    // An agency is refused what was sent, and is not asked on after a refusal.
    completionAudit: ['RECEIVED', 'SENT'].map((direction) => ({ ...days, direction })),
    completionAuditCsv: [{ ...days, direction: 'RECEIVED', table: 'AGE_BAND' }],
    consentStatement: [{ language: 'en' }],
    custodialOrganizations: [{}],
    deadlineFor: [{ windowCode: 'pep', exposureAt: '2026-03-18T12:00:00.000Z' }],
    directoryImport: [{ id: world.importId }],
    directoryImports: [PAGE],
    disclosurePreview: [referrals.draft, referrals.unagreed].map(({ id }) => ({ referralId: id })),
    findListings: [
      { services: ['shelter'], mustHave: ['accepts-drug-use'], niceToHave: ['no-police', 'walk-in'] },
      { services: ['ost'], mustHave: ['accepts-under-18'], near: { areaId: areas.oldTown, withinKm: 50 } },
    ].map((where) => ({ where, forClientId: null, ...PAGE })),
    handOvers: [{}],
    legalHoldCounts: [{}],
    legalHolds: [{}],
    listing: [
      { id: world.places.whole },
      { id: listings.refuge },
      { id: listings.cityShelter },
      { id: listings.clinicOst },
    ],
    listingChanges: [PAGE],
    listingHistory: [listings.cityShelter, listings.refuge].map((id) => ({ id, ...PAGE })),
    listingsToConfirm: [PAGE],
    me: [{}],
    mySessions: [{}],
    myWomen: [PAGE],
    nextMatches: [{ referralId: referrals.declined.id }],
    organization: [{ id: organizations.safeHouse }, { id: organizations.city }],
    organizations: [PAGE],
    ownListingChanges: [{ listingId: null, ...PAGE }],
    placeIndicators: [{}],
    placeQuestions: [{ open: true }],
    plan: [plan, planOfRelease, planEnded].map(({ id }) => ({ id })),
    planStepsDue: [{ until: '2026-12-31', ...PAGE }],
    planTemplates: [{}],
    planTerms: [{}],
    plans: [
      { over: true, ...PAGE },
      { over: false, ...PAGE },
    ],
    pmtctIndicator: [days],
    recoveries: [{}],
    referral: known.map(({ id }) => ({ id })),
    referralByCode: known.map(({ code }) => ({ code })),
    referrals: [{ inbox: 'ALL', ...PAGE }],
    releaseCascade: [sealed('agency-pmtct-step')],
    releaseDecisions: [{}],
    releaseParameters: [{}],
    releasePercentiles: [sealed('service-time-band')],
    releaseProgress: [{}],
    releaseRates: [{ ...ofAge, of: { dimension: 'age', values: ['unknown'] } }],
    releaseTables: [{ releaseId: world.releaseId }],
    releaseTrend: [{ beforeId: world.releaseId, afterId: world.releaseId, cube: ofAge.cube }],
    releases: [{}],
    retention: [{}],
    staff: [{ first: 100 }],
    statistics: [ofAge],
    statisticsCsv: [ofAge],
    taxonomy: [{}],
    teamSettings: [{}],
    timeWindows: [{}],
    unmetNeed: [{ from: '2026-01', to: '2026-02' }],
    verificationTasks: [
      { open: true, ...PAGE },
      { open: false, ...PAGE },
    ],
    verifyAuditTrail: [{}],
    womenWithoutWorker: [PAGE],
  };
}
