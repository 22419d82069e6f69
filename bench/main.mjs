import { importing } from './importing.mjs';
import { searching } from './searching.mjs';
import { starting } from './starting.mjs';
import { stepping } from './stepping.mjs';
import { inParts } from './support/in-parts.mjs';

/** The main figures: taking in, finding, taking steps, starting. Every figure is taken `repeats` times, each time beside its baseline. */
export const measure = inParts('main', {
  parts: { import: importing, search: searching, steps: stepping, 'start-up': starting },
  whole: { repeats: 3, listings: 10_000, requests: 500, changes: 20, journeys: { 1: 24, 8: 80 }, updates: 800 },
  quick: { repeats: 3, listings: 2000, requests: 40, changes: 3, journeys: { 1: 4, 8: 8 }, updates: 40 },
});
