import { plusDays, plusMinutes } from '../platform/clock.js';
import { attributeFreshness, confirmationDueBefore, freshnessOf, listingFreshness } from './freshness.js';
import { HALF_LIVES, LISTING_HALF_LIFE } from './response-times.js';

const NOW = '2026-11-22T10:00:00.000Z';

describe('freshness', () => {
  it.each([
    [null, 'NEVER'],
    [NOW, 'FRESH'],
    [plusDays(NOW, -90), 'FRESH'],
    [plusMinutes(plusDays(NOW, -90), -1), 'DUE'],
    [plusDays(NOW, -180), 'DUE'],
    [plusMinutes(plusDays(NOW, -180), -1), 'STALE'],
    // A clock that ran ahead elsewhere: it was confirmed, and not long ago.
    [plusDays(NOW, 1), 'FRESH'],
  ])('with a half-life of 90 days, confirmed at %s, is %s', (confirmedAt, expected) => {
    expect(freshnessOf(confirmedAt, 90, NOW)).toBe(expected);
  });

  it('of an answer goes by the theme of its question', () => {
    const before = plusDays(NOW, -60);
    expect(attributeFreshness('welcome', before, NOW)).toBe('DUE');
    expect(attributeFreshness('privacy', before, NOW)).toBe('FRESH');
    expect(attributeFreshness('no-such-theme', before, NOW)).toBe('DUE');
  });

  it('of a listing goes by the part that ages fastest, and is asked for from the first moment it is not fresh', () => {
    expect(LISTING_HALF_LIFE).toBe(HALF_LIVES.welcome);
    const limit = confirmationDueBefore(NOW);
    expect(listingFreshness(limit, NOW)).toBe('FRESH');
    expect(listingFreshness(plusMinutes(limit, -1), NOW)).toBe('DUE');
  });
});
