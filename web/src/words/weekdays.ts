import { intlLocale } from './language.js';

/** From Monday on, as schedules and safe hours name them. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** A Monday; the days after it are the others. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLIS = 86_400_000;

/** A day of the week, by its place from Monday on, as the reader calls it. */
export const dayName = (place: number): string =>
  new Intl.DateTimeFormat(intlLocale(), { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + place * DAY_MILLIS);
