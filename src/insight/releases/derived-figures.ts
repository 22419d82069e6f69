import { answerOf, type StatAnswer } from './answers.js';
import { marginOf, thresholdOf } from './noise-scale.js';
import { asNumber, ceilSqrt, ratio, times, type Ratio } from './ratio.js';
import type { Key, SealedTable } from './read-statistics.js';
import { RELEASE_RULES } from './release-rules.js';

/** A sealed number, or a sum of some, with the variance of all the noise that is in it. */
export interface Noisy {
  value: number;
  sigmaSquared: Ratio;
}

export interface Derived {
  keys: Key[];
  answer: StatAnswer;
}

const TOO_SMALL: StatAnswer = { kind: 'NotPublished', reason: 'DENOMINATOR_TOO_SMALL' };

/** Sums take the noise of every part; variances of independent noises add up. */
export const sumOf = (numbers: readonly number[], each: Ratio): Noisy => ({
  value: numbers.reduce((sum, number) => sum + number, 0),
  sigmaSquared: times(each, ratio(BigInt(Math.max(1, numbers.length)), 1n)),
});

/** A sum is shown by its own threshold: it has more noise in it than one number. */
export const answerOfSum = ({ value, sigmaSquared }: Noisy): StatAnswer =>
  answerOf(value, { threshold: thresholdOf(sigmaSquared), margin: marginOf(sigmaSquared) });

const sigmas = (count: number, sigmaSquared: Ratio): number =>
  ceilSqrt(times(sigmaSquared, ratio(BigInt(count * count), 1n)));

/** In percent, from noisy numbers alone: rounded where there are few, and never so near to none or all that it says "nobody" or "everybody". */
export function rateOf(part: Noisy, whole: Noisy): StatAnswer {
  const { leastDenominator, denominatorSigmas, coarseUnder, coarsePoints, cutPercent } = RELEASE_RULES.rates;
  if (whole.value < Math.max(leastDenominator, sigmas(denominatorSigmas, whole.sigmaSquared))) return TOO_SMALL;
  const points = whole.value < coarseUnder ? coarsePoints : 1;
  const within = (percent: number): number => Math.min(100 - cutPercent, Math.max(cutPercent, percent));
  const share = Math.min(1, Math.max(0, part.value / whole.value));
  const spread =
    (196 * Math.sqrt(asNumber(part.sigmaSquared) + share ** 2 * asNumber(whole.sigmaSquared))) / whole.value;
  return {
    kind: 'Shown',
    value: within(Math.round((share * 100) / points) * points),
    low: within(Math.floor((share * 100 - spread) / points) * points),
    high: within(Math.ceil((share * 100 + spread) / points) * points),
  };
}

/** Cells that differ in one dimension only, side by side. */
export interface Group {
  keys: Key[];
  numbers: Map<string, number>;
}

export function groupsBy({ cells }: SealedTable, dimension: string): Group[] {
  const groups = new Map<string, Group>();
  for (const { keys, noisy } of cells) {
    const others = keys.filter((key) => key.dimension !== dimension);
    const id = JSON.stringify(others);
    const group = groups.get(id) ?? { keys: others, numbers: new Map<string, number>() };
    groups.set(id, group);
    const own = keys.find((key) => key.dimension === dimension);
    if (own && noisy !== null) group.numbers.set(own.value, noisy);
  }
  return [...groups.values()];
}

/** How many came so far or further: for PMTCT the guide's indicator, from one furthest step each. */
export function cascadeOf(table: SealedTable, dimension: string): Derived[] {
  const values = table.declaration.dimensions[dimension]?.values ?? [];
  return groupsBy(table, dimension).flatMap(({ keys, numbers }) =>
    values.map(({ value, furthest }) => {
      const further = values.filter((other) => (other.furthest ?? 0) >= (furthest ?? 0));
      const sum = sumOf(
        further.map((other) => numbers.get(other.value) ?? 0),
        table.sigmaSquared,
      );
      return { keys: [...keys, { dimension, value }], answer: answerOfSum(sum) };
    }),
  );
}

/** The band in which so many percent have been reached; `unknown` is left out. Null where there are too few to say. */
export function bandAt(group: Group, bands: readonly string[], percent: number, sigmaSquared: Ratio): string | null {
  const { leastTotal, totalSigmas } = RELEASE_RULES.percentiles;
  const known = bands.filter((band) => band !== 'unknown');
  const total = sumOf(
    known.map((band) => group.numbers.get(band) ?? 0),
    sigmaSquared,
  );
  if (total.value < Math.max(leastTotal, sigmas(totalSigmas, total.sigmaSquared))) return null;
  let reached = 0;
  for (const band of known) {
    reached += group.numbers.get(band) ?? 0;
    if (reached * 100 >= total.value * percent) return band;
  }
  return known.at(-1) ?? null;
}

export type Change = 'UP' | 'DOWN' | 'NO_CLEAR_CHANGE' | 'NOT_COMPARABLE';

/** Whether two shown figures differ by more than their noise would make them. */
export function changeOf(before: Noisy, after: Noisy, bothShown: boolean): Change {
  if (!bothShown) return 'NOT_COMPARABLE';
  const difference = after.value - before.value;
  const variance = asNumber(before.sigmaSquared) + asNumber(after.sigmaSquared);
  if (Math.abs(difference) < RELEASE_RULES.clearChangeSigmas * Math.sqrt(variance)) return 'NO_CLEAR_CHANGE';
  return difference > 0 ? 'UP' : 'DOWN';
}
