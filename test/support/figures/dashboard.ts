import type { CountedReferral } from '../../../src/insight/releases/counted-referral.js';
import { DiscreteGaussian } from '../../../src/insight/releases/discrete-gaussian.js';
import { ratio } from '../../../src/insight/releases/ratio.js';
import { SeededRandom } from './seeded-random.js';

/** The dimensions by which the dashboards here may be filtered, in every combination, as such dashboards are. */
export const FILTERS = ['agency', 'service', 'age'] as const;
export type Filter = (typeof FILTERS)[number];
export type Where = Partial<Record<Filter, string>>;

/** What a dashboard shows: a number, or that it shows none. */
export type Shown = number | 'hidden';

/** Figures as many systems in the field give them: asked of what is stored now, and counting referrals. Each is weak on purpose. */
export interface Dashboard {
  name: string;
  show(data: readonly CountedReferral[], where: Where): Shown;
}

const valueOf = (referral: CountedReferral, filter: Filter): string =>
  filter === 'service' ? (referral.services[0] ?? '') : referral[filter];

const matching = (data: readonly CountedReferral[], where: Where): CountedReferral[] =>
  data.filter((referral) =>
    FILTERS.every((each) => where[each] === undefined || valueOf(referral, each) === where[each]),
  );

/** Nothing is done to the numbers. */
export const asTheyAre: Dashboard = { name: 'none', show: (data, where) => matching(data, where).length };

/** One to four are not shown. */
export const hideUnderFive: Dashboard = {
  name: 'hide under 5',
  show(data, where) {
    const count = matching(data, where).length;
    return count >= 1 && count <= 4 ? 'hidden' : count;
  },
};

const SIGMA_SQUARED = ratio(100n, 1n);

/** Noise, always the same for the same data: asking again tells nothing, and every change of the data does. */
export const noiseKeyedOnData: Dashboard = {
  name: 'noise keyed on live data',
  show(data, where) {
    const found = matching(data, where);
    const seed = JSON.stringify([where, found.map(({ woman, draw }) => [woman, draw])]);
    return found.length + new DiscreteGaussian(new SeededRandom(seed)).draw(SIGMA_SQUARED);
  },
};

/** Noise, drawn anew for every question. */
export function noiseEachTime(seed: string): Dashboard {
  const noise = new DiscreteGaussian(new SeededRandom(seed));
  return {
    name: 'noise drawn for each question',
    show: (data, where) => matching(data, where).length + noise.draw(SIGMA_SQUARED),
  };
}

/** Every question that can be asked: no filter, one, two, all three. */
export function questions(world: Record<Filter, readonly string[]>): Where[] {
  return FILTERS.reduce<Where[]>(
    (all, filter) => all.flatMap((where) => [where, ...world[filter].map((value) => ({ ...where, [filter]: value }))]),
    [{}],
  );
}
