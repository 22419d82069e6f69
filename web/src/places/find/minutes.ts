import { numberOf } from '../../words/when.js';

/** "30 minutes", "4 hours", "2 days", in the reader's language. */
export function minutesInWords(minutes: number): string {
  const [unit, size] =
    minutes >= 2880 ? (['day', 1440] as const) : minutes >= 90 ? (['hour', 60] as const) : (['minute', 1] as const);
  return numberOf(Math.round(minutes / size), { style: 'unit', unit, unitDisplay: 'long' });
}
