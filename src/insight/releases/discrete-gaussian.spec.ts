import { SeededRandom } from '../../../test/support/figures/seeded-random.js';
import { DiscreteGaussian } from './discrete-gaussian.js';
import { asNumber, ceilSqrt, ratio, type Ratio } from './ratio.js';
import { SystemRandom } from './random-source.js';

const DRAWS = 40_000;

/** The mass function itself: exp(-x² / 2σ²), made to sum to one. */
function massOf(sigmaSquared: Ratio): (x: number) => number {
  const variance = asNumber(sigmaSquared);
  const weigh = (x: number): number => Math.exp(-(x * x) / (2 * variance));
  const most = Math.ceil(40 * Math.sqrt(variance)) + 40;
  let sum = 0;
  for (let x = -most; x <= most; x += 1) sum += weigh(x);
  return (x) => weigh(x) / sum;
}

function drawn(sigmaSquared: Ratio, seed: string): Map<number, number> {
  const gaussian = new DiscreteGaussian(new SeededRandom(seed));
  const counts = new Map<number, number>();
  for (let index = 0; index < DRAWS; index += 1) {
    const x = gaussian.draw(sigmaSquared);
    counts.set(x, (counts.get(x) ?? 0) + 1);
  }
  return counts;
}

/** Values of which at least 20 are expected, one bin each, and one bin for all others. */
function chiSquare(counts: ReadonlyMap<number, number>, mass: (x: number) => number): { sum: number; bins: number } {
  let [sum, bins, expectedInside, seenInside] = [0, 0, 0, 0];
  for (let x = -1000; x <= 1000; x += 1) {
    const expected = mass(x) * DRAWS;
    if (expected < 20) continue;
    const seen = counts.get(x) ?? 0;
    sum += (seen - expected) ** 2 / expected;
    bins += 1;
    expectedInside += expected;
    seenInside += seen;
  }
  const outside = DRAWS - expectedInside;
  return outside < 1 ? { sum, bins } : { sum: sum + (expectedInside - seenInside) ** 2 / outside, bins: bins + 1 };
}

const VARIANCES: [string, Ratio][] = [
  ['a quarter', ratio(1n, 4n)],
  ['one', ratio(1n, 1n)],
  ['40/3, as in a small table', ratio(40n, 3n)],
  ['4280/37, as in a large one', ratio(4280n, 37n)],
];

describe.each(VARIANCES)('the discrete Gaussian of variance %s', (name, sigmaSquared) => {
  const counts = drawn(sigmaSquared, `gaussian ${name}`);
  const mass = massOf(sigmaSquared);
  const moment = (of: (x: number) => number): number =>
    [...counts].reduce((sum, [x, seen]) => sum + of(x) * seen, 0) / DRAWS;

  it('is drawn as often as its mass function says', () => {
    const { sum, bins } = chiSquare(counts, mass);
    // Five standard deviations of a chi-square above its mean.
    expect(sum).toBeLessThan(bins - 1 + 5 * Math.sqrt(2 * bins));
  });

  it('lies around zero, as widely as it should', () => {
    let variance = 0;
    for (let x = -1000; x <= 1000; x += 1) variance += x * x * mass(x);
    expect(Math.abs(moment((x) => x))).toBeLessThan(5 * Math.sqrt(variance / DRAWS));
    expect(Math.abs(moment((x) => x * x) / variance - 1)).toBeLessThan(
      5 * Math.sqrt(3 / DRAWS) * Math.max(1, 1 / variance),
    );
  });

  it('has the tails that it should', () => {
    const far = Math.ceil(2 * Math.sqrt(asNumber(sigmaSquared)));
    let expected = 0;
    for (let x = far; x <= 1000; x += 1) expected += 2 * mass(x);
    const seen = moment((x) => (Math.abs(x) >= far ? 1 : 0));
    expect(Math.abs(seen - expected)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / DRAWS));
    const above = moment((x) => (x >= far ? 1 : 0));
    expect(Math.abs(above - expected / 2)).toBeLessThan(5 * Math.sqrt(expected / 2 / DRAWS));
  });
});

describe('the operating system’s generator', () => {
  it('gives bytes that are spread evenly and not the same twice', () => {
    const random = new SystemRandom();
    const seen = new Array<number>(256).fill(0);
    for (let index = 0; index < 256 * 200; index += 1) seen[random.byte()]! += 1;
    const sum = seen.reduce((total, count) => total + (count - 200) ** 2 / 200, 0);
    // A right generator fails this once in some ten million runs.
    expect(sum).toBeLessThan(255 + 6 * Math.sqrt(2 * 255));
    const [one, other] = [new SystemRandom(), new SystemRandom()].map((each) =>
      Array.from({ length: 16 }, () => each.byte()).join(),
    );
    expect(one).not.toBe(other);
  });
});

describe('a root that decides', () => {
  it('is rounded up, exactly', () => {
    expect(ceilSqrt(ratio(4n, 1n))).toBe(2);
    expect(ceilSqrt(ratio(401n, 100n))).toBe(3);
    expect(ceilSqrt(ratio(10n ** 40n, 1n))).toBe(1e20);
    expect(ceilSqrt(ratio(1n, 9n))).toBe(1);
  });
});
