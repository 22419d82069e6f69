import fc from 'fast-check';
import type { AreaRow } from '../../src/directory/area.entity.js';
import { NOTHING_LEARNT } from '../../src/directory/learning/learnt.js';
import type { AnswerValue, AttributeFact, ScheduleFact } from '../../src/directory/listing-facts.js';
import type { ListingCapacityRow, ListingRow } from '../../src/directory/listing.entity.js';
import { WallClock } from '../../src/directory/opening/index.js';
import { AreaBook } from '../../src/directory/search/area-book.js';
import type { ListingParts } from '../../src/directory/search/index-listing.js';
import { indexListing } from '../../src/directory/search/index-listing.js';
import type { ListingNeeds, SearchRequest, SearchResult } from '../../src/directory/search/index.js';
import { ListingSearch } from '../../src/directory/search/listing-search.js';

/** A Wednesday noon in the network's zone. */
export const NOON = '2026-03-04T12:00:00.000Z';
export const ZONE = 'UTC';

const area = (id: string, parentId: string | null, latitude: number, longitude: number): AreaRow => ({
  id,
  name: `Área ${id}`,
  parentId,
  latitude,
  longitude,
});

/** A city with two quarters, one of which has a block of its own; and a town forty kilometres away. */
export const AREAS = [
  area('city', null, 50, 10),
  area('north', 'city', 50.03, 10),
  area('south', 'city', 49.97, 10),
  area('block', 'north', 50.04, 10.01),
  area('town', null, 50.36, 10),
];

export const rule = (said: Partial<ScheduleFact> = {}): ScheduleFact => ({
  byday: [],
  opensAt: '09:00',
  closesAt: '17:00',
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
  ...said,
});

export interface SaidOfListing extends Partial<ListingRow> {
  organizationName?: string;
  answers?: Readonly<Record<string, AnswerValue>>;
  /** When answers were last confirmed; never, where it is not said. */
  confirmed?: Readonly<Record<string, string>>;
  capacity?: Partial<ListingCapacityRow> | null;
}

/** A listing of which nothing is known but what is said here. */
export function listingParts({
  organizationName,
  answers,
  confirmed,
  capacity,
  ...row
}: SaidOfListing = {}): ListingParts {
  const id = row.id ?? 'listing';
  return {
    row: {
      id,
      organizationId: 'organization',
      version: 1,
      revision: 1,
      status: 'PUBLISHED',
      name: 'A place',
      description: null,
      services: ['shelter'],
      languages: null,
      schedules: [],
      phones: [],
      howToRefer: {
        method: null,
        nextStep: null,
        respondsWithinMinutes: null,
        feedbackWithinDays: null,
        nightPhone: null,
      },
      addressVisibility: 'FULL',
      areaId: null,
      addressLine: null,
      city: null,
      region: null,
      postalCode: null,
      country: null,
      latitude: null,
      longitude: null,
      meetingPoint: null,
      cost: null,
      minimumAge: null,
      maximumAge: null,
      childrenMinimumAge: null,
      childrenMaximumAge: null,
      boysMaximumAge: null,
      lastConfirmedAt: null,
      sourceIdentity: null,
      createdAt: NOON,
      ...row,
    },
    organizationName: organizationName ?? 'An organization',
    attributes: new Map(
      Object.entries(answers ?? {}).map(([code, answer]) => [code, fact(code, answer, confirmed?.[code])]),
    ),
    capacity: capacity
      ? {
          listingId: id,
          placesFree: null,
          familyPlacesFree: null,
          waitlistOpen: null,
          saidAt: NOON,
          saidBy: 'ORGANIZATION',
          validUntil: NOON,
          ...capacity,
        }
      : null,
    holds: [],
    learnt: NOTHING_LEARNT,
  };
}

const fact = (code: string, answer: AnswerValue, confirmedAt: string | null = null): AttributeFact => ({
  code,
  answer,
  note: null,
  source: null,
  confirmedAt,
});

const clock = new WallClock();

/** Searches these listings as the use case does, without a database. */
export function searchThese(
  parts: readonly ListingParts[],
  where: ListingNeeds,
  request: Partial<Omit<SearchRequest, 'where'>> = {},
  areaRows: readonly AreaRow[] = AREAS,
): SearchResult {
  const areas = new AreaBook(areaRows);
  const listings = parts.map((part) => indexListing(part, areas));
  const whole = { now: NOON, first: 100, ...request, where };
  return new ListingSearch({ revision: 1, listings, areas }, whole, { zone: ZONE, clock });
}

/** Where one listing stands: in one of the lists with its fit, or nowhere. */
export function placeOf(said: SaidOfListing, where: ListingNeeds, request?: Partial<Omit<SearchRequest, 'where'>>) {
  const result = searchThese([listingParts(said)], where, request);
  const [match] = result.matches.edges;
  if (match) return { in: 'matches', ...match.found, ...match.found.fit } as const;
  const [call] = result.callFirst(1).edges;
  return call ? ({ in: 'callFirst', ...call.found, ...call.found.fit } as const) : ({ in: 'nowhere' } as const);
}

const maybe = <T>(value: fc.Arbitrary<T>, nil: null | undefined = null) => fc.option(value, { nil: nil, freq: 2 });
const some = <T>(values: readonly T[], minLength = 0) => fc.subarray([...values], { minLength });
const aged = fc.integer({ min: 0, max: 20 });
/** Coordinates a little off any round distance, so that no two ways of measuring disagree about a border. */
const degrees = { latitude: fc.constantFrom(49.97, 50, 50.013, 50.36), longitude: fc.constantFrom(9.991, 10, 10.02) };
const instants = fc.constantFrom(
  '2026-03-01T03:00:00.000Z',
  '2026-03-02T08:30:00.000Z',
  NOON,
  '2026-03-04T18:00:00.000Z',
  '2026-03-20T09:30:00.000Z',
);

