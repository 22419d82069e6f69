import { sealing } from './sealing.mjs';
import { inParts } from './support/in-parts.mjs';
import { utility } from './utility.mjs';

/** What sealed figures cost, and what they are worth. A new part is a function here. */
export const measure = inParts('releases', {
  parts: { sealing, utility },
  whole: { referrals: 1_000_000, reads: 200, repeats: 3 },
  quick: { referrals: 5000, reads: 40, repeats: 1 },
});
