import { WEEKDAYS, type ScheduleFact } from '../listing-facts.js';
import { minutesOf } from './schedule-rule.js';
import { isTimeZone } from './wall-clock.js';

export interface ScheduleProblem {
  /** From the list's own name on: `schedules.0.opensAt`. */
  path: string;
  message: string;
}

/** What is to be mended before these hours may be saved, in words for the person who wrote them. Empty when all is well. */
export function problemsInSchedules(schedules: readonly ScheduleFact[]): ScheduleProblem[] {
  return schedules.flatMap((rule, index) =>
    [...problemsOfDays(rule), ...problemsOfHours(rule), ...problemsOfValidity(rule), ...problemsOfZone(rule)].map(
      ([field, message]) => ({ path: `schedules.${index}.${field}`, message }),
    ),
  );
}

type Found = [field: keyof ScheduleFact, message: string];

function problemsOfDays(rule: ScheduleFact): Found[] {
  if (rule.byday.some((weekday) => !WEEKDAYS.includes(weekday)))
    return [['byday', `Days are written ${WEEKDAYS.join(', ')}.`]];
  if (new Set(rule.byday).size < rule.byday.length) return [['byday', 'Name each day once.']];
  const everyDay = rule.byday.length === 0;
  if (everyDay && !rule.closed && rule.validFrom === null && rule.validTo === null)
    return [
      [
        'byday',
        'Say on which days; only a closed rule or one with dates may leave them out, and means every day then.',
      ],
    ];
  return [];
}

function problemsOfHours(rule: ScheduleFact): Found[] {
  const { opensAt, closesAt } = rule;
  if (rule.closed) {
    const problems: Found[] = [];
    if (opensAt !== null) problems.push(['opensAt', 'A closed day has no hours.']);
    if (closesAt !== null) problems.push(['closesAt', 'A closed day has no hours.']);
    if (rule.womenOnly) problems.push(['womenOnly', 'A closed day is closed to everybody.']);
    return problems;
  }
  const problems: Found[] = [];
  if (opensAt === null && closesAt !== null)
    problems.push(['opensAt', 'Say both hours, or neither when they are not known.']);
  if (closesAt === null && opensAt !== null)
    problems.push(['closesAt', 'Say both hours, or neither when they are not known.']);
  if (opensAt !== null && (minutesOf(opensAt) === null || opensAt === '24:00'))
    problems.push(['opensAt', 'Write the hour as HH:MM, from 00:00 to 23:59.']);
  if (closesAt !== null && minutesOf(closesAt) === null)
    problems.push(['closesAt', 'Write the hour as HH:MM, from 00:00 to 24:00.']);
  return problems;
}

function problemsOfValidity({ validFrom, validTo }: ScheduleFact): Found[] {
  const problems: Found[] = [];
  if (validFrom !== null && !isDate(validFrom)) problems.push(['validFrom', 'Write the date as YYYY-MM-DD.']);
  if (validTo !== null && !isDate(validTo)) problems.push(['validTo', 'Write the date as YYYY-MM-DD.']);
  if (problems.length === 0 && validFrom !== null && validTo !== null && validTo < validFrom)
    problems.push(['validTo', 'This ends before it begins.']);
  return problems;
}

const problemsOfZone = ({ timezone }: ScheduleFact): Found[] =>
  timezone === null || isTimeZone(timezone)
    ? []
    : [['timezone', 'There is no such time zone; write one like Europe/Berlin.']];

/** A day that the calendar has: 30 February is none. */
function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
