import type { SafeHoursInput } from '../../../generated/graphql.js';
import { dayName, WEEKDAYS } from '../../words/weekdays.js';
import type { Say } from '../../words/words.js';

/** "Thu, Fri 09:00–12:00"; no days: every day. */
export function hoursText({ days, from, to }: SafeHoursInput, say: Say<'woman'>): string {
  const said = days.map((day) => dayName(WEEKDAYS.findIndex((each) => each === day)));
  return say('reach.hours', { days: said.join(', ') || say('reach.everyDay'), from, to });
}
