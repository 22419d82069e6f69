import { listingParts, NOON, searchThese, type SaidOfListing } from '../../../test/support/indexed-listings.js';
import { plusDays, plusMinutes } from '../../platform/clock.js';
import { attributeFreshness, listingFreshness } from '../freshness.js';
import { beingChecked } from '../learning/learnt.js';
import { TAXONOMY } from '../taxonomy.js';

const said = (id: string, also: SaidOfListing = {}): SaidOfListing => ({
  // The stale one would be first by its name.
  ...{ id, name: id, lastConfirmedAt: NOON },
  ...also,
});
const order = (listings: SaidOfListing[], mustHave: string[]) => {
  const result = searchThese(listings.map(listingParts), { mustHave });
  return [...result.matches.edges, ...result.callFirst(100).edges].map(({ found }) => found.listing.row.id);
};

/** The oldest confirmation of an answer that is not STALE yet: twice the half-life of its theme. */
const LIMITS = [
  ['accepts-drug-use', 60],
  ['no-police', 180],
  ['no-pressure', 180],
  ['free', 180],
  ['women-staff', 360],
  ['accompaniment', 360],
] as const;

describe('what is stale comes after its equals', () => {
  it.each(LIMITS)('an answer to %s after %i days, and not before', (code, days) => {
    const limit = plusDays(NOON, -days);
    const past = plusMinutes(limit, -1);
    expect(attributeFreshness(TAXONOMY.themeOf(code), limit, NOON)).toBe('DUE');
    expect(attributeFreshness(TAXONOMY.themeOf(code), past, NOON)).toBe('STALE');
    const answers = { [code]: 'YES' } as const;
    const two = (confirmed: string) => [
      said('a', { answers, confirmed: { [code]: confirmed } }),
      said('b', { answers, confirmed: { [code]: NOON } }),
    ];
    expect(order(two(limit), [code])).toEqual(['a', 'b']);
    expect(order(two(past), [code])).toEqual(['b', 'a']);
    // What nobody asked for moves nothing.
    expect(order(two(past), [])).toEqual(['a', 'b']);
  });

  it('a listing that was not confirmed as a whole, or never was', () => {
    const limit = plusDays(NOON, -60);
    expect(listingFreshness(limit, NOON)).toBe('DUE');
    expect(order([said('a', { lastConfirmedAt: limit }), said('b')], [])).toEqual(['a', 'b']);
    for (const lastConfirmedAt of [plusMinutes(limit, -1), null])
      expect(order([said('a', { lastConfirmedAt }), said('b')], [])).toEqual(['b', 'a']);
  });

  it('but never after one that fits less', () => {
    const answers = { free: 'YES' } as const;
    expect(
      order([said('b', { answers, lastConfirmedAt: null }), said('a', { answers: { free: 'DEPENDS' } })], ['free']),
    ).toEqual(['b', 'a']);
  });

  it('and what is being checked is not stale: how old it was would tell why', () => {
    const parts = ['a', 'b'].map((id) =>
      listingParts(said(id, { answers: { free: 'DEPENDS' }, confirmed: { free: NOON } })),
    );
    const checked = { ...parts[0]!, attributes: new Map([['free', beingChecked('free')]]) };
    const result = searchThese([checked, parts[1]!], { mustHave: ['free'] });
    expect(result.callFirst(2).edges.map(({ found }) => found.listing.row.id)).toEqual(['a', 'b']);
  });
});
