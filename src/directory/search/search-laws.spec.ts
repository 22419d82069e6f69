import fc from 'fast-check';
import { anyListing, anyNeeds, listingParts, NOON, searchThese } from '../../../test/support/indexed-listings.js';
import type { ListingParts } from './index-listing.js';
import type { FoundPage, ListingNeeds, SearchResult } from './search-request.js';

const idsOf = (page: FoundPage): string[] => page.edges.map(({ found }) => found.listing.row.id);

const anyListings = (maxLength: number) => fc.uniqueArray(anyListing(), { maxLength, selector: ({ row }) => row.id });

/** What each need stands on, and the listing without anybody having said it. */
const FORGET: {
  code: string;
  asked: (where: ListingNeeds) => boolean;
  from: (listing: ListingParts) => ListingParts;
}[] = [
  ...['free', 'walk-in', 'agreement', 'accepts-children'].map((code) => ({
    code,
    asked: (where: ListingNeeds) =>
      Boolean(where.mustHave?.includes(code)) ||
      (code === 'accepts-children' && (where.boys === true || Boolean(where.childrenAges?.length))),
    from: (listing: ListingParts) => ({
      ...listing,
      attributes: new Map([...listing.attributes].filter(([each]) => each !== code)),
    }),
  })),
  {
    code: 'age',
    asked: ({ age }) => typeof age === 'number',
    from: (listing) => withRow(listing, { minimumAge: null, maximumAge: null }),
  },
  {
    code: 'children',
    asked: ({ childrenAges }) => Boolean(childrenAges?.length),
    from: (listing) => withRow(listing, { childrenMinimumAge: null, childrenMaximumAge: null }),
  },
  {
    code: 'languages',
    asked: ({ languages }) => Boolean(languages?.length),
    from: (listing) => withRow(listing, { languages: null }),
  },
  {
    code: 'capacity',
    asked: ({ placesFree }) => placesFree === true,
    from: (listing) => ({ ...listing, capacity: null }),
  },
  {
    code: 'hours',
    asked: ({ openAt, openNow }) => Boolean(openAt) || openNow === true,
    from: (listing) => ({
      ...withRow(listing, { schedules: [] }),
      attributes: new Map([...listing.attributes].filter(([each]) => each !== 'women-only-hours')),
    }),
  },
  {
    code: 'distance',
    // A hidden place can be found by less text; that is asked for elsewhere.
    asked: ({ near, farFrom, text }) => Boolean(near ?? farFrom) && !text,
    from: (listing) => withRow(listing, { addressVisibility: 'HIDDEN' }),
  },
];

const withRow = (listing: ListingParts, row: Partial<ListingParts['row']>): ListingParts => ({
  ...listing,
  row: { ...listing.row, ...row },
});

test('a match of which something that must be so is forgotten moves to "call first", named, and never out of sight', () => {
  let moved = 0;
  fc.assert(
    fc.property(anyListing(), anyNeeds, (listing, where) => {
      if (searchThese([listing], where).matches.totalCount === 0) return;
      for (const { code, asked, from } of FORGET) {
        if (!asked(where)) continue;
        const result = searchThese([from(listing)], where);
        expect(result.matches.totalCount).toBe(0);
        expect(result.callFirst(1).edges[0]?.found.fit.unknown).toContain(code);
        moved++;
      }
    }),
    { numRuns: 4000 },
  );
  expect(moved).toBeGreaterThan(100);
});

test('what would be nice to have moves no listing into or out of either list', () => {
  fc.assert(
    fc.property(anyListings(8), anyNeeds, fc.subarray(['free', 'walk-in', 'agreement']), (listings, where, nice) => {
      const lists = (niceToHave: string[]) => {
        const result = searchThese(listings, { ...where, niceToHave });
        return [idsOf(result.matches).sort(), idsOf(result.callFirst(100)).sort()];
      };
      expect(lists(nice)).toEqual(lists([]));
    }),
  );
});

