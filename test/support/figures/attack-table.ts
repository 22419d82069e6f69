import { mkdirSync, writeFileSync } from 'node:fs';

/** `npm run attack`: more trials, and a table of what came of each attack. */
export const LONG = process.env.ALONGSIDE_ATTACK === 'long';

const noted: Record<string, Record<string, number>> = {};

/** Writes down how an attack went, and gives the figure back to be judged. */
export function noteAttack(mechanism: string, attack: string, figure: number): number {
  (noted[mechanism] ??= {})[attack] = Math.round(figure * 1000) / 1000;
  if (LONG) {
    mkdirSync('bench/results', { recursive: true });
    writeFileSync('bench/results/attacks.json', `${JSON.stringify(noted, null, 2)}\n`);
  }
  return figure;
}
