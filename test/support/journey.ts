import type { ReferralStatusValue, ReferralStepValue, Side } from '../../src/referrals/journey.js';
import type { Answer, TestApp } from './app.js';
import type { ListingKey, OrganizationKey } from './network.js';

export const CASEWORKER = 'caseworker@riverside.example';
export const COLLEAGUE = 'colleague@riverside.example';
export const ANOTHER_NETWORKER = 'caseworker@northside.example';
export const REFUGE = 'agency@safehouse.example';
export const NIGHT_DESK = 'nightdesk@safehouse.example';
export const REFUGE_MANAGER = 'manager@safehouse.example';
export const CITY_SHELTER = 'agency@cityshelter.example';
export const BRIGID = 'agency@brigid.example';
export const CLINIC = 'agency@clinic.example';

export type SharedField =
  'AGE_BAND' | 'PREGNANCY' | 'CHILDREN' | 'LANGUAGES' | 'MEDICINE' | 'NEEDS' | 'SAFE_CONTACT' | 'NOTE';
export const EVERYTHING: SharedField[] = [
  'AGE_BAND',
  'PREGNANCY',
  'CHILDREN',
  'LANGUAGES',
  'MEDICINE',
  'NEEDS',
  'SAFE_CONTACT',
  'NOTE',
];
export type InboxName = 'TO_ANSWER' | 'TO_FOLLOW' | 'OVERDUE' | 'WAITLISTED' | 'UPCOMING' | 'CLOSED' | 'ALL';

interface Named {
  id: string;
  name: string;
}
interface SafeContact {
  channel: string;
  details: string | null;
  safeTimes: string | null;
  voicemailOk: boolean;
  slipOk: boolean;
  codeWord: string | null;
}
export interface Shared {
  ageBand: string | null;
  pregnancy: string | null;
  dueMonth: string | null;
  childrenAges: number[] | null;
  languages: string[] | null;
  medicineRunsOutOn: string | null;
  needs: string[] | null;
  safeContact: SafeContact | null;
  note: string | null;
}
export const NOTHING_SHARED: Shared = {
  ageBand: null,
  pregnancy: null,
  dueMonth: null,
  childrenAges: null,
  languages: null,
  medicineRunsOutOn: null,
  needs: null,
  safeContact: null,
  note: null,
};
export interface Handover {
  assistance: string;
  companion: string | null;
  transport: string | null;
  childcareArranged: boolean | null;
  meetingPoint: string | null;
  meetAt: string | null;
  callBack: string | null;
  stillWithHerWhenReceived: boolean | null;
}
export interface Reason {
  code: string;
  side: Side;
}
export interface ReferralEvent {
  at: string;
  effectiveAt: string;
  step: ReferralStepValue | null;
  byOrganization: Named | null;
  byRole: string | null;
  onBehalfOfReceiver: boolean;
  answeredBy: string | null;
  status: ReferralStatusValue;
  reason: Reason | null;
  note: string | null;
}
/** A referral as one reader sees it. */
export interface SeenReferral {
  id: string;
  version: number;
  code: string;
  status: ReferralStatusValue;
  services: string[];
  urgency: string;
  from: Named;
  to: Named;
  listing: Named | null;
  client: { id: string; code: string } | null;
  shared: Shared | null;
  handover: Handover | null;
  reason: Reason | null;
  outcome: string | null;
  herWord: { gotHelp: boolean | null; treatedWithRespect: boolean | null; wouldReturn: boolean | null } | null;
  respondBy: string | null;
  deadline: string | null;
  neededFrom: string | null;
  overdue: boolean;
  appointmentAt: string | null;
  lookAgainOn: string | null;
  holdUntil: string | null;
  timeline: ReferralEvent[];
  messages: { at: string; from: Named; text: string | null }[];
  replaces: { id: string } | null;
  replacedBy: { id: string } | null;
  allowedSteps: ReferralStepValue[];
}

