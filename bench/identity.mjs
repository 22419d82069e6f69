import { signInStorm } from './sign-in-storm.mjs';
import { inParts } from './support/in-parts.mjs';

/** What signing in costs others. */
export const measure = inParts('identity', {
  parts: { storm: signInStorm },
  whole: { repeats: 3, signIns: 100, quietMs: 3000 },
  quick: { repeats: 1, signIns: 100, quietMs: 500 },
});
