import type { CountedReferral } from '../../../src/insight/releases/counted-referral.js';
import type { ListedElsewhere } from '../../../src/insight/releases/workload.js';
import type { SeededRandom } from './seeded-random.js';

/** A network's public facts, for tables that are declared without a database. */
export const ELSEWHERE: ListedElsewhere = {
  agencies: ['agency-1', 'agency-2', 'agency-3', 'agency-4', 'agency-5', 'agency-6'],
  areas: ['north', 'east', 'south', 'west'],
  months: ['2026-07', '2026-08', '2026-09'],
  services: ['ost', 'shelter', 'hts', 'pmtct', 'gbv-support', 'legal-family', 'sexual-assault-care', 'childcare'],
  reasons: ['no-space', 'drug-use', 'changed-mind', 'could-not-go', 'deadline-passed'],
};

const listed = (values: readonly string[]): [string, ...string[]] => [values[0] ?? '', ...values.slice(1)];

/** One referral of one woman, as random as a test needs it. */
export function someReferral(random: SeededRandom, woman: string): CountedReferral {
  const outcome = random.pick(['received', 'received', 'not-received', 'declined', 'withdrawn', 'still-open']);
  const pregnancy = random.pick(['pregnant', 'no', 'no', 'unknown']);
  const services = [random.pick(listed(ELSEWHERE.services))];
  if (random.fraction() < 0.5) services.push(random.pick(listed(ELSEWHERE.services)));
  const ended = ['declined', 'withdrawn'].includes(outcome);
  return {
    woman,
    draw: random.below(2 ** 20),
    agency: random.pick(listed([...ELSEWHERE.agencies, 'not-of-the-network'])),
    area: random.pick(listed([...ELSEWHERE.areas, 'unknown'])),
    month: random.pick(listed(ELSEWHERE.months)),
    services,
    age: random.pick(['under-18', 'from-18-to-24', 'from-25-to-34', 'from-35-to-49', 'unknown']),
    pregnancy,
    outcome,
    reason: ended ? random.pick(listed(ELSEWHERE.reasons)) : null,
    met: outcome === 'received' ? 'met' : ended ? 'not-met' : 'still-open',
    pmtctStep:
      pregnancy === 'pregnant' && services.includes('pmtct') ? random.pick(['referred', 'attended', 'received']) : null,
    timeBand: outcome === 'received' ? random.pick(['0', '1-3', '4-7', 'over-90']) : null,
  };
}
