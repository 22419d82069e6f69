import type { ScheduleFact, Weekday } from '../listing-facts.js';
import { hasRunOut, isClosedForGood, type Openness } from './opening-hours.js';
import { hoursOf, minutesOf } from './schedule-rule.js';

/** When most people work, on the place's own wall clock. */
export interface WorkingTime {
  days: readonly Weekday[];
  from: string;
  to: string;
}

/** `EARLY` and `EVENING` are of working days; a day that is none is `WEEKEND` from its first minute to its last. */
export type OutsidePart = 'EARLY' | 'EVENING' | 'WEEKEND';

const END_OF_DAY = 24 * 60;
const WEEK: readonly Weekday[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * Whether a place is open in some of these parts of a usual week. As everywhere, an opening belongs to the day on which it begins: a night that begins
 * on Friday makes no weekend. Null: its hours are not known, or only of the days and not of the hours; closed days of a holiday change nothing.
 */
export function opensOutside(
  schedules: readonly ScheduleFact[],
  working: WorkingTime,
  parts: readonly OutsidePart[],
  onDate: string,
): Openness {
  if (schedules.some(isClosedForGood)) return false;
  const said = schedules.filter((rule) => !rule.closed && !hasRunOut(rule, onDate));
  if (said.length === 0) return null;
  const closed = alwaysClosedOn(schedules);
  let unsure = false;
  for (const rule of said)
    for (const day of rule.byday.length === 0 ? WEEK : rule.byday) {
      if (closed.has(day)) continue;
      const found = partsOf(rule, day, working);
      if (found === null) unsure ||= parts.some((part) => part !== 'WEEKEND');
      else if (found.some((part) => parts.includes(part))) return true;
    }
  return unsure ? null : false;
}

/** Null where the day is a working day and the hours are not known. */
function partsOf(rule: ScheduleFact, day: Weekday, { days, from, to }: WorkingTime): OutsidePart[] | null {
  if (!days.includes(day)) return ['WEEKEND'];
  const hours = hoursOf(rule);
  if (!hours) return null;
  const closes = hours.closes > hours.opens ? hours.closes : hours.closes + END_OF_DAY;
  const found: OutsidePart[] = [];
  if (hours.opens < (minutesOf(from) ?? 0)) found.push('EARLY');
  if (closes > (minutesOf(to) ?? END_OF_DAY)) found.push('EVENING');
  return found;
}

const alwaysClosedOn = (schedules: readonly ScheduleFact[]): ReadonlySet<Weekday> =>
  new Set(
    schedules
      .filter(({ closed, validFrom, validTo }) => closed && validFrom === null && validTo === null)
      .flatMap(({ byday }) => byday),
  );
