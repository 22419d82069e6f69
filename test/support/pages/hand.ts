import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';

const FOLDER = join(process.cwd(), 'bench/results');
const FILE = join(FOLDER, 'hand.json');

/** What a worker does with her hands, counted: a tap or a field filled in is one action. */
export class Hand {
  #actions = 0;

  async tap(what: Locator): Promise<void> {
    this.#actions += 1;
    await what.click();
  }

  async fill(what: Locator, text: string): Promise<void> {
    this.#actions += 1;
    await what.fill(text);
  }

  get actions(): number {
    return this.#actions;
  }

  /** Begins to count anew, and says how many it were until now. */
  restart(): number {
    const counted = this.#actions;
    this.#actions = 0;
    return counted;
  }
}

/** Writes a count beside the others, into bench/results/hand.json, and gives it back to be judged. */
export function noteHand(what: string, counted: number): number {
  const known = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, number>) : {};
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ ...known, [what]: counted }, null, 2)}\n`);
  return counted;
}
