import { chromiumPath } from './chromium.js';

/** Stories that need a browser. Without one they are counted as skipped, which the set-up says loudly. */
export const describePages: (name: string, stories: () => void) => void =
  chromiumPath() === null ? describe.skip : describe;
