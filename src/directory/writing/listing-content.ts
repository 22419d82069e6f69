import { canonicalJson } from '../../platform/once/index.js';
import type {
  AddressFact,
  AttributeFact,
  EvidenceSourceValue,
  HowToReferFact,
  ListingFacts,
  PhoneFact,
  ScheduleFact,
  Weekday,
} from '../listing-facts.js';
import type { ListingRow } from '../listing.entity.js';
import type { UpdateListingInput } from '../listing.input.js';
import type {
  AddressInput,
  AttributeInput,
  HowToReferInput,
  PhoneInput,
  ScheduleInput,
} from '../listing-parts.input.js';
import type { LoadedListing } from '../load-listings.js';

/** Some of what can be said about a listing: what a change says, or what waits. A field that is missing says nothing. */
export type ListingEdit = Partial<ListingFacts>;

/** What the stored listing says, in the words that importers and agencies speak. */
export function factsOf({ row, attributes }: Pick<LoadedListing, 'row' | 'attributes'>): ListingFacts {
  return {
    name: row.name,
    description: row.description,
    services: row.services,
    attributes: [...attributes],
    languages: row.languages,
    schedules: row.schedules,
    phones: row.phones,
    address: {
      visibility: row.addressVisibility,
      areaId: row.areaId,
      line: row.addressLine,
      city: row.city,
      region: row.region,
      postalCode: row.postalCode,
      country: row.country,
      latitude: row.latitude,
      longitude: row.longitude,
      meetingPoint: row.meetingPoint,
    },
    howToRefer: row.howToRefer,
    cost: row.cost,
    minimumAge: row.minimumAge,
    maximumAge: row.maximumAge,
    childrenMinimumAge: row.childrenMinimumAge,
    childrenMaximumAge: row.childrenMaximumAge,
    boysMaximumAge: row.boysMaximumAge,
  };
}

/** The columns of the listing's own row; answers are rows of their own. */
export function columnsOf({ attributes: _rows, address, ...same }: ListingEdit): Partial<ListingRow> {
  if (!address) return same;
  return {
    ...same,
    addressVisibility: address.visibility,
    areaId: address.areaId,
    addressLine: address.line,
    city: address.city,
    region: address.region,
    postalCode: address.postalCode,
    country: address.country,
    latitude: address.latitude,
    longitude: address.longitude,
    meetingPoint: address.meetingPoint,
  };
}

/** Whether two values say the same; a member that is missing says as little as one that is undefined. */
export const saysTheSame = (one: unknown, other: unknown): boolean => canonicalJson([one]) === canonicalJson([other]);

/** Only what is given: absent says nothing, an explicit null takes back what was said. */
export function editFrom(input: UpdateListingInput, current: ListingFacts, by: Said): ListingEdit {
  const { name, services, address } = input;
  return given({
    name: name === undefined ? undefined : (blankless(name) ?? ''),
    description: blankless(input.description),
    services: services === undefined ? undefined : [...new Set(services ?? [])],
    attributes: input.attributes?.length ? input.attributes.map((each) => attributeFact(each, by)) : undefined,
    languages: input.languages && input.languages.length === 0 ? null : input.languages,
    schedules: input.schedules === null ? [] : input.schedules?.map(scheduleFact),
    phones: input.phones === null ? [] : input.phones?.map(phoneFact),
    address: address ? addressFact(address) : undefined,
    howToRefer: input.howToRefer === undefined ? undefined : howToReferFact(input.howToRefer, current.howToRefer),
    cost: blankless(input.cost),
    minimumAge: input.minimumAge,
    maximumAge: input.maximumAge,
    childrenMinimumAge: input.childrenMinimumAge,
    childrenMaximumAge: input.childrenMaximumAge,
    boysMaximumAge: input.boysMaximumAge,
  });
}

/** Who says it, and when. */
export interface Said {
  source: EvidenceSourceValue;
  at: string;
}

export const attributeFact = ({ code, answer, note }: AttributeInput, { source, at }: Said): AttributeFact => ({
  code,
  answer,
  note: blankless(note) ?? null,
  source,
  confirmedAt: at,
});

const scheduleFact = (rule: ScheduleInput): ScheduleFact => ({
  // Checked by the input (`Weekdays`), and again with the whole rule.
  byday: rule.byday as Weekday[],
  opensAt: rule.opensAt ?? null,
  closesAt: rule.closesAt ?? null,
  timezone: rule.timezone ?? null,
  validFrom: rule.validFrom ?? null,
  validTo: rule.validTo ?? null,
  womenOnly: rule.womenOnly ?? false,
  closed: rule.closed ?? false,
  description: blankless(rule.description) ?? null,
});

const phoneFact = (phone: PhoneInput): PhoneFact => ({
  number: phone.number.trim(),
  extension: blankless(phone.extension) ?? null,
  description: blankless(phone.description) ?? null,
  languages: phone.languages ?? [],
});

/** The whole of it: an old street with a new town would be a door that nobody has. */
export const addressFact = (address: AddressInput): AddressFact => ({
  visibility: address.visibility,
  areaId: address.areaId ?? null,
  line: blankless(address.line) ?? null,
  city: blankless(address.city) ?? null,
  region: blankless(address.region) ?? null,
  postalCode: blankless(address.postalCode) ?? null,
  country: address.country?.toUpperCase() ?? null,
  latitude: address.latitude ?? null,
  longitude: address.longitude ?? null,
  meetingPoint: blankless(address.meetingPoint) ?? null,
});

export const PROMISES_NOTHING: HowToReferFact = {
  method: null,
  nextStep: null,
  respondsWithinMinutes: null,
  feedbackWithinDays: null,
  nightPhone: null,
};

const howToReferFact = (input: HowToReferInput | null, current: HowToReferFact): HowToReferFact => ({
  ...PROMISES_NOTHING,
  ...(input ? { ...current, ...given(input) } : {}),
});

/** Text without its outer spaces; nothing but spaces is nothing. */
export function blankless(text: string | null | undefined): string | null | undefined {
  return text === undefined ? undefined : text?.trim() || null;
}

const given = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
