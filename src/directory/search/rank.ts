import type { Position } from '../../platform/graphql/index.js';
import type { IndexedListing } from '../indexed-listing.js';
import { isBeingChecked } from '../learning/learnt.js';
import type { Conditions } from './conditions.js';
import type { Match } from './match-listing.js';
import { answerTo } from './who-is-taken.js';

/**
 * The order, value by value, lowest first and null last: earliest possible start (with a deadline; else 0 for all), best score, not
 * stale, nearest, with an agreement, by name, by id.
 */
export const SORT_VALUES = ['number?', 'number', 'number', 'number?', 'number', 'string', 'string'] as const;

/** A match and the values that it is ordered by. */
export interface Ranked {
  readonly match: Match;
  readonly position: Position;
}

export function rank(match: Match, conditions: Conditions): Ranked {
  const { row, sortName } = match.listing;
  const agreed = answerTo(match.listing, 'agreement') === 'YES';
  return {
    match,
    position: [
      conditions.startFirst ? match.startsAt : 0,
      -match.score,
      isStale(match.listing, conditions) ? 1 : 0,
      match.distanceKm,
      agreed ? 0 : 1,
      sortName,
      row.id,
    ],
  };
}

/** By the same half-lives as what is shown of it. What nobody answered has no age, and what is being checked is due and not stale, whatever its age was. */
function isStale({ row, attributes }: IndexedListing, { staleBefore, reliedOn }: Conditions): boolean {
  if (row.lastConfirmedAt === null || row.lastConfirmedAt < staleBefore) return true;
  return reliedOn.some((relied) => {
    const fact = attributes.get(relied.code);
    if (!fact || fact.answer === 'UNKNOWN' || isBeingChecked(fact)) return false;
    return fact.confirmedAt === null || fact.confirmedAt < relied.staleBefore;
  });
}

/** Below 0 where `a` comes first. No two listings are equal: the id decides last. */
function compare(a: Position, b: Position): number {
  for (let place = 0; place < SORT_VALUES.length; place++) {
    const [left, right] = [a[place] ?? null, b[place] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right ? -1 : 1;
  }
  return 0;
}

export interface Cut {
  readonly page: readonly Ranked[];
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
}

/** The first so many behind a position. What was inserted or removed elsewhere meanwhile moves none of the others. */
export function cut(all: readonly Ranked[], behind: Position | null, first: number): Cut {
  const rest = behind === null ? all : all.filter(({ position }) => compare(behind, position) < 0);
  return {
    page: lowest(rest, first),
    hasNext: rest.length > first,
    hasPrevious: rest.length < all.length,
  };
}

/** A page is short and a list can be long: sorting all of it to show twenty took most of a search's time. */
function lowest(ranked: readonly Ranked[], count: number): Ranked[] {
  const kept: Ranked[] = [];
  for (const each of ranked) {
    let at = kept.length;
    while (at > 0 && comesBefore(each, kept[at - 1])) at--;
    if (at === count) continue;
    kept.splice(at, 0, each);
    if (kept.length > count) kept.pop();
  }
  return kept;
}

const comesBefore = (a: Ranked, b: Ranked | undefined): boolean =>
  b !== undefined && compare(a.position, b.position) < 0;
