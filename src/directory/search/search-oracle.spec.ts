import fc from 'fast-check';
import { anyListing, anyNeeds, NOON, searchThese } from '../../../test/support/indexed-listings.js';
import { centreOf, judge, kilometres, pointOf, startOf, type Judgement } from '../../../test/support/search-oracle.js';
import type { ListingParts } from './index-listing.js';
import type { Found, FoundPage, ListingNeeds } from './search-request.js';

const anyListings = (maxLength: number) => fc.uniqueArray(anyListing(), { maxLength, selector: ({ row }) => row.id });

const foundFit = ({ fit }: Found, list: string): NonNullable<Judgement> => ({
  list,
  met: [...fit.met].sort(),
  depends: [...fit.depends].sort(),
  unknown: [...fit.unknown].sort(),
  missedNiceToHave: [...fit.missedNiceToHave].sort(),
  score: fit.score,
});

test('the search finds what the oracle finds, in the right list, for the same reasons and with the same score', () => {
  const seen = { matches: 0, callFirst: 0, nowhere: 0 };
  fc.assert(
    fc.property(anyListings(8), anyNeeds, (listings, where) => {
      const result = searchThese(listings, where);
      const callFirst = result.callFirst(100);
      const found = new Map(
        [...named(result.matches, 'matches'), ...named(callFirst, 'callFirst')].map(([id, fit]) => [id, fit]),
      );
      const expected = new Map(
        listings.flatMap((each) => (judge(each, where) ? [[each.row.id, judge(each, where)]] : [])),
      );
      expect(new Map([...found].sort())).toEqual(new Map([...expected].sort()));
      expect(result.matches.totalCount + callFirst.totalCount).toBe(expected.size);
      seen.matches += result.matches.totalCount;
      seen.callFirst += callFirst.totalCount;
      seen.nowhere += listings.length - expected.size;
    }),
    { numRuns: 3000 },
  );
  // The examples are worth something: none of the three answers is rare.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(500);
});

const named = (page: FoundPage, list: string) =>
  page.edges.map(({ found }) => [found.listing.row.id, foundFit(found, list)] as const);

const isOlderThan = (days: number, confirmed: string | null) =>
  confirmed === null || Date.parse(NOON) - Date.parse(confirmed) > days * 86_400_000;

/** Twice the half-life of what each question is about, in days. */
const TOO_OLD: Record<string, number> = {
  ...{ free: 180, 'walk-in': 180, 'accepts-children': 60, agreement: 360 },
  ...{ 'women-only-place': 360, 'women-only-hours': 360 },
};
const asked = (where: ListingNeeds) => [
  ...(where.mustHave ?? []),
  ...(where.childrenAges?.length || where.boys ? ['accepts-children'] : []),
];
const answeredTooLongAgo = ({ attributes }: ListingParts, code: string) => {
  const fact = attributes.get(code);
  return fact !== undefined && fact.answer !== 'UNKNOWN' && isOlderThan(TOO_OLD[code]!, fact.confirmedAt);
};

test('order, distances, earliest starts and facets are what a plain sort and a plain count make of them', () => {
  fc.assert(
    fc.property(anyListings(12), anyNeeds, (listings, where) => {
      const { matches } = searchThese(listings, where);
      const byId = new Map(listings.map((each) => [each.row.id, each]));
      const values = matches.edges.map(({ found }) => {
        const listing = byId.get(found.listing.row.id)!;
        const point = pointOf(listing);
        const km = where.near && point ? kilometres(centreOf(where.near), point) : null;
        if (km === null) expect(found.distanceKm).toBeNull();
        else expect(found.distanceKm).toBeCloseTo(km, 6);
        const answer = (code: string) => listing.attributes.get(code)?.answer;
        const start = startOf(listing, where);
        expect(found.opensAt).toBe(typeof start === 'number' ? new Date(start).toISOString() : null);
        const confirmed = listing.row.lastConfirmedAt;
        return [
          where.deadline ? (typeof start === 'number' ? start : Infinity) : 0,
          -found.fit.score,
          isOlderThan(60, confirmed) || asked(where).some((code) => answeredTooLongAgo(listing, code)) ? 1 : 0,
          found.distanceKm ?? Infinity,
          answer('agreement') === 'YES' ? 0 : 1,
          listing.row.name
            .normalize('NFD')
            .replace(/[\u0300-\u036f]/g, '')
            .toLowerCase(),
          listing.row.id,
        ];
      });
      const sorted = [...values].sort((a, b) => {
        const place = a.findIndex((value, index) => value !== b[index]);
        return place === -1 ? 0 : a[place]! < b[place]! ? -1 : 1;
      });
      expect(values).toEqual(sorted);
    }),
    { numRuns: 2000 },
  );
});

test('facets count all matches, also those on other pages', () => {
  fc.assert(
    fc.property(anyListings(12), anyNeeds, (listings, where) => {
      const result = searchThese(listings, where, { first: 1 });
      const all = searchThese(listings, where).matches.edges.map(({ found }) =>
        listings.find((l) => l.row.id === found.listing.row.id)!,
      );
      const having = (has: (listing: ListingParts) => boolean) => all.filter(has).length;
      for (const { kind, code, count } of result.facets()) {
        if (kind === 'service') expect(count).toBe(having(({ row }) => row.services.includes(code)));
        else if (kind === 'attribute')
          expect(count).toBe(having(({ attributes }) => attributes.get(code)?.answer === 'YES'));
        else expect(count).toBe(having(({ row }) => Boolean(row.languages?.includes(code))));
      }
      const kinds = [
        ['service', all.flatMap(({ row }) => row.services)],
        [
          'attribute',
          all.flatMap(({ attributes }) =>
            [...attributes.values()].filter((fact) => fact.answer === 'YES').map((fact) => fact.code),
          ),
        ],
        ['language', all.flatMap(({ row }) => row.languages ?? [])],
      ] as const;
      for (const [kind, codes] of kinds)
        expect(result.facets().filter((facet) => facet.kind === kind)).toHaveLength(new Set(codes).size);
    }),
  );
});
