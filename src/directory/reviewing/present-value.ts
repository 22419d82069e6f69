import type { AddressFact, AttributeFact, HowToReferFact, PhoneFact, ScheduleFact } from '../listing-facts.js';
import { HowToRefer, Phone, Schedule } from '../listing-parts.type.js';
import { AddressSaid, AnswerSaid, ListingValue } from './listing-change.type.js';

const NOTHING_SAID = {
  ...{ text: null, number: null, codes: null, answers: null },
  ...{ address: null, schedules: null, phones: null, howToRefer: null },
};

/** What this reader may know of an address, and what knowing it costs. */
export interface AddressView {
  nameOf: (areaId: string) => string | null;
  knowsDoor: boolean;
  /** Called when the address is taken, not when the rest is. */
  onRead?: () => void;
}

/** The value of one field, in the one member that fits it. Written by this house only, field by field of the shape that is read here. */
export function presentValue(field: string, value: unknown, view: AddressView): ListingValue {
  const said = Object.assign(new ListingValue(), NOTHING_SAID);
  if (value === null || value === undefined) return said;
  if (field === 'address') return withAddress(said, value as AddressFact, view);
  return Object.assign(said, (OWN_MEMBER[field] ?? plain)(value));
}

const OWN_MEMBER: Partial<Record<string, (value: unknown) => Partial<ListingValue>>> = {
  attributes: (facts) => ({
    answers: (facts as AttributeFact[]).map(({ code, answer, note }) =>
      Object.assign(new AnswerSaid(), { code, answer, note }),
    ),
  }),
  schedules: (rules) => ({
    schedules: (rules as ScheduleFact[]).map((rule) => Object.assign(new Schedule(), rule)),
  }),
  phones: (phones) => ({ phones: (phones as PhoneFact[]).map((phone) => Object.assign(new Phone(), phone)) }),
  howToRefer: (promise) => ({ howToRefer: Object.assign(new HowToRefer(), promise as HowToReferFact) }),
};

function plain(value: unknown): Partial<ListingValue> {
  if (typeof value === 'number') return { number: value };
  if (typeof value === 'string') return { text: value };
  return Array.isArray(value) ? { codes: value as string[] } : {};
}

function withAddress(said: ListingValue, fact: AddressFact, { nameOf, knowsDoor, onRead }: AddressView): ListingValue {
  const { areaId, visibility, meetingPoint, ...door } = fact;
  const address = Object.assign(new AddressSaid(), {
    ...{ visibility, meetingPoint, area: areaId === null ? null : nameOf(areaId) },
    ...(knowsDoor ? door : NO_DOOR),
  });
  return Object.defineProperty(said, 'address', {
    enumerable: true,
    get: () => {
      onRead?.();
      return address;
    },
  });
}

const NO_DOOR = {
  ...{ line: null, city: null, region: null, postalCode: null, country: null, latitude: null, longitude: null },
};
