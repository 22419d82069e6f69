import type { AddressFact, PhoneFact } from '../../directory/index.js';

/** A row's or a nested object's members as the source wrote them: CSV cells are strings, JSON members can be anything. */
export type Members = Readonly<Record<string, unknown>>;

/** Says that a part is left out, where it stands and what to mend. */
export type Mend = (field: string, reason: string) => void;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects of a list; one object alone counts as a list of one. */
export const objectsIn = (value: unknown): Members[] =>
  Array.isArray(value) ? value.filter(isMembers) : isMembers(value) ? [value] : [];

/** Words that people write where they have nothing to say. They are silence, not a value. */
const SILENCE =
  /^(n\.?\/?a\.?|unknown|not (specified|provided|available|known|given|applicable)|tbd|tba|null|undefined|nan|[-–—?.]+)$/i;

/** Trimmed words, or null where nothing is said. Numbers are written out; lists and objects are not words. */
export function text(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') return null;
  const trimmed = value.trim();
  return trimmed === '' || SILENCE.test(trimmed) ? null : trimmed;
}

/** The first of these members that says something. */
export function firstText(members: Members, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = text(members[name]);
    if (found !== null) return found;
  }
  return null;
}

/** Whether a member says anything at all: an empty list, an empty object and an empty word do not. */
export const says = (value: unknown): boolean =>
  value !== null &&
  value !== undefined &&
  !(typeof value === 'string' && text(value) === null) &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/** An address on the web that a page may link to. */
export function webAddress(value: unknown, field: string, mend: Mend): string | null {
  const said = text(value);
  if (said === null) return null;
  const url = URL.canParse(said) ? new URL(said) : null;
  if (url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username) return said;
  mend(field, 'not a whole web address: write it with http:// or https://');
  return null;
}

export function wholeNumber(value: unknown, field: string, mend: Mend): number | null {
  const said = text(value);
  if (said === null) return null;
  if (/^\d{1,3}$/.test(said)) return Number(said);
  mend(field, 'not a whole number of years');
  return null;
}

/** Both or none; the point 0,0 in the Gulf of Guinea is what machines write for "no point". */
export function pointOf(
  latitude: unknown,
  longitude: unknown,
  field: string,
  mend: Mend,
): Pick<AddressFact, 'latitude' | 'longitude'> {
  const none = { latitude: null, longitude: null };
  const [north, east] = [text(latitude), text(longitude)];
  if (north === null && east === null) return none;
  const point = { latitude: Number(north), longitude: Number(east) };
  const onEarth = Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180;
  if (north === null || east === null || !onEarth) {
    mend(field, 'not a point on the earth: latitude -90 to 90 and longitude -180 to 180, both or neither');
    return none;
  }
  if (point.latitude === 0 && point.longitude === 0) {
    mend(field, 'the point 0,0 stands for no point: give the true one or none');
    return none;
  }
  return point;
}

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const COUNTRIES: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  'united states': 'US',
  'united states of america': 'US',
};

function countryOf(value: unknown, field: string, mend: Mend): string | null {
  const said = text(value);
  if (said === null) return null;
  const code = COUNTRIES[said.toLowerCase()] ?? said.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && regionNames.of(code)) return code;
  mend(field, 'not a country: use the two letters of ISO 3166-1');
  return null;
}

export const NO_ADDRESS: AddressFact = {
  visibility: 'FULL',
  areaId: null,
  line: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  latitude: null,
  longitude: null,
  meetingPoint: null,
};

/** The written address; the point on the map belongs to the location in HSDS. */
export function addressOf(members: Members, path: string, mend: Mend): AddressFact {
  const first = firstText(members, 'address_1', 'street_address', 'street_address_1', 'street', 'street1', 'line1');
  const lines = [first, ...['address_2', 'address_3', 'address_4'].map((name) => text(members[name]))];
  return {
    ...NO_ADDRESS,
    line: lines.filter((line) => line !== null).join(', ') || null,
    city: text(members['city']),
    region: firstText(members, 'state_province', 'region'),
    postalCode: text(members['postal_code']),
    country: countryOf(members['country'], `${path}country`, mend),
  };
}

export const ADDRESS_MEMBERS = ['address_1', 'street_address', 'street', 'city', 'state_province', 'postal_code'];

/** What is wrong with a row or part; `field` is relative to it. */
export interface Problem {
  field: string | null;
  reason: string;
}

export const isProblem = (value: object): value is Problem => 'reason' in value;

/** A number somebody can call or write to; `FAX` for one that nobody can. */
export function phoneOf(members: Members, languages: string[]): PhoneFact | Problem | 'FAX' {
  const type = firstText(members, 'type', 'number_type')?.toLowerCase() ?? null;
  const number = text(members['number'])?.replace(/^"(.*)"$/, '$1') ?? null;
  if (number === null) return { field: 'number', reason: 'no telephone number: give one or leave the entry out' };
  const digits = number.replace(/\D/g, '');
  const written = digits.length >= 7 || (digits.length >= 3 && !/\p{L}/u.test(number));
  if (!written || /^(\d)\1*$/.test(digits)) {
    return { field: 'number', reason: 'not a telephone number: give its digits or leave the entry out' };
  }
  if (type === 'fax') return 'FAX';
  const prefix = text(members['country_prefix']);
  const words = [text(members['department']), type === 'voice' ? null : type, text(members['description'])];
  return {
    number: prefix && !number.startsWith('+') ? `${prefix} ${number}` : number,
    extension: text(members['extension']),
    description: words.filter((word) => word !== null).join(', ') || null,
    languages,
  };
}

const FREE = new Set([
  'free',
  'none',
  'no fee',
  'no fees',
  'no cost',
  'no charge',
  'free of charge',
  'free to everyone',
  '$0',
]);

/** Only words that can mean nothing else. "Free to eligible persons" and "None, except for permits" are not among them. */
export const meansFree = (fees: string | null): boolean =>
  fees !== null &&
  FREE.has(
    fees
      .toLowerCase()
      .replace(/[.!]+$/, '')
      .trim(),
  );