interface Refused {
  InvalidInput: { message: string; problems: { path: string; message: string }[] };
  Forbidden: { message: string };
  StepNotAllowed: { message: string; status: ReferralStatusValue; allowedSteps: ReferralStepValue[] };
  StaleReferral: { message: string; current: SeenReferral };
  ConsentMissing: { message: string; receiver: Named; missing: SharedField[] };
}
type Refusal<K extends keyof Refused> = { [N in K]: { __typename: N } & Refused[N] }[K];
export type StepAnswer = ({ __typename: 'Referral' } & SeenReferral) | Refusal<keyof Refused>;
export type DraftAnswer = ({ __typename: 'Referral' } & SeenReferral) | Refusal<'InvalidInput' | 'Forbidden'>;

export interface Woman {
  id: string;
  version: number;
  code: string;
}
export interface Consent {
  id: string;
  receiver: Named;
  listing: Named | null;
  purpose: string;
  fields: SharedField[];
  method: string;
  toldSheMayRefuse: boolean;
  statementVersion: string;
  language: string;
  givenAt: string;
  expiresAt: string;
  withdrawnAt: string | null;
  active: boolean;
}
export type ConsentAnswer = ({ __typename: 'Consent' } & Consent) | Refusal<'InvalidInput' | 'Forbidden'>;
export type WithdrawalAnswer =
  { __typename: 'ConsentWithdrawn'; consent: Consent; ended: SeenReferral[] } | Refusal<'Forbidden'>;

export interface Preview {
  receiver: Named;
  fromName: string;
  services: string[];
  urgency: string;
  shared: Shared;
  reports: { code: string; answer: string }[];
  consent: Consent | null;
  missing: SharedField[];
}

/** What can be given with a step; which of it belongs to which step is the journey's table. */
export interface StepSaid {
  version?: number;
  key?: string;
  reasonCode?: string;
  outcome?: 'RECEIVED' | 'PARTLY_RECEIVED' | 'NOT_RECEIVED';
  appointmentAt?: string;
  lookAgainOn?: string;
  holdUntil?: string;
  condition?: string;
  stillWithHerWhenReceived?: boolean;
  effectiveAt?: string;
  note?: string;
  onBehalfOfReceiver?: boolean;
  answeredBy?: 'PHONE' | 'MESSAGE' | 'IN_PERSON';
}
export interface Drafted {
  services?: string[];
  urgency?: 'ROUTINE' | 'SOON' | 'TODAY' | 'NOW';
  handover?: Partial<Handover>;
  needs?: string[];
  note?: string;
  deadline?: string;
  neededFrom?: string;
  replacesId?: string;
  fromPlaceQuestionId?: string;
  key?: string;
}
export interface Agreed {
  listing?: ListingKey;
  fields?: SharedField[];
  purpose?: string;
  toldSheMayRefuse?: boolean;
  expiresAt?: string;
  key?: string;
}

/** The operation for each step that people take; EXPIRE and END_CONSENT are the system's and have none. */
export const OPERATIONS = {
  SEND: 'sendReferral',
  ACKNOWLEDGE: 'acknowledgeReferral',
  ACCEPT: 'acceptReferral',
  WAITLIST: 'waitlistReferral',
  DECLINE: 'declineReferral',
  SCHEDULE: 'scheduleReferral',
  MISS: 'recordMiss',
  ARRIVE: 'recordArrival',
  TURN_AWAY: 'recordTurnedAway',
  COMPLETE: 'completeReferral',
  CLOSE: 'closeReferral',
  WITHDRAW: 'withdrawReferral',
  CORRECT: 'correctReferral',
} as const satisfies Partial<Record<ReferralStepValue, string>>;
export type PeoplesStep = keyof typeof OPERATIONS;

const CONSENT = `
  id receiver { id name } listing { id name } purpose fields method toldSheMayRefuse statementVersion language
  givenAt expiresAt withdrawnAt active`;
