import { LIMITS } from './limits/limits.js';
import { PageInfo } from './page-info.type.js';
import { invalidInput } from './refusal.js';

/** The longest page anywhere. */
export const LARGEST_PAGE = LIMITS.page;

/** Checks `first`: from 1 to 100; says so where it is not. An explicit null asks for the usual page. */
export function pageSize(first: number | null, usual = 20): number {
  if (first === null) return usual;
  if (Number.isInteger(first) && first >= 1 && first <= LARGEST_PAGE) return first;
  throw invalidInput([{ path: 'first', message: `Ask for 1 to ${LARGEST_PAGE} at a time.` }]);
}

/** A place in a sorted list: the sort values of the last row that was seen, so that rows inserted meanwhile move nothing. */
export type Position = readonly (string | number | null)[];

export const cursorOf = (position: Position): string =>
  Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');

/** Reads a cursor of ours with `length` values; anything else is bad input at `after`. */
export function positionOf(cursor: string, length: number): Position {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length && values.every(isSortValue)) return values;
  } catch {
    // not ours: said below
  }
  throw invalidInput([
    { path: 'after', message: 'This cursor is not one that was given here: start from the first page.' },
  ]);
}

const isSortValue = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';

/** Where a page stands in its list, from its own edges. */
export function pageInfoOf(
  edges: readonly { cursor: string }[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): PageInfo {
  return Object.assign(new PageInfo(), {
    hasNextPage,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  });
}
