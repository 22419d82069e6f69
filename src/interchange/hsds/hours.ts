import { WEEKDAYS, type ScheduleFact, type Weekday } from '../../directory/index.js';
import { clockOf, dateOf, zoneOf } from './clock.js';
import { firstText, isMembers, says, text, type Members, type Problem } from './values.js';

/**
 * What a schedule may say beside its days and hours without changing when it holds. A member outside this list (`rrule`, `count`,
 * `bymonthday`, `exceptions`, `days_of_week_pattern` …) may narrow the hours, so a schedule that carries one is left out whole: hours that
 * are not read cost a telephone call, hours that are read wrongly cost her the way there.
 */
const UNDERSTOOD = new Set(
  `id service_id location_id service_at_location_id freq interval wkst byday weekday opens_at closes_at dtstart until valid_from valid_to
   timezone description notes schedule_link attending_type attributes metadata name label last_action_date`.split(
    /\s+/,
  ),
);

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The rule that a schedule states, or why it cannot be stated. Read: weekly rules with named weekdays, and daily ones. */
export function weeklyRule(members: Members): ScheduleFact | Problem {
  const strange = Object.keys(members).find(
    (name) => !UNDERSTOOD.has(name) && !name.startsWith('x_') && says(members[name]),
  );
  if (strange)
    return {
      field: strange,
      reason:
        'HSDS has no such member in a schedule, or not one that can be kept; say the days in byday and the hours in opens_at and closes_at',
    };
  const days = daysOf(members);
  if ('reason' in days) return days;
  const hours = hoursOf(members);
  if ('reason' in hours) return hours;
  const dates = validityOf(members, ['valid_from', 'dtstart'], ['valid_to', 'until']);
  if ('reason' in dates) return dates;
  const description = [text(members['description']), text(members['notes'])].filter((words) => words !== null);
  return {
    byday: days,
    ...hours,
    ...dates,
    womenOnly: false,
    closed: false,
    description: description.join(' ') || null,
  };
}

/** The days on which a place is closed (HSDS 1.x holiday schedules). Special opening hours on a date cannot be said beside weekly ones. */
export function closedDays(members: Members): ScheduleFact | Problem {
  const dates = validityOf(members, ['start_date'], ['end_date']);
  if ('reason' in dates) return dates;
  if (!dates.validFrom || !dates.validTo) {
    return { field: 'start_date', reason: 'a holiday needs a first and a last day' };
  }
  if (!/^(true|t|yes|y|1)$/i.test(text(members['closed']) ?? '')) {
    return {
      field: 'closed',
      reason: 'special hours on a date cannot be kept; only days closed (closed = true) can',
    };
  }
  const timezone = null;
  return {
    byday: [...WEEKDAYS],
    opensAt: null,
    closesAt: null,
    timezone,
    ...dates,
    womenOnly: false,
    closed: true,
    description: null,
  };
}

function daysOf(members: Members): Weekday[] | Problem {
  const freq = text(members['freq'])?.toUpperCase() ?? null;
  const interval = text(members['interval']);
  if (freq !== null && freq !== 'WEEKLY' && freq !== 'DAILY') {
    return { field: 'freq', reason: 'only weekly hours can be kept: this schedule repeats in another way' };
  }
  if (interval !== null && interval !== '1') {
    return {
      field: 'interval',
      reason: 'only hours that hold every week can be kept: this schedule skips weeks',
    };
  }
  const field = says(members['weekday']) ? 'weekday' : 'byday';
  const said = members[field];
  const words = (Array.isArray(said) ? said.map(text) : (text(said)?.split(/[,;]/) ?? [])).map((word) => word?.trim());
  if (words.length === 0) {
    if (freq === 'DAILY') return [...WEEKDAYS];
    const instead = says(members['wkst']) ? ' (wkst is the day on which weeks begin, not a day of opening)' : '';
    return { field, reason: `no weekday is named: name the days in byday${instead}` };
  }
  const days = words.map((word) => (word ? weekdayOf(word) : null));
  if (!days.every((day) => day !== null)) {
    return {
      field,
      reason: 'not a weekday of every week: use MO, TU, WE, TH, FR, SA, SU (1MO, "first Monday", cannot be kept)',
    };
  }
  return WEEKDAYS.filter((day) => days.includes(day));
}

/** HSDS 1.x counts 1 = Monday to 7 = Sunday; 2.x and 3.x use iCalendar's two letters; people write names. */
function weekdayOf(word: string): Weekday | null {
  if (/^[1-7]$/.test(word)) return WEEKDAYS[Number(word) - 1] ?? null;
  const lower = word.toLowerCase().replace(/\.$/, '');
  const index = DAY_NAMES.findIndex(
    (name) => name === lower || (lower.length >= 3 && lower.length <= 5 && name.startsWith(lower)),
  );
  return WEEKDAYS[index] ?? WEEKDAYS.find((day) => day.toLowerCase() === lower) ?? null;
}

type Hours = Pick<ScheduleFact, 'opensAt' | 'closesAt' | 'timezone'>;

function hoursOf(members: Members): Hours | Problem {
  const [from, to] = [text(members['opens_at']), text(members['closes_at'])];
  const zoneSaid = firstText(members, 'timezone') ?? extensionZone(members);
  const zone = zoneSaid === null ? null : zoneOf(zoneSaid);
  if (zoneSaid !== null && zone === null)
    return { field: 'timezone', reason: 'not a time zone: use a name such as America/Detroit' };
  if (from === null && to === null) {
    // A 1.x row of a weekday without hours is how some programs write "closed", others "open, ask when". A recurrence does happen.
    if (says(members['weekday']))
      return {
        field: 'opens_at',
        reason:
          'a weekday without hours does not say whether it is open or closed: give the hours or leave the day out',
      };
    return { opensAt: null, closesAt: null, timezone: zone };
  }
  const [opens, closes] = [from === null ? null : clockOf(from), to === null ? null : clockOf(to)];
  if (!opens) return { field: 'opens_at', reason: 'not a time of day: write it as 09:00' };
  if (!closes) return { field: 'closes_at', reason: 'not a time of day: write it as 17:00' };
  if (opens.zone !== closes.zone)
    return { field: 'closes_at', reason: 'opens and closes on different clocks: use one time zone' };
  if (opens.time === '24:00') return { field: 'opens_at', reason: 'not a time of opening: write midnight as 00:00' };
  return { opensAt: opens.time, closesAt: closes.time, timezone: zone ?? opens.zone };
}

/** Some 3.x publishers say the zone by name in a member of their own (`x_detroit.timezone`), HSDS having only an offset. */
function extensionZone(members: Members): string | null {
  for (const [name, value] of Object.entries(members)) {
    if (name.startsWith('x_') && isMembers(value) && text(value['timezone'])) return text(value['timezone']);
  }
  return null;
}

type Validity = Pick<ScheduleFact, 'validFrom' | 'validTo'>;

function validityOf(members: Members, starts: string[], ends: string[]): Validity | Problem {
  const dates: (string | null)[] = [];
  for (const names of [starts, ends]) {
    const field = names.find((name) => text(members[name]) !== null);
    const date = field === undefined ? null : dateOf(text(members[field]) ?? '');
    if (field !== undefined && date === null) {
      return { field, reason: 'not a date of one year: write it as 2026-09-14' };
    }
    dates.push(date);
  }
  const [validFrom = null, validTo = null] = dates;
  if (validFrom !== null && validTo !== null && validTo < validFrom) {
    return { field: ends.find((name) => says(members[name])) ?? null, reason: 'ends before it begins' };
  }
  return { validFrom, validTo };
}