const SHARED = `
  ageBand pregnancy dueMonth childrenAges languages medicineRunsOutOn needs note
  safeContact { channel details safeTimes voicemailOk slipOk codeWord }`;
const REFERRAL = `
  id version code status services urgency from { id name } to { id name } listing { id name } client { id code }
  shared { ${SHARED} }
  handover { assistance companion transport childcareArranged meetingPoint meetAt callBack stillWithHerWhenReceived }
  reason { code side } outcome herWord { gotHelp treatedWithRespect wouldReturn }
  respondBy deadline neededFrom overdue appointmentAt lookAgainOn holdUntil
  timeline {
    at effectiveAt step byOrganization { id name } byRole onBehalfOfReceiver answeredBy status reason { code side } note
  }
  messages { at from { id name } text } replaces { id } replacedBy { id } allowedSteps`;
const REFUSALS = `
  ... on Problem { message } ... on InvalidInput { problems { path message } }`;
const STEP_ANSWER = `
  __typename ... on Referral { ${REFERRAL} } ${REFUSALS}
  ... on ConsentMissing { receiver { id name } missing }
  ... on StepNotAllowed { status allowedSteps }
  ... on StaleReferral { current { ${REFERRAL} } }`;

/** What workers do with a woman and her referrals, through the front door; everybody says who does it. */
export class TestJourney {
  constructor(private readonly app: Pick<TestApp, 'as' | 'network'>) {}

  async opens(told: object = {}, by = CASEWORKER): Promise<Woman> {
    const document = `mutation ($input: OpenClientInput!) {
      openClient(input: $input) { __typename ... on Client { id version code } ${REFUSALS} } }`;
    return expected<Woman>('Client', await this.ask(by, document, { input: told }));
  }

  async sheTells(woman: Woman, told: object, by = CASEWORKER): Promise<Woman> {
    const document = `mutation ($input: UpdateClientInput!) {
      updateClient(input: $input) { __typename ... on Client { id version code } ${REFUSALS} } }`;
    const input = { id: woman.id, version: woman.version, ...told };
    return expected<Woman>('Client', await this.ask(by, document, { input }));
  }

  /** Whatever the house answers to a consent. */
  asksConsent(
    woman: Pick<Woman, 'id'>,
    receiver: OrganizationKey,
    agreed: Agreed = {},
    by = CASEWORKER,
  ): Promise<ConsentAnswer> {
    const { listing, ...said } = agreed;
    const document = `mutation ($input: GiveConsentInput!) {
      giveConsent(input: $input) { __typename ... on Consent { ${CONSENT} } ${REFUSALS} } }`;
    const input = {
      clientId: woman.id,
      receiverId: this.app.network.organizations[receiver],
      listingId: listing && this.app.network.listings[listing],
      purpose: 'a safe place',
      fields: EVERYTHING,
      method: 'SPOKEN',
      toldSheMayRefuse: true,
      language: 'en',
      ...said,
    };
    return this.ask(by, document, { input });
  }

  async sheConsents(
    woman: Pick<Woman, 'id'>,
    receiver: OrganizationKey,
    agreed?: Agreed,
    by?: string,
  ): Promise<Consent> {
    return expected<Consent>('Consent', await this.asksConsent(woman, receiver, agreed, by));
  }

  renews(consentId: string, expiresAt?: string, by = CASEWORKER): Promise<ConsentAnswer> {
    const document = `mutation ($id: ID!, $expiresAt: DateTime) {
      renewConsent(id: $id, expiresAt: $expiresAt) { __typename ... on Consent { ${CONSENT} } ${REFUSALS} } }`;
    return this.ask(by, document, { id: consentId, expiresAt });
  }