const SERVICES = ['nsp', 'ost', 'shelter', 'housing', 'legal-family'];
const QUESTIONS = ['free', 'walk-in', 'accepts-children', 'women-only-place', 'women-only-hours', 'agreement'];
const TAGS = ['es', 'es-MX', 'pt-BR', 'EN', 'uk'];

const schedules: fc.Arbitrary<ScheduleFact[]> = fc.constantFrom(
  [],
  [rule()],
  [rule({ opensAt: '22:00', closesAt: '08:00' })],
  [rule({ byday: ['MO', 'WE'] }), rule({ byday: ['WE'], opensAt: '18:00', closesAt: '20:00', womenOnly: true })],
  [rule({ byday: ['MO'], womenOnly: true })],
  [rule({ opensAt: null, closesAt: null })],
  [rule({ validTo: '2026-03-03' })],
  [rule({ closed: true, opensAt: null, closesAt: null })],
  [rule({ validTo: '2026-03-10' }), rule({ closed: true, opensAt: null, closesAt: null, validFrom: '2026-03-11' })],
);

/** 60, 180 and 360 days before noon, and a moment earlier. */
const confirmations = fc.constantFrom(
  NOON,
  '2026-01-03T12:00:00.000Z',
  '2026-01-03T11:59:59.999Z',
  '2025-09-05T12:00:00.000Z',
  '2025-09-05T11:59:59.999Z',
  '2025-03-09T12:00:00.000Z',
  '2025-03-09T11:59:59.999Z',
);

/** A listing of any kind, made of little enough that conditions meet it often. */
export const anyListing = (id: fc.Arbitrary<string> = fc.uuid()): fc.Arbitrary<ListingParts> =>
  fc
    .record({
      id,
      organizationId: fc.constantFrom('org-1', 'org-2', 'org-3'),
      organizationName: fc.constantFrom('Casa Ñandú', 'Harbour'),
      name: fc.constantFrom('Refugio', 'refúgio', 'Night door', 'Drop-in'),
      description: maybe(fc.constantFrom('for women and children', 'No questions')),
      services: some(SERVICES),
      languages: maybe(some(TAGS)),
      schedules,
      addressVisibility: fc.constantFrom('FULL' as const, 'AREA' as const, 'HIDDEN' as const),
      areaId: maybe(fc.constantFrom(...AREAS.map((each) => each.id))),
      addressLine: maybe(fc.constantFrom('Rosa street 4', 'Harbour road 1')),
      city: maybe(fc.constantFrom('Lisboa', 'Porto')),
      latitude: maybe(degrees.latitude),
      longitude: maybe(degrees.longitude),
      minimumAge: maybe(aged),
      maximumAge: maybe(aged),
      childrenMinimumAge: maybe(fc.integer({ min: 0, max: 5 })),
      childrenMaximumAge: maybe(aged),
      boysMaximumAge: maybe(aged),
      lastConfirmedAt: maybe(confirmations),
      confirmed: fc.dictionary(fc.constantFrom(...QUESTIONS), confirmations, { maxKeys: 6 }),
      answers: fc.dictionary(fc.constantFrom(...QUESTIONS), answerOf(), { maxKeys: 6 }),
      capacity: maybe(
        fc.record({
          placesFree: maybe(fc.nat(1)),
          familyPlacesFree: maybe(fc.nat(1)),
          validUntil: instants,
        }),
      ),
    })
    .map(listingParts);

function answerOf(): fc.Arbitrary<AnswerValue> {
  return fc.constantFrom<AnswerValue>('YES', 'YES', 'NO', 'DEPENDS', 'UNKNOWN');
}

const place = fc.oneof(
  fc.record(degrees),
  fc.constantFrom(...AREAS.map((each) => each.id)).map((areaId) => ({ areaId })),
);

/** Conditions of any kind; most are left out, or next to nothing would ever be found. */
export const anyNeeds: fc.Arbitrary<ListingNeeds> = fc.record(
  {
    services: rarely(some([...SERVICES, 'violence-safety', 'legal'], 1)),
    servicesAll: rarely(some(['nsp', 'shelter', 'violence-safety'], 1)),
    mustHave: rarely(some(QUESTIONS)),
    niceToHave: maybe(some(QUESTIONS)),
    near: rarely(fc.tuple(place, fc.constantFrom(0.5, 7.7, 61)).map(([at, withinKm]) => ({ ...at, withinKm }))),
    farFrom: rarely(fc.tuple(place, fc.constantFrom(0.5, 7.7)).map(([at, atLeastKm]) => ({ ...at, atLeastKm }))),
    avoidOrganizations: rarely(some(['org-1', 'nobody'])),
    avoidAreas: rarely(some(['north', 'block', 'town', 'nowhere'])),
    openAt: rarely(instants),
    openNow: rarely(fc.boolean()),
    womenOnlyHours: rarely(fc.boolean()),
    languages: rarely(some(['ES', 'pt', 'uk'])),
    age: rarely(aged),
    childrenAges: rarely(fc.array(aged, { maxLength: 3 })),
    boys: rarely(fc.boolean()),
    placesFree: rarely(fc.boolean()),
    text: rarely(fc.constantFrom('refugio', 'NANDU', 'rosa  street', 'lisboa', 'área north', '—', 'emergency shelter')),
    deadline: rarely(instants),
  },
  { requiredKeys: [] },
);

function rarely<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
}
