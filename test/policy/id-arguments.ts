import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { ForeignKind } from './foreign-things.js';

/** Every place of an operation's arguments where an id is given, as `operation path`; those within inputs too. */
export function idArguments(schema: GraphQLSchema): Map<string, { list: boolean }> {
  const found = new Map<string, { list: boolean }>();
  const look = (at: string, type: GraphQLInputType): void => {
    const named = getNamedType(type);
    if (named.name === 'ID') found.set(at, { list: isListType(isNonNullType(type) ? type.ofType : type) });
    if (isInputObjectType(named))
      for (const field of Object.values(named.getFields())) look(`${at}.${field.name}`, field.type);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const operation of Object.values(root?.getFields() ?? {}))
      for (const argument of operation.args) look(`${operation.name} ${argument.name}`, argument.type);
  return found;
}

export type AsWhom = 'worker' | 'agency' | 'manager' | 'administrator';

interface Tried {
  as: AsWhom;
  /** What of another organization's stands there instead. */
  foreign: ForeignKind;
  at: string[];
}

const referralsAt = (as: AsWhom, operations: string[]): Tried => ({
  as,
  foreign: 'referral',
  at: operations.map((name) => `${name} input.id`),
});
const PLAN_ACTS = [
  'addPlanStep',
  'checkPlanStep',
  'correctPlan',
  'endPlan',
  'movePlanDate',
  'recordBirth',
  'recordRelease',
  'referForPlanStep',
  'reopenPlan',
  'skipPlanStep',
  'undoPlanEvent',
  'undoPlanStep',
];

/** Which things of another organization each id is tried with, by somebody who may use the operation. */
export const TRIED: Tried[] = [
  {
    ...{ as: 'worker', foreign: 'client' },
    at: [
      ...['client id', 'findListings forClientId', 'acknowledgeHandOver clientId', 'acknowledgeHandOvers clientIds'],
      ...['draftReferral input.clientId', 'giveConsent input.clientId', 'handOverClients input.clientIds'],
      ...['startPlan input.clientId', 'takeOver input.clientId', 'updateClient input.id'],
      ...['eraseClient input.clientId', 'planContact input.clientId'],
    ],
  },
  { as: 'manager', foreign: 'client', at: ['auditTrail subjectId'] },
  {
    ...{ as: 'worker', foreign: 'referral' },
    at: [
      ...[
        'referral id',
        'disclosurePreview referralId',
        'nextMatches referralId',
        'answerQuestion referralId',
        'checkIn referralId',
      ],
      ...[
        'draftReferral input.replacesId',
        'openClient input.cameByReferralId',
        'planHandover referralId',
        'postMessage referralId',
      ],
      ...['recordHerWord referralId', 'referAgain input.referralId', 'takeOver input.referralId'],
    ],
  },
  { as: 'agency', foreign: 'referral', at: ['askSender referralId'] },
  referralsAt('worker', [
    'closeReferral',
    'correctReferral',
    'scheduleReferral',
    'sendReferral',
    'withdrawReferral',
    'recordMiss',
  ]),
  referralsAt('agency', [
    'acceptReferral',
    'acknowledgeReferral',
    'completeReferral',
    'declineReferral',
    'recordArrival',
    'recordTurnedAway',
    'waitlistReferral',
  ]),
  { as: 'worker', foreign: 'consent', at: ['renewConsent id', 'withdrawConsent input.id'] },
  {
    ...{ as: 'worker', foreign: 'plan' },
    at: [
      'plan id',
      ...PLAN_ACTS.map((act) => `${act} input.id`),
      'giveConsent input.untilEndOfPlanId',
      'renewConsent untilEndOfPlanId',
    ],
  },
  {
    ...{ as: 'worker', foreign: 'planStep' },
    at: ['checkPlanStep', 'referForPlanStep', 'skipPlanStep', 'undoPlanStep'].map((act) => `${act} input.stepId`),
  },
  { as: 'worker', foreign: 'contact', at: ['cancelContact id'] },
  { as: 'manager', foreign: 'hold', at: ['endLegalHold input.holdId'] },
  { as: 'worker', foreign: 'message', at: ['answerQuestion questionId'] },
  { as: 'worker', foreign: 'call', at: ['correctCall id'] },
  { as: 'worker', foreign: 'placeQuestion', at: ['draftReferral input.fromPlaceQuestionId'] },
  { as: 'agency', foreign: 'placeQuestion', at: ['answerPlaceQuestion input.id'] },
  {
    ...{ as: 'agency', foreign: 'listing' },
    at: [
      ...[
        'answerPlaceQuestion input.listingId',
        'confirmListing id',
        'reportCapacity listingId',
        'updateListing input.id',
      ],
      ...['ownListingChanges listingId', 'listingHistory id'],
    ],
  },
  {
    ...{ as: 'worker', foreign: 'draftListing' },
    at: [
      ...[
        'listing id',
        'askPlaces input.listingIds',
        'draftReferral input.listingId',
        'giveConsent input.listingId',
        'recordCall input.listingId',
      ],
      ...['referAgain input.listingId', 'referForPlanStep input.listingId'],
    ],
  },
  { as: 'agency', foreign: 'listingChange', at: ['seeListingDecision id', 'withdrawListingChange id'] },
  { as: 'worker', foreign: 'staff', at: ['handOverClients input.toId', 'updateClient input.assignToId'] },
  {
    ...{ as: 'manager', foreign: 'staff' },
    at: [
      'takeOver input.toId',
      'askRecovery staffId',
      'changeStaffRoles input.id',
      'deactivateStaff id',
      'endStaffSessions staffId',
      'reactivateStaff id',
    ],
  },
  { as: 'worker', foreign: 'session', at: ['endSession id'] },
  { as: 'manager', foreign: 'organization', at: ['staff organizationId', 'inviteStaff input.organizationId'] },
];

/** Ids of which nothing is anybody's own, and why. */
export const NOBODYS: Record<string, string[]> = {
  'a place of the public directory': [
    ...['findListings where.avoidAreas', 'findListings where.farFrom.areaId', 'findListings where.near.areaId'],
    ...[
      'openClient input.avoid.areaIds',
      'updateClient input.avoid.areaIds',
      'createListing input.address.areaId',
      'updateListing input.address.areaId',
    ],
  ],
  'an organization of the public directory': [
    ...[
      'findListings where.avoidOrganizations',
      'openClient input.avoid.organizationIds',
      'updateClient input.avoid.organizationIds',
    ],
    ...['organization id', 'referrals where.receiverId', 'giveConsent input.receiverId', 'startPlan input.facilityId'],
  ],
  'an administrator’s, who runs the whole network': [
    ...['approveRecovery id', 'dropRecovery id', 'decideListingChange id', 'resolveVerification input.id'],
    ...['approveReleaseDecision id', 'askSealAgain releaseId', 'directoryImport id', 'updateOrganization input.id'],
  ],
  'a published release, which every reader may read': [
    ...['statistics releaseId', 'statisticsCsv releaseId', 'releaseTables releaseId', 'releaseCascade releaseId'],
    ...['releasePercentiles releaseId', 'releaseRates releaseId', 'releaseTrend afterId', 'releaseTrend beforeId'],
  ],
};