  sheWithdraws(consentId: string, how: { keepPlace?: boolean } = {}, by = CASEWORKER): Promise<WithdrawalAnswer> {
    const document = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename
      ... on ConsentWithdrawn { consent { ${CONSENT} } ended { ${REFERRAL} } } ... on Problem { message } } }`;
    return this.ask(by, document, { input: { id: consentId, ...how } });
  }

  /** Whatever the house answers to a draft. */
  asksToDraft(
    woman: Pick<Woman, 'id'>,
    listing: ListingKey,
    drafted: Drafted = {},
    by = CASEWORKER,
  ): Promise<DraftAnswer> {
    const document = `mutation ($input: DraftReferralInput!) {
      draftReferral(input: $input) { __typename ... on Referral { ${REFERRAL} } ${REFUSALS} } }`;
    const input = {
      clientId: woman.id,
      listingId: this.app.network.listings[listing],
      services: ['shelter'],
      ...drafted,
    };
    return this.ask(by, document, { input });
  }

  async drafts(woman: Pick<Woman, 'id'>, listing: ListingKey, drafted?: Drafted, by?: string): Promise<SeenReferral> {
    return expected<SeenReferral>('Referral', await this.asksToDraft(woman, listing, drafted, by));
  }

  /** A woman of whom nothing is told, who consents, and is sent. */
  async sends(
    listing: ListingKey,
    receiver: OrganizationKey,
    drafted?: Drafted,
  ): Promise<{ woman: Woman; consent: Consent; referral: SeenReferral }> {
    const woman = await this.opens();
    const consent = await this.sheConsents(woman, receiver);
    const draft = await this.drafts(woman, listing, drafted);
    return { woman, consent, referral: await this.takes('SEND', CASEWORKER, draft) };
  }

  /** Whatever the house answers to a step. The version is the referral's, unless it is said. */
  tries(
    step: PeoplesStep,
    who: string,
    referral: Pick<SeenReferral, 'id' | 'version'>,
    said: StepSaid = {},
  ): Promise<StepAnswer> {
    return this.ask(who, stepDocument(step), { input: { id: referral.id, version: referral.version, ...said } });
  }

  /** The same as it came, for who gets no answer but an error. */
  triesRaw(step: PeoplesStep, who: string, referral: Pick<SeenReferral, 'id' | 'version'>, said: StepSaid = {}) {
    const input = { id: referral.id, version: referral.version, ...said };
    return this.app.as(who)(stepDocument(step), { input });
  }

  async takes(
    step: PeoplesStep,
    who: string,
    referral: Pick<SeenReferral, 'id' | 'version'>,
    said?: StepSaid,
  ): Promise<SeenReferral> {
    return expected<SeenReferral>('Referral', await this.tries(step, who, referral, said));
  }

  reads(who: string, id: string): Promise<SeenReferral | null> {
    return this.ask(who, `query ($id: ID!) { referral(id: $id) { ${REFERRAL} } }`, { id });
  }

  /** Where the test knows that it is there to be seen. */
  async sees(who: string, { id }: Pick<SeenReferral, 'id'>): Promise<SeenReferral> {
    const referral = await this.reads(who, id);
    if (!referral) throw new Error(`${who} does not see it`);
    return referral;
  }

  findsByCode(who: string, code: string): Promise<SeenReferral | null> {
    return this.ask(who, `query ($code: String!) { referralByCode(code: $code) { ${REFERRAL} } }`, { code });
  }

  async inbox(who: string, inbox: InboxName, where?: object): Promise<{ ids: string[]; totalCount: number }> {
    const document = `query ($inbox: Inbox!, $where: ReferralFilter) {
      referrals(inbox: $inbox, where: $where, first: 100) { totalCount edges { node { id } } } }`;
    const page = await this.ask<{ totalCount: number; edges: { node: { id: string } }[] }>(who, document, {
      inbox,
      where,
    });
    return { ids: page.edges.map(({ node }) => node.id), totalCount: page.totalCount };
  }

  previews({ id }: Pick<SeenReferral, 'id'>, by = CASEWORKER): Promise<Preview> {
    const document = `query ($id: ID!) { disclosurePreview(referralId: $id) {
      receiver { id name } fromName services urgency shared { ${SHARED} } reports { code answer }
      consent { ${CONSENT} } missing } }`;
    return this.ask(by, document, { id });
  }

  plansHandover(
    who: string,
    referral: Pick<SeenReferral, 'id' | 'version'>,
    handover: Partial<Handover>,
  ): Promise<StepAnswer> {
    const document = `mutation ($id: ID!, $version: Int!, $handover: HandoverInput!) {
      planHandover(referralId: $id, version: $version, handover: $handover) { ${STEP_ANSWER} } }`;
    return this.ask(who, document, { id: referral.id, version: referral.version, handover });
  }

  writes(who: string, { id }: Pick<SeenReferral, 'id'>, text: string, key?: string): Promise<StepAnswer> {
    const document = `mutation ($id: ID!, $text: String!, $key: String) {
      postMessage(referralId: $id, text: $text, key: $key) { ${STEP_ANSWER} } }`;
    return this.ask(who, document, { id, text, key });
  }

  async notesHerWord({ id }: Pick<SeenReferral, 'id'>, word: object, by = CASEWORKER): Promise<SeenReferral> {
    const document = `mutation ($id: ID!, $gotHelp: Boolean, $treatedWithRespect: Boolean, $wouldReturn: Boolean) {
      recordHerWord(referralId: $id, gotHelp: $gotHelp, treatedWithRespect: $treatedWithRespect, wouldReturn: $wouldReturn) {
        __typename ... on Referral { ${REFERRAL} } ${REFUSALS} } }`;
    return expected<SeenReferral>('Referral', await this.ask(by, document, { id, ...word }));
  }

  /** The one field that was asked for; an error fails the test with its words. */
  private async ask<T>(who: string, document: string, variables: Record<string, unknown>): Promise<T> {
    return theField<T>(await this.app.as(who)(document, variables));
  }
}

const stepDocument = (step: PeoplesStep): string =>
  `mutation ($input: ReferralStepInput!) { ${OPERATIONS[step]}(input: $input) { ${STEP_ANSWER} } }`;

function theField<T>(answer: Answer): T {
  if (answer.errors)
    throw new Error(answer.errors.map((each) => `${each.extensions.code}: ${each.message}`).join('\n'));
  return Object.values(answer.data as Record<string, T>)[0] as T;
}

function expected<T>(kind: string, answer: { __typename?: string }): T {
  const { __typename, ...rest } = answer;
  if (__typename === kind) return rest as T;
  throw new Error(`expected ${kind}, was answered ${JSON.stringify(answer)}`);
}

/** The timeline, a line an event, as it would be read aloud: `ACCEPT → ACCEPTED by Safe House (AGENCY)`. */
export const toldAloud = ({ timeline }: Pick<SeenReferral, 'timeline'>): string[] =>
  timeline.map((event) => {
    const by = event.byOrganization ? `${event.byOrganization.name} (${event.byRole ?? 'nobody'})` : 'the system';
    const onBehalf = event.onBehalfOfReceiver ? ' on behalf of the receiver' : '';
    const how = event.answeredBy ? ` [${event.answeredBy}]` : '';
    const why = event.reason ? ` because ${event.reason.code}` : '';
    const note = event.note ? ` “${event.note}”` : '';
    return `${event.step ?? 'noted'} → ${event.status} by ${by}${onBehalf}${how}${why}${note}`;
  });

/** Where what is refused is to be mended. */
export const pathsOf = (answer: { __typename: string; problems?: { path: string }[] }): string[] => {
  if (answer.__typename !== 'InvalidInput') throw new Error(`expected InvalidInput, was answered ${answer.__typename}`);
  return (answer.problems ?? []).map(({ path }) => path);
};
