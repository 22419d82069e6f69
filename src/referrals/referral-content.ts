import { SharedWithReceiver } from './referral-parts.type.js';
import {
  NO_CONTACT,
  type AgeBandValue,
  type ClientDetails,
  type PregnancyValue,
  type SafeContactDetails,
} from '../clients/index.js';
import type { SharedFieldValue } from '../consent/index.js';
import type { AssistanceValue, CompanionValue, TransportValue } from './referral-terms.js';

/** What was written for this referral, and what crossed over. Always sealed. */
export interface ReferralContent {
  needs: string[] | null;
  note: string | null;
  handover: HandoverDetails;
  /** Until when the place said it would keep it, when it was asked. Sealed: in the clear it would lead to the question that it answered. */
  heldUntil: string | null;
  /** The directory's hold that this answer made: sealed for the same reason. */
  heldBy: string | null;
  /** Sent to a place of custody while she was in custody: nothing of it is the receiver's, then or later. */
  withheld?: true;
  /** Null until it is sent; frozen from then on. */
  shared: SharedDetails | null;
}

export interface HandoverDetails {
  companion: CompanionValue | null;
  transport: TransportValue | null;
  childcareArranged: boolean | null;
  meetingPoint: string | null;
  meetAt: string | null;
  callBack: string | null;
}

export const NO_HANDOVER: HandoverDetails = {
  companion: null,
  transport: null,
  childcareArranged: null,
  meetingPoint: null,
  meetAt: null,
  callBack: null,
};

export interface SharedDetails {
  ageBand: AgeBandValue | null;
  pregnancy: PregnancyValue | null;
  dueMonth: string | null;
  childrenAges: number[] | null;
  languages: string[] | null;
  medicineRunsOutOn: string | null;
  needs: string[] | null;
  safeContact: SafeContactDetails | null;
  note: string | null;
}

/** What there is to share: what she told, and what was written for this referral. */
export interface Shareable {
  ageBand: AgeBandValue;
  pregnancy: PregnancyValue;
  details: ClientDetails;
  needs: string[] | null;
  note: string | null;
}

/** The whole rule of what crosses over: the fields her consent names, and nothing else. */
export function sharedUnder(fields: ReadonlySet<SharedFieldValue>, she: Shareable): SharedDetails {
  const if_ = <T>(field: SharedFieldValue, value: T): T | null => (fields.has(field) ? value : null);
  return {
    ageBand: if_('AGE_BAND', she.ageBand),
    pregnancy: if_('PREGNANCY', she.pregnancy),
    dueMonth: if_('PREGNANCY', she.details.dueMonth),
    childrenAges: if_('CHILDREN', she.details.childrenAges),
    languages: if_('LANGUAGES', she.details.languages),
    medicineRunsOutOn: if_('MEDICINE', she.details.medicineRunsOutOn),
    needs: if_('NEEDS', she.needs),
    safeContact: if_('SAFE_CONTACT', she.details.safeContact),
    note: if_('NOTE', she.note),
  };
}

/** While she is in custody no way to reach her crosses over, to whomever. */
export const withoutContact = (shared: SharedDetails): SharedDetails => ({
  ...shared,
  safeContact: shared.safeContact && NO_CONTACT,
});

/** What was written for this referral must be covered, or it would be lost without anybody noticing. */
export function fieldsWritten(content: Pick<ReferralContent, 'needs' | 'note'>): SharedFieldValue[] {
  return [...(content.needs?.length ? (['NEEDS'] as const) : []), ...(content.note ? (['NOTE'] as const) : [])];
}

export const presentShared = (shared: SharedDetails): SharedWithReceiver =>
  Object.assign(new SharedWithReceiver(), shared);

/** Binds the sealed text to its row, and to whether it was sent: a draft's text put back after sending does not open. */
export const contentOf = (referralId: string, sent: boolean): string =>
  `referral:${referralId}:${sent ? 'sent' : 'draft'}`;

export const noteOf = (eventId: string): string => `referral_event:${eventId}:note`;

export const messageOf = (messageId: string): string => `referral_message:${messageId}:text`;

export interface HandoverChange extends Partial<HandoverDetails> {
  assistance?: AssistanceValue | null;
  stillWithHerWhenReceived?: boolean | null;
}

/** Only what is given changes. */
export function handoverAfter(before: HandoverDetails, change: HandoverChange): HandoverDetails {
  const after = { ...before };
  for (const key of Object.keys(NO_HANDOVER) as (keyof HandoverDetails)[])
    if (change[key] !== undefined) Object.assign(after, { [key]: change[key] });
  return after;
}