test('equal needs and equal listings have equal scores, in whatever order things are said', () => {
  fc.assert(
    fc.property(anyListing(), anyNeeds, (listing, where) => {
      const turned = Object.fromEntries(
        Object.entries(where)
          .reverse()
          .map(([name, value]) => [name, Array.isArray(value) ? [...(value as unknown[])].reverse() : value]),
      );
      const twin = withRow(listing, { id: `${listing.row.id}-twin` });
      const scores = (result: SearchResult) =>
        [...result.matches.edges, ...result.callFirst(9).edges].map(({ found }) => found.fit.score);
      const [one, two] = scores(searchThese([listing, twin], where));
      expect(two).toBe(one);
      expect(scores(searchThese([twin, listing], turned))).toEqual(scores(searchThese([listing, twin], where)));
      if (one !== undefined) expect(one >= 0 && one <= 1).toBe(true);
    }),
  );
});

/** Everything that a search shows, but for the door, which only presenters give out. */
const shown = (result: SearchResult) =>
  JSON.stringify([result.matches, result.callFirst(100), result.facets()], (name, value: unknown) =>
    name === 'listing' ? (value as ListingParts).row.id : value,
  );

test('moving a door that not everybody may know changes nothing in any search', () => {
  const door = fc.record({
    latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
    longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
    addressLine: fc.constantFrom(null, 'Rosa street 4', 'refugio'),
    city: fc.constantFrom(null, 'Lisboa', 'nandu'),
    region: fc.constantFrom(null, 'Lisboa'),
    postalCode: fc.constantFrom(null, '1000-001'),
    meetingPoint: fc.constantFrom(null, 'Lisboa'),
  });
  fc.assert(
    fc.property(anyListings(6), anyNeeds, fc.array(door, { minLength: 6, maxLength: 6 }), (listings, where, doors) => {
      const moved = listings.map((listing, place) =>
        listing.row.addressVisibility === 'FULL' ? listing : withRow(listing, doors[place] ?? {}),
      );
      expect(shown(searchThese(moved, where))).toBe(shown(searchThese(listings, where)));
    }),
    { numRuns: 1500 },
  );
});

test('moving a hidden listing to another area changes nothing in any search', () => {
  fc.assert(
    fc.property(anyListings(6), anyNeeds, fc.constantFrom(null, 'city', 'block', 'town'), (listings, where, areaId) => {
      const moved = listings.map((listing) =>
        listing.row.addressVisibility === 'HIDDEN' ? withRow(listing, { areaId }) : listing,
      );
      expect(shown(searchThese(moved, where))).toBe(shown(searchThese(listings, where)));
    }),
    { numRuns: 1000 },
  );
});

test('listings inserted and removed between pages neither repeat nor skip any that stays', () => {
  const stays = fc.constantFrom('always', 'always', 'comes', 'goes');
  const turns = fc.uniqueArray(fc.tuple(anyListing(), stays, fc.nat(6)), {
    minLength: 1,
    maxLength: 25,
    selector: ([{ row }]) => row.id,
  });
  fc.assert(
    fc.property(turns, anyNeeds, fc.integer({ min: 1, max: 4 }), fc.boolean(), (all, where, first, matches) => {
      const there = (page: number) =>
        all.flatMap(([listing, when, turn]) =>
          when === 'always' || (when === 'comes' ? page >= turn : page < turn) ? [listing] : [],
        );
      const seen: string[] = [];
      const stillThere = (id: string) => all.some(([{ row }, when]) => when === 'always' && row.id === id);
      let after: string | null = null;
      for (let page = 0; ; page++) {
        // The clock goes on meanwhile; the list does not.
        const now = new Date(Date.parse(NOON) + page * 3_600_000).toISOString();
        const result = searchThese(there(page), where, matches ? { first, after, now } : { now });
        const answer: FoundPage = matches ? result.matches : result.callFirst(first, after);
        if (page === 0) expect(answer.hasPreviousPage).toBe(false);
        else if (seen.some(stillThere)) expect(answer.hasPreviousPage).toBe(true);
        seen.push(...idsOf(answer));
        if (!answer.hasNextPage) break;
        after = answer.edges[answer.edges.length - 1]!.cursor;
      }
      const constant = searchThese(
        all.flatMap(([each, when]) => (when === 'always' ? [each] : [])),
        where,
      );
      const expected = idsOf(matches ? constant.matches : constant.callFirst(100));
      expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
      expect(new Set(seen).size).toBe(seen.length);
    }),
    { numRuns: 1500 },
  );
});

test('no listing is in both lists', () => {
  const listing = listingParts({ answers: { free: 'DEPENDS' } });
  const result = searchThese([listing], { mustHave: ['free'] });
  expect([result.matches.totalCount, result.callFirst(1).totalCount]).toEqual([0, 1]);
});
