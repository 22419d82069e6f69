import { existsSync } from 'node:fs';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where this machine has a Chromium: CHROMIUM_PATH, or a usual place. Null: the stories of the pages are skipped, and the run says so. */
export function chromiumPath(): string | null {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error('CHROMIUM_PATH names no file.');
    return asked;
  }
  return KNOWN.find((path) => existsSync(path)) ?? null;
}
