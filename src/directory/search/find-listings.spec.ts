import { listingParts, NOON, placeOf, rule, searchThese } from '../../../test/support/indexed-listings.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import type { InvalidInput } from '../../platform/graphql/problem.type.js';
import type { ListingNeeds, SearchRequest } from './search-request.js';

const problemsOf = (where: ListingNeeds, request?: Partial<SearchRequest>): string[] => {
  try {
    searchThese([], where, request);
  } catch (error) {
    if (error instanceof Refusal) return (error.outcome as InvalidInput).problems.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('what must be so', () => {
  const answered = (answer: 'YES' | 'NO' | 'DEPENDS' | 'UNKNOWN') =>
    placeOf({ answers: { free: answer } }, { mustHave: ['free'] });

  it('is met by yes', () => expect(answered('YES')).toMatchObject({ in: 'matches', met: ['free'], score: 1 }));
  it('is refused by no', () => expect(answered('NO').in).toBe('nowhere'));
  it('is asked about where it depends', () =>
    expect(answered('DEPENDS')).toMatchObject({ in: 'callFirst', depends: ['free'], unknown: [] }));
  it('is asked about where nobody said', () => {
    expect(answered('UNKNOWN')).toMatchObject({ in: 'callFirst', unknown: ['free'] });
    expect(placeOf({}, { mustHave: ['free'] })).toMatchObject({ in: 'callFirst', unknown: ['free'] });
  });
});

describe('services', () => {
  it('are found by their code and by their group', () => {
    expect(placeOf({ services: ['shelter'] }, { services: ['shelter', 'nsp'] }).in).toBe('matches');
    expect(placeOf({ services: ['shelter'] }, { services: ['violence-safety'] }).in).toBe('matches');
    expect(placeOf({ services: ['shelter'] }, { services: ['legal'] }).in).toBe('nowhere');
  });
  it('are all behind one door where all are asked for', () => {
    const where = { servicesAll: ['shelter', 'legal'] };
    expect(placeOf({ services: ['shelter'] }, where).in).toBe('nowhere');
    expect(placeOf({ services: ['shelter', 'legal-family'] }, where).in).toBe('matches');
  });
  it('that nobody mapped are found by text only', () => {
    expect(placeOf({ services: [] }, { services: ['shelter'] }).in).toBe('nowhere');
    expect(placeOf({ services: [], name: 'Women’s shelter' }, { text: 'shelter' }).in).toBe('matches');
  });
});

describe('ages', () => {
  it.each([
    [{ minimumAge: 18 }, 17, 'nowhere'],
    [{ minimumAge: 18 }, 18, 'matches'],
    [{ minimumAge: 18, maximumAge: 40 }, 41, 'nowhere'],
    [{ maximumAge: 40 }, 30, 'matches'],
    [{ maximumAge: 40 }, 17, 'callFirst'],
    [{}, 30, 'callFirst'],
  ])('%j for a woman of %i: %s', (said, age, list) => expect(placeOf(said, { age }).in).toBe(list));

  const takes = { answers: { 'accepts-children': 'YES' } } as const;
  it.each([
    [{ childrenMaximumAge: 12 }, { childrenAges: [3, 12] }, 'matches'],
    [{ childrenMaximumAge: 12 }, { childrenAges: [3, 13] }, 'nowhere'],
    [{ childrenMinimumAge: 3 }, { childrenAges: [2] }, 'nowhere'],
    [{ childrenMinimumAge: 3 }, { childrenAges: [3] }, 'callFirst'],
    [{ childrenMaximumAge: 12 }, { childrenAges: [5], boys: true }, 'callFirst'],
    [{ childrenMaximumAge: 12, boysMaximumAge: 5 }, { childrenAges: [5], boys: true }, 'matches'],
    [{ childrenMaximumAge: 12, boysMaximumAge: 5 }, { childrenAges: [6], boys: true }, 'nowhere'],
    [{ boysMaximumAge: 5 }, { boys: true }, 'matches'],
    [{}, { boys: true }, 'callFirst'],
    [{}, { childrenAges: [] }, 'matches'],
  ])('%j with children as %j: %s', (said, where, list) => expect(placeOf({ ...takes, ...said }, where).in).toBe(list));

  it('a child implies that children are taken at all', () => {
    const where = { childrenAges: [3] };
    expect(placeOf({ childrenMaximumAge: 12 }, where)).toMatchObject({
      unknown: ['accepts-children'],
      met: ['children'],
    });
    expect(placeOf({ childrenMaximumAge: 12, answers: { 'accepts-children': 'NO' } }, where).in).toBe('nowhere');
  });
});

describe('places free', () => {
  const later = '2026-03-04T13:00:00.000Z';
  const past = '2026-03-04T11:59:59.999Z';
  it.each([
    [{ placesFree: 1, validUntil: later }, {}, 'matches'],
    [{ placesFree: 0, validUntil: later }, {}, 'nowhere'],
    [{ placesFree: 1, validUntil: past }, {}, 'callFirst'],
    [{ placesFree: 0, validUntil: past }, {}, 'callFirst'],
    [{ placesFree: 1, validUntil: NOON }, {}, 'matches'],
    [null, {}, 'callFirst'],
    [{ placesFree: 3, familyPlacesFree: 0, validUntil: later }, { childrenAges: [1] }, 'nowhere'],
    [{ placesFree: 3, familyPlacesFree: 0, validUntil: later }, {}, 'matches'],
    [{ placesFree: 3, validUntil: later }, { childrenAges: [1] }, 'matches'],
    [{ familyPlacesFree: 3, validUntil: later }, {}, 'callFirst'],
  ])('%j, asked with %j: %s', (capacity, where, list) => {
    const said = { capacity, childrenMaximumAge: 10, answers: { 'accepts-children': 'YES' } } as const;
    expect(placeOf(said, { ...where, placesFree: true }).in).toBe(list);
  });
});

describe('hours', () => {
  it.each([
    [[rule()], { openNow: true }, 'matches'],
    [[rule()], { openAt: '2026-03-04T20:00:00.000Z' }, 'nowhere'],
    [[], { openNow: true }, 'callFirst'],
    [[rule()], { openNow: true, womenOnlyHours: true }, 'nowhere'],
    [[rule({ womenOnly: true })], { openNow: true, womenOnlyHours: true }, 'matches'],
    [[rule({ womenOnly: true })], { womenOnlyHours: true }, 'matches'],
    [[rule()], { womenOnlyHours: true }, 'nowhere'],
    [[], { womenOnlyHours: true }, 'callFirst'],
    [[], { openNow: false, womenOnlyHours: false }, 'matches'],
  ])('%j asked as %j: %s', (schedules, where, list) => expect(placeOf({ schedules }, where).in).toBe(list));

  it('of a place for women only are all for women only', () =>
    expect(
      placeOf({ schedules: [rule()], answers: { 'women-only-place': 'YES' } }, { openNow: true, womenOnlyHours: true })
        .in,
    ).toBe('matches'));
  it('for women only that the timetable does not mark are asked about', () =>
    expect(
      placeOf({ schedules: [rule()], answers: { 'women-only-hours': 'YES' } }, { openNow: true, womenOnlyHours: true }),
    ).toMatchObject({ in: 'callFirst', unknown: ['hours'], opensAt: null }));
});

describe('a deadline', () => {
  const early = listingParts({ id: 'early', schedules: [rule({ opensAt: '13:00' })] });
  const open = listingParts({ id: 'open', schedules: [rule()], services: ['pep'] });
  const late = listingParts({ id: 'late', schedules: [rule({ byday: ['FR'] })] });
  const unknown = listingParts({ id: 'unknown' });
  const find = (deadline: string) => {
    const result = searchThese([unknown, late, early, open], { deadline });
    const ids = (page: typeof result.matches) => page.edges.map(({ found }) => found.listing.row.id);
    return { matches: ids(result.matches), callFirst: ids(result.callFirst(9)) };
  };

  it('puts the earliest possible start first and leaves out what begins too late', () =>
    expect(find('2026-03-05T12:00:00.000Z')).toEqual({ matches: ['open', 'early'], callFirst: ['unknown'] }));
  it('that has passed closes nothing', () =>
    expect(find('2026-03-04T11:00:00.000Z')).toEqual({ matches: ['open', 'early', 'late', 'unknown'], callFirst: [] }));
  it('farther than one looks ahead does not refuse a place that may open before it', () => {
    const schedules = [rule({ validFrom: '2026-09-01' }), rule({ closed: true, validTo: '2026-08-31' })];
    expect(placeOf({ schedules }, { deadline: '2026-12-01T00:00:00.000Z' }).in).toBe('callFirst');
    expect(placeOf({ schedules }, { deadline: '2026-04-01T00:00:00.000Z' }).in).toBe('nowhere');
  });
});

describe('where it is', () => {
  const door = {
    addressVisibility: 'FULL',
    areaId: 'north',
    latitude: 50.05,
    longitude: 10,
    addressLine: 'Rosa street',
  } as const;
  const near = { latitude: 50.05, longitude: 10, withinKm: 0.1 };
  it('is measured to the door where everybody may know it', () =>
    expect(placeOf(door, { near })).toMatchObject({ in: 'matches', distanceKm: 0 }));
  it('is measured to the centre of the area where not', () => {
    const confidential = { ...door, addressVisibility: 'AREA' } as const;
    expect(placeOf(confidential, { near }).in).toBe('nowhere');
    expect(placeOf(confidential, { near: { areaId: 'north', withinKm: 0.1 } })).toMatchObject({
      in: 'matches',
      distanceKm: 0,
    });
  });
  it('is asked about where it is hidden', () => {
    const hidden = { ...door, addressVisibility: 'HIDDEN' } as const;
    for (const where of [{ near }, { farFrom: { areaId: 'north', atLeastKm: 1 } }, { avoidAreas: ['town'] }])
      expect(placeOf(hidden, where)).toMatchObject({ in: 'callFirst', unknown: ['distance'], distanceKm: null });
  });
  it('is text only where everybody may know it', () => {
    expect(placeOf(door, { text: 'rosa' }).in).toBe('matches');
    expect(placeOf({ ...door, addressVisibility: 'AREA' }, { text: 'rosa' }).in).toBe('nowhere');
    expect(placeOf({ ...door, addressVisibility: 'AREA' }, { text: 'AREA NORTH' }).in).toBe('matches');
    expect(placeOf({ ...door, addressVisibility: 'HIDDEN' }, { text: 'north' }).in).toBe('nowhere');
  });
  it('keeps her away from areas, those within them, and those that may be them', () => {
    expect(placeOf({ areaId: 'block' }, { avoidAreas: ['north'] }).in).toBe('nowhere');
    expect(placeOf({ areaId: 'south' }, { avoidAreas: ['north'] }).in).toBe('matches');
    expect(placeOf({ areaId: 'city' }, { avoidAreas: ['north'] })).toMatchObject({
      in: 'callFirst',
      unknown: ['distance'],
    });
    expect(placeOf({}, { avoidAreas: ['an area elsewhere'] }).in).toBe('matches');
  });
  it('adds what she told her worker she avoids', () => {
    const avoid = { organizationIds: ['organization'], areaIds: [] };
    expect(placeOf({}, {}, { avoid }).in).toBe('nowhere');
    expect(placeOf({ areaId: 'north' }, {}, { avoid: { organizationIds: [], areaIds: ['city'] } }).in).toBe('nowhere');
  });
});

describe('bad input', () => {
  it.each<[string, ListingNeeds, string[]]>([
    ['an unknown service', { services: ['shelter', 'no-such'] }, ['services']],
    ['an attribute among services', { servicesAll: ['free'] }, ['servicesAll']],
    ['unknown attributes', { mustHave: ['shelter'], niceToHave: ['x'] }, ['mustHave', 'niceToHave']],
    ['no place', { near: { withinKm: 1 } }, ['near']],
    ['half a point', { near: { latitude: 1, withinKm: 1 } }, ['near']],
    ['two places', { farFrom: { latitude: 1, longitude: 1, areaId: 'city', atLeastKm: 1 } }, ['farFrom']],
    ['a point off the globe', { near: { latitude: 91, longitude: 0, withinKm: 1 } }, ['near']],
    ['an unknown area', { near: { areaId: 'nowhere', withinKm: 1 } }, ['near.areaId']],
    ['no distance', { near: { areaId: 'city', withinKm: 0 } }, ['near.withinKm']],
  ])('%s is named by its path', (_, where, paths) => expect(problemsOf(where)).toEqual(paths));

  it('refuses pages of no size and cursors of another list, search or day', () => {
    const listings = ['a', 'b', 'c'].map((id) => listingParts({ id }));
    const { cursor } = searchThese(listings, { age: null }, { first: 1 }).matches.edges[0]!;
    expect(problemsOf({}, { first: 0 })).toEqual(['first']);
    expect(problemsOf({}, { after: cursor })).toEqual([]);
    expect(problemsOf({ age: 30 }, { after: cursor })).toEqual(['after']);
    expect(problemsOf({}, { after: 'x' })).toEqual(['after']);
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    for (const place of values.keys()) {
      const forged = Buffer.from(JSON.stringify(values.with(place, place === 8 ? 1 : 'x'))).toString('base64url');
      if (place !== 7) expect(problemsOf({}, { after: forged })).toEqual(['after']);
    }
    expect(problemsOf({}, { after: cursor, now: '2026-03-05T12:00:00.001Z' })).toEqual(['after']);
    expect(() => searchThese(listings, {}).callFirst(1, cursor)).toThrow(Refusal);
  });
});

it('says whether there are pages before and behind', () => {
  const listings = ['a', 'b', 'c'].map((id) => listingParts({ id }));
  const page = (first: number, after?: string) => searchThese(listings, {}, { first, after }).matches;
  expect(page(3)).toMatchObject({ hasNextPage: false, hasPreviousPage: false, totalCount: 3 });
  expect(page(2)).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = page(2, page(2).edges[1]!.cursor);
  expect(second).toMatchObject({ hasNextPage: false, hasPreviousPage: true, totalCount: 3 });
  expect(second.edges.map(({ found }) => found.listing.row.id)).toEqual(['c']);
});

it('survives areas that lie within each other', () => {
  const round = [
    { id: 'a', name: 'A', parentId: 'b', latitude: 1, longitude: 1 },
    { id: 'b', name: 'B', parentId: 'a', latitude: 1, longitude: 1 },
  ];
  const listing = listingParts({ areaId: 'a' });
  expect(searchThese([listing], { avoidAreas: ['b'] }, {}, round).matches.totalCount).toBe(0);
  expect(searchThese([listing], {}, {}, round).matches.totalCount).toBe(1);
});

it('goes on at the instant of the first page', () => {
  const listings = ['a', 'b'].map((id) => listingParts({ id, schedules: [rule()] }));
  const first = searchThese(listings, { openNow: true }, { first: 1, now: '2026-03-04T16:59:00.000Z' }).matches;
  const after = first.edges[0]!.cursor;
  const now = '2026-03-04T17:01:00.000Z';
  expect(searchThese(listings, { openNow: true }, { now }).matches.totalCount).toBe(0);
  expect(searchThese(listings, { openNow: true }, { now, after }).matches.edges[0]?.found.listing.row.id).toBe('b');
});
