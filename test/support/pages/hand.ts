import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(process.cwd(), 'bench/results');
const FILE = join(FOLDER, 'hand.json');

/** What a story took in the hand (actions, seconds …), kept beside the other measurements; other keys stay as they are. */
export function noteHand(name: string, measured: Record<string, number | string>): void {
  const kept = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>) : {};
  mkdirSync(FOLDER, { recursive: true });
  const sorted = Object.entries({ ...kept, [name]: measured }).sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/** Counts what she does: a press, a choice, a line typed are one each. */
export class Hand {
  actions = 0;

  async does(act: Promise<unknown>): Promise<void> {
    this.actions += 1;
    await act;
  }
}
