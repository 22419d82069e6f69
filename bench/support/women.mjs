import { readFileSync } from 'node:fs';
import { randomFrom } from './random.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(`../../seeds/${name}`, import.meta.url), 'utf8'));

const AGENCIES = Array.from({ length: 8 }, (_, index) => `agency-${index + 1}`);
const AREAS = ['north', 'east', 'south', 'west', 'harbour', 'hill', 'station', 'mill'];
const MONTHS = ['2026-07', '2026-08', '2026-09'];
const AGES = ['from-25-to-34', 'from-35-to-49', 'from-18-to-24', 'from-50', 'under-18', 'unknown'];
const OUTCOMES = [
  'received',
  'declined',
  'still-open',
  'not-completed',
  'partly-received',
  'withdrawn',
  'not-received',
  'expired',
];
const BANDS = ['1-3', '0', '4-7', '8-14', '15-30', '31-60', '61-90', 'over-90'];

/** Of some sixty services that are declared, a network of eight agencies refers to a dozen in a quarter; the others are cells of zero. */
const IN_USE = new Set(
  'shelter ost hts art antenatal pmtct contraception gbv-support legal-family nsp psychosocial food'.split(' '),
);

/** What directory and taxonomy of such a network declare. */
export function declaredByNetwork() {
  const services = read('taxonomy.json').services.map(({ code }) => code);
  const reasons = read('reasons.json').map(({ code }) => code);
  return { agencies: AGENCIES, areas: AREAS, months: MONTHS, services, reasons };
}

/**
 * Synthetic women of one quarter, as sealing counts them: a few agencies and services take most of them, most women have one or two referrals, a few
 * have many. No figure here is of anybody.
 */
export function womenOfQuarter(count, seed) {
  const random = randomFrom(seed);
  const { services: declared, reasons } = declaredByNetwork();
  const services = declared.filter((code) => IN_USE.has(code));
  const often = weighted(random);
  return Array.from({ length: count }, (_, index) => {
    const her = {
      woman: `w${index}`,
      age: often(AGES, 0.8),
      pregnancy: often(['no', 'unknown', 'pregnant', 'postpartum'], 1.4),
      area: often(AREAS, 1),
    };
    return Array.from({ length: often([1, 2, 3, 4, 6, 9], 1.4) }, () => {
      const outcome = often(OUTCOMES, 1);
      const service = her.pregnancy === 'pregnant' && random.chance(0.4) ? 'pmtct' : often(services, 1.3);
      const ended = !['received', 'partly-received', 'still-open'].includes(outcome);
      return {
        ...her,
        draw: random.below(2 ** 30),
        agency: often(AGENCIES, 1),
        month: random.pick(MONTHS),
        services: [service],
        outcome,
        reason: ended ? often(reasons, 1.1) : null,
        met: outcome === 'received' ? 'met' : outcome === 'still-open' ? 'still-open' : 'not-met',
        pmtctStep:
          service === 'pmtct' && her.pregnancy === 'pregnant'
            ? random.pick(['referred', 'attended', 'received'])
            : null,
        timeBand: outcome === 'still-open' ? null : often(BANDS, 0.8),
      };
    });
  }).flat();
}

/** Picks the first ones far oftener than the last. */
function weighted(random) {
  const sums = new Map();
  return (list, skew) => {
    const key = `${list.length} ${skew}`;
    if (!sums.has(key)) {
      let sum = 0;
      sums.set(
        key,
        list.map((_, place) => (sum += (place + 1) ** -skew)),
      );
    }
    const upTo = sums.get(key);
    const at = random.next() * upTo.at(-1);
    return list[upTo.findIndex((sum) => sum >= at)];
  };
}
