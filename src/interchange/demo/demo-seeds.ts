import type { AgeBandValue, PregnancyValue } from '../../clients/index.js';
import type { ConsentMethodValue, SharedFieldValue } from '../../consent/index.js';
import type { AddressFact, AttributeFact, ListingFacts, ListingStatusValue } from '../../directory/index.js';
import type { RoleValue } from '../../identity/index.js';
import { readSeed } from '../../platform/seeds.js';
import type { AssistanceValue, OutcomeValue, UrgencyValue } from '../../referrals/index.js';
import type { LogNormal, Weights } from './demo-random.js';

type WeightOf<K extends string> = Readonly<Record<K, number>>;

export interface DemoArea {
  key: string;
  name: string;
  within: string | null;
  latitude: number;
  longitude: number;
}

export interface DemoOrganization {
  key: string;
  name: string;
  neutralName: string | null;
  description: string | null;
  website: string | null;
  custodial: boolean;
}

export interface DemoStaff {
  email: string;
  displayName: string;
  organization: string;
  roles: RoleValue[];
  answersFor: string[] | null;
}

export interface DemoListing {
  key: string;
  organization: string;
  status: ListingStatusValue;
  confirmedDaysAgo: number | null;
  capacity: {
    placesFree: number | null;
    familyPlacesFree: number | null;
    waitlistOpen: boolean | null;
    saidHoursAgo: number;
    validForHours: number;
  } | null;
  facts: Omit<ListingFacts, 'address' | 'attributes'> & {
    attributes: (Omit<AttributeFact, 'confirmedAt'> & { confirmedDaysAgo: number | null })[];
    address: Omit<AddressFact, 'areaId'> & { areaKey: string | null };
  };
}

/** How one place treats those who are sent there; shares from 0 to 1. */
export interface Behaviour {
  listing: string;
  pick: number;
  answerHours: LogNormal;
  acknowledgeFirst: number;
  answer: WeightOf<'accept' | 'waitlist' | 'decline' | 'silent'>;
  declineReasons: Weights;
  waitlistThenAccepted: number;
  schedule: number;
  turnedAway: number;
  turnAwayReasons: Weights;
  arrives: number;
  daysToArrival: LogNormal;
  completes: number;
  outcome: WeightOf<OutcomeValue>;
  respect: number;
  wouldReturn: number;
}

export interface WomanWeights {
  ageBand: WeightOf<AgeBandValue>;
  pregnancy: WeightOf<PregnancyValue>;
  dueMonthKnown: number;
  childrenCount: Weights;
  childAge: Weights;
  languages: Weights;
  secondLanguage: number;
  gender: Weights;
  safeContact: WeightOf<'NONE' | 'PHONE' | 'TEXT' | 'MESSENGER' | 'IN_PERSON' | 'THROUGH_PEER'>;
  voicemailOk: number;
  slipOk: number;
  codeWord: number;
  avoidsAnOrganization: number;
  avoidsAnArea: number;
  medicine: WeightOf<'none' | 'known' | 'notSaid'>;
  medicineDaysLeft: Weights;
  countMe: number;
  passphrase: number;
}

interface HandoverWeights {
  assistance: Record<'default' | 'urgent', WeightOf<AssistanceValue>>;
  arrivalOddsTimes: WeightOf<AssistanceValue>;
  turnedAwayOddsTimes: WeightOf<AssistanceValue>;
  respectOddsTimes: WeightOf<AssistanceValue>;
  companion: Record<AssistanceValue, WeightOf<'WORKER' | 'PEER' | 'WOMAN_SHE_TRUSTS' | 'NOBODY'>>;
  transport: WeightOf<'ARRANGED' | 'PAID' | 'OWN' | 'NONE_NEEDED' | 'NOT_SOLVED'>;
  transportNotSolvedArrivalOddsTimes: number;
  childcareArranged: WeightOf<'yes' | 'no' | 'notSaid'>;
  meetingPointAgreed: number;
  callBackNamed: number;
  stillWithHerWhenReceived: Partial<Record<AssistanceValue, number>>;
}

export interface Stories {
  seed: number;
  months: number;
  clients: number;
  referrals: number;
  referralsByMonth: number[];
  senders: { organization: string; clients: number; workers: Weights }[];
  client: WomanWeights;
  referralsPerClient: Weights;
  needs: Weights;
  needsWhen: Record<string, Weights>;
  needsTogether: { services: string[]; weight: number }[];
  oneNeedOnly: number;
  urgency: { default: WeightOf<UrgencyValue>; byService: Record<string, WeightOf<UrgencyValue>> };
  handover: HandoverWeights;
  consent: {
    method: WeightOf<ConsentMethodValue>;
    language: Weights;
    fields: WeightOf<SharedFieldValue>;
    wholeOrganization: number;
    days: Weights;
    withdrawn: number;
    keepsPlaceWhenWithdrawn: number;
    renewed: number;
  };
  listings: Behaviour[];
  notArrived: { missedFirst: number; triesAgainAfterMiss: number; closeReasons: Weights; missReasons: Weights };
  notCompletedAfterArrival: Weights;
  withdrawn: { probability: number; reasons: Weights };
  silence: { chasedBeforeExpiry: number; arrivesAfterExpiry: number };
  onBehalf: { answeredBy: WeightOf<'PHONE' | 'MESSAGE' | 'IN_PERSON'> };
  secondTry: Record<'afterDecline' | 'afterTurnAway' | 'afterExpiry' | 'afterNotCompleted', number> & {
    hours: LogNormal;
  };
  stillDraft: number;
  enteredInError: number;
  holdsPlace: number;
  herWord: {
    askedWhenCompleted: number;
    askedWhenNotCompleted: number;
    gotHelp: WeightOf<OutcomeValue | 'notCompleted'>;
    leavesOneQuestionOpen: number;
  };
  hours: { default: { nightShare: number }; urgent: { nightShare: number } };
}

export interface DemoSeeds {
  areas: DemoArea[];
  organizations: DemoOrganization[];
  staff: DemoStaff[];
  listings: DemoListing[];
  stories: Stories;
}

/** The invented network, as it stands in `seeds/demo/`. */
export const readDemoSeeds = (): DemoSeeds => ({
  areas: readSeed<DemoArea[]>('demo/areas.json'),
  organizations: readSeed<DemoOrganization[]>('demo/organizations.json'),
  staff: readSeed<DemoStaff[]>('demo/staff.json'),
  listings: readSeed<DemoListing[]>('demo/listings.json'),
  stories: readSeed<Stories>('demo/stories.json'),
});
