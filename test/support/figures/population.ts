import type { CountedReferral } from '../../../src/insight/releases/counted-referral.js';
import type { ListedElsewhere } from '../../../src/insight/releases/workload.js';
import type { SeededRandom } from './seeded-random.js';

/** A world of figures without a database: what a network's directory and taxonomy would declare. */
export const WORLD = {
  agencies: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8'],
  areas: ['north', 'south', 'harbour', 'hill', 'station'],
  months: ['2026-07', '2026-08', '2026-09'],
  services: ['shelter', 'ost', 'hts', 'antenatal', 'pmtct', 'legal-violence', 'nsp', 'food', 'childcare', 'art'],
  reasons: ['no-space', 'drug-use', 'changed-mind', 'could-not-go', 'receiver-silent', 'lost-contact'],
} as const satisfies ListedElsewhere;

export const AGES = ['under-18', 'from-18-to-24', 'from-25-to-34', 'from-35-to-49', 'from-50', 'unknown'] as const;
const OUTCOMES = ['received', 'partly-received', 'not-received', 'declined', 'not-completed', 'still-open'] as const;
const BANDS = ['0', '1-3', '4-7', '8-14', '15-30', '31-60', '61-90', 'over-90'] as const;

/** The first ones far oftener than the last, as places and services are in the field: most cells of a table are small. */
function often<T>(random: SeededRandom, of: readonly [T, ...T[]], skew = 1.6): T {
  const weights = of.map((_, place) => (place + 1) ** -skew);
  let left = random.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [place, weight] of weights.entries()) {
    left -= weight;
    if (left <= 0) return of[place] ?? of[0];
  }
  return of[0];
}

/** What one woman was referred for; `referrals` fixes how many, else most have one or two and a few have many. */
export function womanOf(random: SeededRandom, name: string, referrals?: number): CountedReferral[] {
  const age = often(random, AGES, 0.7);
  const pregnancy = often(random, ['no', 'unknown', 'pregnant', 'postpartum'] as const, 1.2);
  const area = often(random, WORLD.areas);
  const count = referrals ?? often(random, [1, 2, 3, 4, 6, 9] as const, 1.3);
  return Array.from({ length: count }, (): CountedReferral => {
    const outcome = often(random, OUTCOMES, 0.9);
    const ended = outcome === 'declined' || outcome === 'not-completed';
    const service = often(random, WORLD.services, 1.2);
    return {
      woman: name,
      draw: random.below(2 ** 30),
      agency: often(random, WORLD.agencies),
      area,
      month: random.pick(WORLD.months),
      services: [service],
      age,
      pregnancy,
      outcome,
      reason: ended ? often(random, WORLD.reasons) : null,
      met: outcome === 'received' ? 'met' : outcome === 'still-open' ? 'still-open' : 'not-met',
      pmtctStep: pregnancy === 'pregnant' && service === 'pmtct' ? 'referred' : null,
      timeBand: outcome === 'still-open' ? null : often(random, BANDS, 0.6),
    };
  });
}

export const womenOf = (random: SeededRandom, count: number): CountedReferral[] =>
  Array.from({ length: count }, (_, index) => womanOf(random, `w${index}`)).flat();

/** Goes wherever anybody can go: touches as many cells of every table as one woman may. */
export function heaviestWoman(random: SeededRandom, name: string, referrals = 500): CountedReferral[] {
  const every = womanOf(random, name, referrals);
  return every.map((referral, index) => ({
    ...referral,
    pregnancy: 'pregnant',
    agency: WORLD.agencies[index % WORLD.agencies.length] ?? 'a1',
    month: WORLD.months[index % WORLD.months.length] ?? '2026-07',
    services: [WORLD.services[index % WORLD.services.length] ?? 'shelter'],
    outcome: OUTCOMES[index % OUTCOMES.length] ?? 'received',
    reason: WORLD.reasons[index % WORLD.reasons.length] ?? 'no-space',
    pmtctStep: 'referred',
    timeBand: BANDS[index % BANDS.length] ?? '0',
  }));
}
