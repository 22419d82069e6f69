import { createHash } from 'node:crypto';
import { instantText, millisOf, type InstantText } from '../../platform/clock.js';
import { cursorOf, positionOf, type Position } from '../../platform/graphql/index.js';
import { invalidAt } from '../../platform/graphql/index.js';
import { SORT_VALUES } from './rank.js';
import type { ListingNeeds } from './search-request.js';

/** Words on places free count for hours: nobody goes on with yesterday's list. */
const LASTS_MS = 24 * 60 * 60_000;
/** The clocks of several processes differ a little. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * A place in one list of one search, and the instant at which its first page was looked at: the next page is looked at from there too, so that
 * a place that closes meanwhile does not leave a gap. The conditions are in it as a hash: another search's cursor is refused.
 */
export interface FoundCursor {
  readonly now: InstantText;
  readonly position: Position;
}

/** One list of one search; what she avoids is not in it and may change between two pages. */
export function listName(list: 'matches' | 'callFirst', where: ListingNeeds): string {
  const hash = createHash('sha256').update(canonical(where)).digest('base64url').slice(0, 16);
  return `${list}:${hash}`;
}

export const writeCursor = (list: string, { now, position }: FoundCursor): string =>
  cursorOf([list, millisOf(now), ...position]);

/** Reads a cursor of this list. Anything else, or one that is a day old, is bad input at `after`. */
export function readCursor(list: string, cursor: string, now: InstantText): FoundCursor {
  const [name, at, ...position] = positionOf(cursor, SORT_VALUES.length + 2);
  const age = typeof at === 'number' ? millisOf(now) - at : NaN;
  const isCurrent = age >= -CLOCKS_DIFFER_MS && age <= LASTS_MS;
  if (name !== list || typeof at !== 'number' || !isCurrent || !position.every(isOfItsKind))
    throw invalidAt('after', 'This cursor is not one of this search, or too old: start from the first page.');
  return { now: instantText(at), position };
}

const isOfItsKind = (value: Position[number], place: number): boolean =>
  value === null ? SORT_VALUES[place] === 'number?' : SORT_VALUES[place]?.replace('?', '') === typeof value;

/** Equal needs give equal text, in whatever order their fields come and whether or not what is not asked is named. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, each]) => each !== null && each !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join()}}`;
}
