import { invalidAt } from '../platform/graphql/index.js';
import { namesACode } from './codes.js';

const SHORTEST_PURPOSE = 3;
const LONGEST_PURPOSE = 500;

/** Why somebody who is not her worker reads or acts, in her own words. It stays in the trail when everything else of hers is gone: no code in it. */
export function purposeSaid(purpose: string | null): string {
  const why = purpose?.trim() ?? '';
  if (why.length < SHORTEST_PURPOSE)
    throw invalidAt('purpose', 'You are not her worker: say why you look. Her worker sees it.');
  if (why.length > LONGEST_PURPOSE)
    throw invalidAt('purpose', `Say it shorter: a purpose has ${LONGEST_PURPOSE} characters at most.`);
  if (namesACode(why)) throw invalidAt('purpose', 'Say why, not whose: leave the code out.');
  return why;
}
