import type { SafeHoursInput } from '../../../generated/graphql.js';
import { intlLocale } from '../../words/language.js';
import type { Say } from '../../words/words.js';

/** A Monday; the days after it are the others. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MILLIS = 86_400_000;
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The days of the week from Monday on, as the reader calls them. */
export function dayNames(): string[] {
  const names = new Intl.DateTimeFormat(intlLocale(), { weekday: 'short', timeZone: 'UTC' });
  return WEEKDAYS.map((_, place) => names.format(MONDAY + place * DAY_MILLIS));
}

/** "Thu, Fri 09:00–12:00"; no days: every day. */
export function hoursText({ days, from, to }: SafeHoursInput, say: Say<'woman'>): string {
  const names = dayNames();
  const said = days.map((day) => names[WEEKDAYS.indexOf(day)] ?? day);
  return say('reach.hours', { days: said.join(', ') || say('reach.everyDay'), from, to });
}
