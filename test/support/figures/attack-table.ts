import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** `npm run attack`: more trials, and a table of what came of each attack. */
export const LONG = process.env.ALONGSIDE_ATTACK === 'long';

type Noted = Record<string, Record<string, number>>;

const TABLE = 'bench/results/attacks.json';

const noted: Noted = {};

/** Writes down how an attack went, and gives the figure back to be judged. */
export function noteAttack(mechanism: string, attack: string, figure: number): number {
  (noted[mechanism] ??= {})[attack] = Math.round(figure * 1000) / 1000;
  if (LONG) {
    mkdirSync('bench/results', { recursive: true });
    // Each file of attacks writes its own mechanisms, and leaves those of the others.
    const others = existsSync(TABLE) ? (JSON.parse(readFileSync(TABLE, 'utf8')) as Noted) : {};
    writeFileSync(TABLE, `${JSON.stringify({ ...others, ...noted }, null, 2)}\n`);
  }
  return figure;
}
