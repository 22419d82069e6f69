import { SeededRandom } from '../../../test/support/figures/seeded-random.js';
import { ELSEWHERE, someReferral } from '../../../test/support/figures/women.js';
import { answerOf } from './answers.js';
import { WomenCounter } from './count-women.js';
import { VALUES, type CountedReferral } from './counted-referral.js';
import type { Noise } from './discrete-gaussian.js';
import { noiseScale } from './noise-scale.js';
import { sealCubes } from './seal-cubes.js';
import { declareCubes, KEY_MARK, SCOPES, type DeclaredCube } from './workload.js';

const counted = (cubes: readonly DeclaredCube[], referrals: readonly CountedReferral[]): Int32Array[] => {
  const counter = new WomenCounter(cubes);
  for (const referral of referrals) counter.add(referral);
  return counter.counts();
};

/** Counting as the paper says it, one sentence after the other and with no care for speed. */
function countedSlowly(cube: DeclaredCube, referrals: readonly CountedReferral[]): number[] {
  const counts = cube.cells.map(() => 0);
  for (const woman of new Set(referrals.map((each) => each.woman))) {
    const touched = new Map<string, { cell: string; draw: number; rank: number }>();
    for (const referral of referrals.filter((each) => each.woman === woman))
      for (const values of valuesOf(cube, referral)) {
        const step = cube.dimensions.findIndex(({ furthest }) => furthest);
        const group = values.filter((_, index) => index !== step).join(KEY_MARK);
        const rank = cube.dimensions[step]?.furthest?.indexOf(values[step] ?? '') ?? 0;
        const known = touched.get(group);
        const cell = known && known.rank >= rank ? known.cell : values.join(KEY_MARK);
        const draw = Math.min(known?.draw ?? Infinity, referral.draw);
        touched.set(group, { cell, draw, rank: Math.max(rank, known?.rank ?? 0) });
      }
    const place = (cell: string): number => cube.cells.findIndex(({ key }) => key === cell);
    [...touched.values()]
      .sort((one, other) => one.draw - other.draw || place(one.cell) - place(other.cell))
      .slice(0, cube.mostCells)
      .forEach(({ cell }) => (counts[place(cell)] = (counts[place(cell)] ?? 0) + 1));
  }
  return counts.map((count, cell) => (cube.cells[cell]?.cannotBe ? 0 : count));
}

function valuesOf(cube: DeclaredCube, referral: CountedReferral): string[][] {
  return cube.dimensions.reduce<string[][]>(
    (rows, dimension) => {
      const value = VALUES[dimension.code]?.(referral) ?? [];
      const values = (typeof value === 'string' ? [value] : value).map((each) =>
        dimension.categories.includes(each) ? each : dimension.rest,
      );
      return rows.flatMap((row) => values.map((each) => [...row, each]));
    },
    [[]],
  );
}

describe.each(SCOPES)('the tables of %s', (size) => {
  const cubes = declareCubes(size, ELSEWHERE);
  const random = new SeededRandom(`women ${size}`);
  const referrals = Array.from({ length: 700 }, () => someReferral(random, `woman-${random.below(150)}`));

  it('spend together what the release spends, and nothing more', () => {
    const spent = cubes.map(({ mostCells, weight, ofWeight }) => {
      const { sigmaSquared } = noiseScale({ mostCells, weight, ofWeight, rhoUnits: 2500 });
      return (mostCells * Number(sigmaSquared.den)) / (2 * Number(sigmaSquared.num));
    });
    expect(spent.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0.25, 12);
  });

  it('count different women as the paper says', () => {
    const counts = counted(cubes, referrals);
    cubes.forEach((cube, index) => {
      expect({ cube: cube.cube, counts: [...(counts[index] ?? [])] }).toEqual({
        cube: cube.cube,
        counts: countedSlowly(cube, referrals),
      });
    });
  });

  it('move by so many cells at most for one woman, with however many referrals', () => {
    const without = counted(cubes, referrals);
    const hers = Array.from({ length: 500 }, () => someReferral(random, 'one woman'));
    const withHer = counted(cubes, [...referrals, ...hers]);
    cubes.forEach(({ cube, mostCells }, index) => {
      const moved = [...(withHer[index] ?? [])].map((count, cell) => count - (without[index]?.[cell] ?? 0));
      expect({ cube, by: moved.filter((by) => by !== 0 && by !== 1) }).toEqual({ cube, by: [] });
      expect(moved.reduce((sum, by) => sum + by, 0)).toBeLessThanOrEqual(mostCells);
    });
  });

  it('do not depend on the order in which referrals are read', () => {
    expect(counted(cubes, [...referrals].reverse())).toEqual(counted(cubes, referrals));
  });
});

describe('sealing', () => {
  const cubes = declareCubes('STANDARD', ELSEWHERE);

  /** Adds one, so that what was left without noise shows. */
  const one: Noise = { draw: () => 1 };

  it('adds noise to every cell that can be, zeros included, and keeps no count', () => {
    const counts = counted(cubes, []);
    for (const [index, sealed] of sealCubes(cubes, counts, 2500, one).entries())
      expect(sealed.noisy).toEqual(cubes[index]?.cells.map(({ cannotBe }) => (cannotBe ? null : 1)));
    const some = new SeededRandom('some');
    const real = counted(cubes, [someReferral(some, 'one woman')]);
    sealCubes(cubes, real, 2500, one);
    expect(real.every((each) => each.every((count) => count === 0))).toBe(true);
  });

  it('has noise and thresholds as the paper says', () => {
    const [total] = sealCubes(cubes, counted(cubes, []), 2500, one);
    // L 1, weight 2 of 107, rho 0.25: sigma² = 1 / (2 · 2/107 · 0.25) = 107; 5 + ceil(2 · 10.34) = 26.
    expect(total).toMatchObject({ cube: 'total', sigmaSquared: { num: 107n, den: 1n }, threshold: 26, margin: 21 });
    const quiet = noiseScale({ mostCells: 1, weight: 1, ofWeight: 1, rhoUnits: 10_000 });
    expect(quiet.threshold).toBe(10);
  });

  it('lists what cannot be by hand', () => {
    const impossible = cubes.flatMap(({ cube, cells }) =>
      cells.filter(({ cannotBe }) => cannotBe).map(({ key }) => `${cube}: ${key}`),
    );
    expect(impossible).toEqual(['service-reason: sexual-assault-care/deadline-passed']);
  });
});

describe('an answer', () => {
  const scale = { threshold: 13, margin: 8 };

  it('is the same for zero, one, four, less than nothing and one less than the threshold', () => {
    const answers = [-20, 0, 1, 4, 12].map((noisy) => JSON.stringify(answerOf(noisy, scale)));
    expect(new Set(answers)).toEqual(new Set(['{"kind":"BelowThreshold","lessThan":13}']));
  });

  it('says how far the true count may lie', () => {
    expect(answerOf(13, scale)).toEqual({ kind: 'Shown', value: 13, low: 5, high: 21 });
    expect(answerOf(13, { threshold: 10, margin: 20 })).toMatchObject({ low: 0, high: 33 });
  });
});
