import { LIMITS } from './limits.js';
import { TOO_LONG_A_LIST } from './shape.js';

/** What of the limits a request's variables exceed, in words; null where nothing. Walks down no further than the limit allows. */
export function excessOfValues(value: unknown, depth = 0): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= LIMITS.valueDepth) return `values within more than ${LIMITS.valueDepth} others`;
  if (Array.isArray(value) && value.length > LIMITS.list) return TOO_LONG_A_LIST;
  for (const each of Object.values(value)) {
    const excess = excessOfValues(each, depth + 1);
    if (excess) return excess;
  }
  return null;
}
