import type { CountedReferral } from '../../../src/insight/releases/counted-referral.js';
import type { Noise } from '../../../src/insight/releases/discrete-gaussian.js';
import { asNumber } from '../../../src/insight/releases/ratio.js';
import { sealCubes } from '../../../src/insight/releases/seal-cubes.js';
import type { DeclaredCube } from '../../../src/insight/releases/workload.js';
import type { SeededRandom } from './seeded-random.js';
import type { Sealing } from './sealing.js';

/** A table cut down to the cells that she touches: all others are the same with her and without. */
interface Differing {
  cube: DeclaredCube;
  counts: { without: Int32Array; with: Int32Array };
}

/**
 * Somebody knows every record but hers, and asks of a release whether she is in it. He is given more than is ever published: the noisy numbers
 * themselves, also of cells that are not shown. Answers with how often his best guess (the likelier of the two worlds) is right.
 */
export function guessMembership(
  sealing: Sealing,
  others: readonly CountedReferral[],
  her: readonly CountedReferral[],
  { trials, noise, random }: { trials: number; noise: Noise; random: SeededRandom },
): { right: number; cellsTouched: number } {
  const differing = differingCells(sealing, others, her);
  let right = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    const isIn = random.below(2) === 1;
    const evidence = differing.reduce((sum, each) => sum + evidenceFor(each, isIn, sealing.rhoUnits, noise), 0);
    // A coin where neither world is likelier.
    const guess = evidence === 0 ? random.below(2) === 1 : evidence > 0;
    if (guess === isIn) right += 1;
  }
  return { right: right / trials, cellsTouched: differing.reduce((sum, { cube }) => sum + cube.cells.length, 0) };
}

function differingCells(
  sealing: Sealing,
  others: readonly CountedReferral[],
  her: readonly CountedReferral[],
): Differing[] {
  const without = sealing.counts(others);
  const withHer = sealing.counts([...others, ...her]);
  return sealing.cubes.map((cube, index) => {
    const [zero, one] = [without[index] ?? new Int32Array(), withHer[index] ?? new Int32Array()];
    const cells = cube.cells.flatMap((_, cell) => (zero[cell] === one[cell] ? [] : [cell]));
    const cut = (counts: Int32Array) => Int32Array.from(cells, (cell) => counts[cell] ?? 0);
    return {
      cube: { ...cube, cells: cells.flatMap((cell) => cube.cells[cell] ?? []) },
      counts: { without: cut(zero), with: cut(one) },
    };
  });
}

/** How much likelier the numbers are with her than without: above zero for with. */
function evidenceFor({ cube, counts }: Differing, isIn: boolean, rhoUnits: number, noise: Noise): number {
  const actual = isIn ? counts.with : counts.without;
  const [sealed] = sealCubes([cube], [actual.slice()], rhoUnits, noise);
  if (!sealed) throw new Error('nothing was sealed');
  const twiceVariance = 2 * asNumber(sealed.sigmaSquared);
  return sealed.noisy.reduce<number>((sum, noisy, cell) => {
    const fromWith = (noisy ?? 0) - (counts.with[cell] ?? 0);
    const fromWithout = (noisy ?? 0) - (counts.without[cell] ?? 0);
    return sum + (fromWithout ** 2 - fromWith ** 2) / twiceVariance;
  }, 0);
}

/** The most that Gaussian noise lets anybody know at this rho: Φ(√(2·rho) / 2). */
export function gaussianLimit(rho: number): number {
  return normalBelow(Math.sqrt(2 * rho) / 2);
}

/** Φ by Simpson's rule from 0: to nine digits, which is more than a test of thousands of trials can see. */
function normalBelow(z: number): number {
  const steps = 400;
  const width = z / steps;
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = density(0) + density(z);
  for (let step = 1; step < steps; step += 1) sum += density(step * width) * (step % 2 === 1 ? 4 : 2);
  return 0.5 + (sum * width) / 3;
}
