import { millisOf, plusDays, type InstantText } from '../platform/clock.js';
import type { Freshness } from './listing-enums.js';
import { HALF_LIVES, LISTING_HALF_LIFE } from './response-times.js';

const DAY = 24 * 60 * 60_000;

/** Up to one half-life it is fresh, up to two it is due to be asked again, after that it is not to be relied on. */
export function freshnessOf(confirmedAt: InstantText | null, halfLifeDays: number, now: InstantText): Freshness {
  if (confirmedAt === null) return 'NEVER';
  const age = millisOf(now) - millisOf(confirmedAt);
  if (age <= halfLifeDays * DAY) return 'FRESH';
  return age <= 2 * halfLifeDays * DAY ? 'DUE' : 'STALE';
}

/** An answer ages by the theme of its question: who is welcome changes faster than where the toilets are. */
export const attributeFreshness = (
  theme: string | null,
  confirmedAt: InstantText | null,
  now: InstantText,
): Freshness => freshnessOf(confirmedAt, halfLifeOf(theme), now);

const halfLifeOf = (theme: string | null): number =>
  (theme === null ? undefined : HALF_LIVES[theme]) ?? LISTING_HALF_LIFE;

/** What was last confirmed before this instant is STALE: an answer by its theme, a whole listing without one. */
export const staleBefore = (theme: string | null, now: InstantText): InstantText =>
  plusDays(now, -2 * halfLifeOf(theme));

export const listingFreshness = (confirmedAt: InstantText | null, now: InstantText): Freshness =>
  freshnessOf(confirmedAt, LISTING_HALF_LIFE, now);

/** What was last confirmed before this instant is to be confirmed now. */
export const confirmationDueBefore = (now: InstantText): InstantText => plusDays(now, -LISTING_HALF_LIFE);
