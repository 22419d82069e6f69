/**
 * What can be said about one service at one place, free of any database or wire format. Importers, the demo network, agencies' own
 * edits and the search all speak in these words. `null` (or an empty `schedules`) means that nobody said: unknown is never guessed.
 */

/** Answered by people, so it can be unknown. Unknown is never yes and never no. */
export const ANSWERS = ['YES', 'NO', 'DEPENDS', 'UNKNOWN'] as const;
export type AnswerValue = (typeof ANSWERS)[number];

/** Who said it: the place itself, the network's staff, women who went there, or what happened to referrals. */
export const EVIDENCE_SOURCES = ['ORGANIZATION', 'NETWORK', 'WOMEN', 'OUTCOMES'] as const;
export type EvidenceSourceValue = (typeof EVIDENCE_SOURCES)[number];

export interface AttributeFact {
  code: string;
  answer: AnswerValue;
  note: string | null;
  source: EvidenceSourceValue | null;
  /** ISO 8601 UTC instant, or null where nobody ever confirmed it. */
  confirmedAt: string | null;
}

/** iCalendar weekday codes, as HSDS writes them. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** One rule of a place's hours, on the wall clock of its own time zone. */
export interface ScheduleFact {
  byday: Weekday[];
  /** `HH:MM`; both null on a closed rule, or where the day is known and the hour is not. */
  opensAt: string | null;
  /** `HH:MM`; at or before `opensAt` it means the next morning; `24:00` is the end of the day. */
  closesAt: string | null;
  /** IANA name; null means the network's own time zone. */
  timezone: string | null;
  /** ISO dates, both ends included. */
  validFrom: string | null;
  validTo: string | null;
  womenOnly: boolean;
  /** The place is closed on these days within the validity, whatever other rules say. */
  closed: boolean;
  description: string | null;
}

export interface PhoneFact {
  number: string;
  extension: string | null;
  description: string | null;
  languages: string[];
}

export type AddressVisibilityValue = 'FULL' | 'AREA' | 'HIDDEN';

export interface AddressFact {
  visibility: AddressVisibilityValue;
  /** A named area of the network; null where none is known. */
  areaId: string | null;
  line: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  latitude: number | null;
  longitude: number | null;
  meetingPoint: string | null;
}

export interface HowToReferFact {
  method: string | null;
  nextStep: string | null;
  respondsWithinMinutes: number | null;
  feedbackWithinDays: number | null;
  nightPhone: string | null;
}

export interface ListingFacts {
  name: string;
  description: string | null;
  services: string[];
  attributes: AttributeFact[];
  /** BCP 47 tags; null where nobody said. */
  languages: string[] | null;
  /** Empty: the hours are not known. */
  schedules: ScheduleFact[];
  phones: PhoneFact[];
  address: AddressFact;
  howToRefer: HowToReferFact;
  cost: string | null;
  minimumAge: number | null;
  maximumAge: number | null;
  childrenMinimumAge: number | null;
  childrenMaximumAge: number | null;
  boysMaximumAge: number | null;
}
