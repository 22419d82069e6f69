import { inParts } from './support/in-parts.mjs';
import { verifying } from './trail-verifying.mjs';
import { recording } from './trail-recording.mjs';

/** What the audit trail costs: to verify it, and to write it. */
export const measure = inParts('trail', {
  parts: { verify: verifying, record: recording },
  whole: { repeats: 3, entries: 100_000, writes: 800 },
  quick: { repeats: 1, entries: 5_000, writes: 80 },
});
