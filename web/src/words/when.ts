import { intlLocale } from './language.js';

/** The network's time zone, told by the server in the shell; the reader's own where it is not. */
export const timeZone = (): string | undefined =>
  document.querySelector<HTMLMetaElement>('meta[name="time-zone"]')?.content || undefined;

const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(intlLocale(), { timeZone: timeZone(), ...options });

/** "21 Nov 2026". */
export const dayOf = (instant: string): string =>
  format({ dateStyle: 'medium', ...(instant.length === 10 ? { timeZone: 'UTC' } : {}) }).format(new Date(instant));

/** "March 2027", of a day of it. */
export const monthOf = (day: string): string =>
  format({ month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(day));

/** "23:15". */
export const timeOf = (instant: string): string => format({ timeStyle: 'short' }).format(new Date(instant));

/** "21 Nov 2026, 23:15". */
export const momentOf = (instant: string): string =>
  format({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 hours ago", "in 20 minutes". */
export function agoOf(instant: string, now = Date.now()): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const words = new Intl.RelativeTimeFormat(intlLocale(), { numeric: 'auto' });
  const [unit, size] = STEPS.find(([, each]) => Math.abs(seconds) >= each) ?? (['minute', 60] as const);
  return words.format(Math.trunc(seconds / size), unit);
}

export const numberOf = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(intlLocale(), options).format(value);
