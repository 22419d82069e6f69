import { ELSEWHERE, someReferral } from '../../../test/support/figures/women.js';
import { SeededRandom } from '../../../test/support/figures/seeded-random.js';
import { answerOf } from './answers.js';
import { WomenCounter } from './count-women.js';
import type { CountedReferral } from './counted-referral.js';
import { declarationOf } from './declaration.js';
import { bandAt, cascadeOf, groupsBy } from './derived-figures.js';
import type { SealedTable } from './read-statistics.js';
import type { ReleaseRow } from './release.entity.js';
import { sealCubes } from './seal-cubes.js';
import { declareCubes } from './workload.js';

/** Added to every cell: what is derived must have it in it as often as there are cells in the sum. */
const NOISE = 7;

const random = new SeededRandom('derived');
let made = 0;
const women = (count: number, said: Partial<CountedReferral>): CountedReferral[] =>
  Array.from({ length: count }, () => ({ ...someReferral(random, `woman ${(made += 1)}`), ...said }));

/** A table as it would be read back, sealed at rho 0.25. */
function sealedTable(name: string, referrals: readonly CountedReferral[]): SealedTable {
  const cubes = declareCubes('STANDARD', ELSEWHERE);
  const counter = new WomenCounter(cubes);
  for (const referral of referrals) counter.add(referral);
  const sealed = sealCubes(cubes, counter.counts(), 2500, { draw: () => NOISE });
  const place = cubes.findIndex(({ cube }) => cube === name);
  const [cube, own] = [cubes[place]!, sealed[place]!];
  const codes = cube.dimensions.map(({ code }) => code);
  return {
    ...{ release: {} as ReleaseRow, cube: name, declaration: declarationOf(cubes, new Map()), dimensions: codes },
    ...{ sigmaSquared: own.sigmaSquared, threshold: own.threshold },
    cells: cube.cells.map(({ values }, cell) => {
      const noisy = own.noisy[cell] ?? null;
      const keys = values.map((value, index) => ({ dimension: codes[index] ?? '', value }));
      return { keys, noisy, women: answerOf(noisy ?? 0, own) };
    }),
  };
}

describe('the cascade of PMTCT', () => {
  const [agency] = ELSEWHERE.agencies;
  const steps = { referred: 60, attended: 50, received: 90 };
  const table = sealedTable(
    'agency-pmtct-step',
    Object.entries(steps).flatMap(([pmtctStep, count]) => women(count, { agency, pmtctStep })),
  );
  const hers = cascadeOf(table, 'pmtct-step').filter(({ keys }) => keys[0]?.value === agency);

  it('counts at each step who came so far or further, with the noise of each part', () => {
    expect(hers.map(({ keys }) => keys[1]?.value)).toEqual(['referred', 'attended', 'received']);
    expect(hers.map(({ answer }) => answer)).toEqual([
      // sigma² of one cell is 2 / (2 · 5/107 · 0.25) = 85.6; of three together 256.8: 1.96 · 16.03 is 32 rounded up.
      { kind: 'Shown', value: 60 + 50 + 90 + 3 * NOISE, low: 189, high: 253 },
      { kind: 'Shown', value: 50 + 90 + 2 * NOISE, low: 128, high: 180 },
      { kind: 'Shown', value: 90 + NOISE, low: 78, high: 116 },
    ]);
  });

  it('shows a sum by the threshold of a sum, not of one cell', () => {
    // One cell's threshold is 5 + ceil(2 · 9.25) = 24; of three 5 + ceil(2 · 16.03) = 38, and of two 32.
    const few = sealedTable('agency-pmtct-step', women(9, { agency, pmtctStep: 'referred' }));
    const shown = cascadeOf(few, 'pmtct-step').filter(({ keys }) => keys[0]?.value === agency);
    expect(few.threshold).toBe(24);
    // 9 + 3 · 7 = 30 would pass for a cell.
    expect(shown.map(({ answer }) => answer)).toEqual(
      [38, 32, 24].map((lessThan) => ({ kind: 'BelowThreshold', lessThan })),
    );
  });
});

describe('how long it took', () => {
  const bands = { '0': 100, '1-3': 150, '4-7': 100, 'over-90': 50, unknown: 1000 };
  const table = sealedTable(
    'service-time-band',
    Object.entries(bands).flatMap(([timeBand, count]) => women(count, { services: ['ost'], timeBand })),
  );
  const groups = groupsBy(table, 'time-band');
  const names = table.declaration.dimensions['time-band']?.values.map(({ value }) => value) ?? [];
  const bandOf = (service: string, percent: number): string | null =>
    bandAt(
      groups.find(({ keys }) => keys[0]?.value === service)!,
      names,
      percent,
      table.sigmaSquared,
    );

  it.each([
    // Noisy and added up: 107, 264, 371, then three empty bands of 7 and one more, 399, and 456 at the end.
    [10, '0'],
    [23, '0'],
    [24, '1-3'],
    [50, '1-3'],
    [57, '1-3'],
    [58, '4-7'],
    [81, '4-7'],
    [82, '8-14'],
    [90, 'over-90'],
    [99, 'over-90'],
  ])(
    'until %i percent had their outcome is the band in which they are reached, without those of whom it is unknown',
    (percent, band) => {
      expect(bandOf('ost', percent)).toBe(band);
    },
  );

  it('is said only where there are more than ten standard deviations of noise', () => {
    expect(bandOf('shelter', 50)).toBeNull();
    // Eight bands of sigma² 128.4: ten times the square root of 1027.2 is 321 rounded up.
    const at = (count: number) => {
      const some = sealedTable('service-time-band', women(count, { services: ['hts'], timeBand: '4-7' }));
      const group = groupsBy(some, 'time-band').find(({ keys }) => keys[0]?.value === 'hts');
      return bandAt(group!, names, 50, some.sigmaSquared);
    };
    expect([at(321 - 8 * NOISE - 1), at(321 - 8 * NOISE)]).toEqual([null, '4-7']);
  });
});
