/** What she chose to tell. Everything may stay unknown; all of it is sealed under her own key. */
export interface ClientDetails {
  /** `YYYY-MM`. */
  dueMonth: string | null;
  childrenAges: number[] | null;
  gender: string | null;
  /** BCP 47 tags. */
  languages: string[] | null;
  medicineRunsOutOn: string | null;
  safeContact: SafeContactDetails | null;
  avoid: AvoidDetails | null;
}

export interface SafeContactDetails {
  channel: 'NONE' | 'PHONE' | 'TEXT' | 'MESSENGER' | 'IN_PERSON' | 'THROUGH_PEER';
  details: string | null;
  safeTimes: string | null;
  /** The same as hours, which can be kept to; absent in what was written before there were any. */
  hours?: SafeHoursDetails[] | null;
  voicemailOk: boolean;
  slipOk: boolean;
  codeWord: string | null;
}

/** In the network's time zone; `days` as MO … SU, none: every day. */
export interface SafeHoursDetails {
  days: string[];
  from: string;
  to: string;
}

/** Stops every message. */
export const NO_CONTACT: SafeContactDetails = {
  channel: 'NONE',
  details: null,
  safeTimes: null,
  hours: null,
  voicemailOk: false,
  slipOk: false,
  codeWord: null,
};

/** Whom and where she must not meet. Never shared. */
export interface AvoidDetails {
  organizationIds: string[];
  areaIds: string[];
  note: string | null;
}

export type AgeBandValue = 'UNDER_18' | 'FROM_18_TO_24' | 'FROM_25_TO_34' | 'FROM_35_TO_49' | 'FROM_50' | 'UNKNOWN';
export type PregnancyValue = 'PREGNANT' | 'POSTPARTUM' | 'NO' | 'UNKNOWN';

export const NOTHING_TOLD: ClientDetails = {
  dueMonth: null,
  childrenAges: null,
  gender: null,
  languages: null,
  medicineRunsOutOn: null,
  safeContact: null,
  avoid: null,
};
