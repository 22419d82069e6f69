import { WEEKDAYS, type ScheduleFact } from '../listing-facts.js';
import { covers, hoursOf, isClosedOn, isInForce, openingDay } from './schedule-rule.js';
import { sharedWallClock, type Instant, type WallClock } from './wall-clock.js';

/** Null: not known. It never means no, and never yes: the worker calls first. */
export type Openness = true | false | null;

export interface OpeningOptions {
  /** Count only hours that are for women only. */
  womenOnly?: boolean;
  /** One for each search keeps the search's memory to itself; without it the process shares one. The answers are the same. */
  clock?: WallClock;
}

/**
 * Whether a place is open at an instant, by what is known of its hours; null where that is not enough.
 *
 * - Hours are read off the wall clock of the rule's own zone, else the network's. In the hour that autumn repeats, 01:00–01:30 is open both
 *   times; what falls into the gap of spring opens at the first instant after it, and not at all when it would have closed by then.
 * - An opening belongs to the day on which it begins, for weekdays, validity and closed days. One that runs past midnight goes on into a
 *   closed day or beyond the validity until its own closing time: nobody is sent out of a shelter at midnight because of a calendar.
 * - Equal hours (08:00–08:00) last until the same time of the next day; 00:00–24:00 and 00:00–00:00 are the whole day.
 * - `null` when: nothing is said at all; a rule names the day without the hours, and no other opens or closes the place; or no rule is in
 *   force on that date, because all have run out or are still to come: hours of another season say nothing about this one.
 * - A rule whose hours or zone cannot be read counts as a day without hours.
 *
 * @param networkZone IANA name, for rules without a zone of their own. @throws RangeError when there is no such zone.
 */
export function openAt(
  schedules: readonly ScheduleFact[],
  at: Instant,
  networkZone: string,
  { womenOnly = false, clock = sharedWallClock }: OpeningOptions = {},
): Openness {
  const networkWall = clock.read(networkZone, at);
  let spokenFor = false;
  let unsure = false;
  for (const rule of schedules) {
    const placed = rule.timezone === null || clock.knows(rule.timezone);
    const wall = placed && rule.timezone !== null ? clock.read(rule.timezone, at) : networkWall;
    if (rule.closed) {
      spokenFor ||= covers(rule, wall.today);
      continue;
    }
    spokenFor ||= isInForce(rule, wall.today);
    if (womenOnly && !rule.womenOnly) continue;
    const hours = placed ? hoursOf(rule) : null;
    const day = hours === null ? wall.today : openingDay(hours, wall);
    if (day === null || !covers(rule, day) || isClosedOn(schedules, day)) continue;
    if (hours !== null) return true;
    unsure = true;
  }
  return unsure || !spokenFor ? null : false;
}

/**
 * Whether a place has hours for women only, at whatever time; null where its hours are not known, which days of closing alone do not change.
 *
 * @param onDate `YYYY-MM-DD`: leaves out what had run out before that day, so that the women's mornings of two years ago are no yes today.
 */
export function hasWomenOnlyHours(schedules: readonly ScheduleFact[], onDate?: string): Openness {
  if (schedules.some(isClosedForGood)) return false;
  const said = schedules.filter((rule) => !rule.closed && !hasRunOut(rule, onDate));
  if (said.some((rule) => rule.womenOnly)) return true;
  return said.length === 0 ? null : false;
}

export const hasRunOut = (rule: ScheduleFact, onDate: string | undefined): boolean =>
  onDate !== undefined && rule.validTo !== null && rule.validTo < onDate;

export const isClosedForGood = (rule: ScheduleFact): boolean =>
  rule.closed &&
  rule.validFrom === null &&
  rule.validTo === null &&
  (rule.byday.length === 0 || WEEKDAYS.every((weekday) => rule.byday.includes(weekday)));
