import { chromiumPath } from './chromium.js';

/** A browser that walks through a whole place, with axe at every stop, takes its time; more of it where the machine is busy. */
const LONGEST_STORY_MILLIS = 180_000;

/** Stories that need a browser. Without one they are counted as skipped, which the set-up says loudly. */
export function describePages(name: string, stories: () => void): void {
  jest.setTimeout(LONGEST_STORY_MILLIS);
  if (chromiumPath() === null) describe.skip(name, stories);
  else describe(name, stories);
}
