import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';

const FOLDER = join(process.cwd(), 'bench/results');
const FILE = join(FOLDER, 'hand.json');

/** What a worker does with her hands, counted: a tap, a choice or a line typed is one action. */
export class Hand {
  actions = 0;

  async tap(what: Locator): Promise<void> {
    await this.does(what.click());
  }

  async fill(what: Locator, text: string): Promise<void> {
    await this.does(what.fill(text));
  }

  async does(act: Promise<unknown>): Promise<void> {
    this.actions += 1;
    await act;
  }
}

/** Writes what a story took in the hand beside the others, into bench/results/hand.json, and gives it back to be judged. */
export function noteHand<Measured extends number | Record<string, number | string>>(
  what: string,
  measured: Measured,
): Measured {
  const kept = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>) : {};
  mkdirSync(FOLDER, { recursive: true });
  const sorted = Object.entries({ ...kept, [what]: measured }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
  return measured;
}
