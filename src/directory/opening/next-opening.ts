import type { ScheduleFact } from '../listing-facts.js';
import { openAt, type OpeningOptions } from './opening-hours.js';
import { covers, hoursOf, isClosedOn, isInForce } from './schedule-rule.js';
import {
  DAY,
  MINUTE,
  sharedWallClock,
  type Instant,
  type LocalDay,
  type Stretch,
  type WallClock,
} from './wall-clock.js';

export type NextOpening = { at: Instant } | 'NEVER' | 'UNKNOWN';

/**
 * The earliest possible start: the first instant, from `from` on, at which `openAt` does not say no. `from` itself when open then.
 *
 * - `UNKNOWN` when that instant is a "not known": the hours are not known, or a day without hours, or a date on which no rule is in force any
 *   more, comes before the first known opening. She may not be sent past a door that might be open sooner.
 * - `NEVER` when it is surely closed all the way to the horizon, which itself still counts.
 *
 * @param horizonDays Days of 24 hours.
 */
export function nextOpening(
  schedules: readonly ScheduleFact[],
  from: Instant,
  networkZone: string,
  horizonDays = 60,
  options: OpeningOptions = {},
): NextOpening {
  if (!(horizonDays >= 0 && horizonDays < Infinity)) throw new RangeError(`Not a number of days: ${horizonDays}`);
  const clock = options.clock ?? sharedWallClock;
  const until = from + horizonDays * DAY;
  const answer = (at: Instant): NextOpening | null => {
    const open = openAt(schedules, at, networkZone, options);
    return open === null ? 'UNKNOWN' : open ? { at } : null;
  };

  const now = answer(from);
  if (now) return now;
  const eventful = eventfulDays(schedules, Math.floor(from / DAY), options.womenOnly ?? false, clock);
  const turns = turnsOfTheDay(schedules, networkZone, clock);
  for (let utcDay = Math.floor(from / DAY); utcDay * DAY <= until; utcDay++) {
    if (!eventful(utcDay)) continue;
    for (const at of instantsOf(turns, utcDay, clock)) {
      const then = at > from && at <= until ? answer(at) : null;
      if (then) return then;
    }
  }
  return 'NEVER';
}

/**
 * Tells the UTC days, asked for one after the other, on which the answer can be anything but no; the others need no look at a clock. Without
 * this, two months of "never" cost a search of 10,000 places seconds. No zone is a whole day away from UTC: walls show the day before, the
 * day itself or the day after, and what is open then began on one of these or a day earlier.
 */
function eventfulDays(schedules: readonly ScheduleFact[], firstDay: number, womenOnly: boolean, clock: WallClock) {
  const counted = schedules.filter((rule) => !rule.closed && (rule.womenOnly || !womenOnly));
  const somethingBegins = (day: LocalDay) => counted.some((rule) => covers(rule, day)) && !isClosedOn(schedules, day);
  const speaks = (rule: ScheduleFact, day: LocalDay) => (rule.closed ? covers(rule, day) : isInForce(rule, day));

  let latest = -Infinity;
  const look = (dayNumber: number) => {
    if (somethingBegins(clock.day(dayNumber))) latest = dayNumber;
  };
  for (let ago = 2; ago >= 0; ago--) look(firstDay - ago);

  return (utcDay: number): boolean => {
    look(utcDay + 1);
    if (latest >= utcDay - 2) return true;
    const shown = [clock.day(utcDay - 1), clock.day(utcDay), clock.day(utcDay + 1)];
    return !schedules.some((rule) => shown.every((day) => speaks(rule, day)));
  };
}

/** By zone: the minutes of the wall clock at which a "no" can end. */
type Turns = ReadonlyMap<string, ReadonlySet<number>>;

/** A "no" ends where a rule opens, or where another date begins: one without hours, past the validity, or no longer closed. */
function turnsOfTheDay(schedules: readonly ScheduleFact[], networkZone: string, clock: WallClock): Turns {
  const turns = new Map<string, Set<number>>();
  for (const rule of schedules) {
    const zone = rule.timezone !== null && clock.knows(rule.timezone) ? rule.timezone : networkZone;
    const minutes = turns.get(zone) ?? new Set([0]);
    const hours = rule.closed ? null : hoursOf(rule);
    turns.set(zone, hours ? minutes.add(hours.opens) : minutes);
  }
  return turns;
}

/** In order of time. Within a stretch the wall runs evenly, so that calendar arithmetic is enough; where clocks change, a "no" can end too. */
function instantsOf(turns: Turns, utcDay: number, clock: WallClock): Instant[] {
  const instants: Instant[] = [];
  for (const [zone, minutes] of turns) {
    for (const stretch of clock.stretches(zone, utcDay)) {
      instants.push(stretch.from);
      for (const minute of minutes) instants.push(...atMinute(minute, stretch));
    }
  }
  return instants.sort((a, b) => a - b);
}

/** When the wall shows this minute during a stretch: at most once, for a stretch is no longer than a day. */
function atMinute(minute: number, { from, until, offset }: Stretch): Instant[] {
  const sinceMidnight = (((from + offset) % DAY) + DAY) % DAY;
  const wait = (minute * MINUTE - sinceMidnight + DAY) % DAY;
  return from + wait < until ? [from + wait] : [];
}
