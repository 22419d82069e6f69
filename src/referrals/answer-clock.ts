import { DateTime } from 'luxon';
import type { ReferralStatusValue } from './journey.js';
import type { UrgencyValue } from './referral-terms.js';

/** The longest that an answer may take; a working day is Monday to Friday in the network's zone. */
export type AnswerClock = { minutes: number } | { workingDays: number };
export type AnswerClocks = Readonly<Record<UrgencyValue, AnswerClock>>;

// Instants are ISO UTC of one width (YYYY-MM-DDTHH:mm:ss.sssZ), so that they compare as they sort; days are YYYY-MM-DD.
export interface AnswerTerms {
  /** When the clock starts: sending, or a check-in, which restarts it. */
  sentAt: string;
  urgency: UrgencyValue;
  /** What the listing itself promised. */
  respondsWithinMinutes: number | null;
  /** She needs it from this day on (a release, a due date). */
  neededFrom: string | null;
  deadline: string | null;
  /** The network's zone. */
  zone: string;
  clocks: AnswerClocks;
}

/**
 * By when the receiver must have answered: what its listing promised, capped by the urgency. Where the day she needs it lies ahead, the answer
 * is due one urgency before that day begins, if that is later. A deadline that was not already over when it was sent caps everything.
 */
export function respondBy(terms: AnswerTerms): string {
  const sent = readInstant(terms.sentAt).setZone(terms.zone);
  if (!sent.isValid) throw new RangeError(`Not a time zone: ${terms.zone}`);
  const clock = terms.clocks[terms.urgency];
  const promised = terms.respondsWithinMinutes;
  let due = runForward(sent, clock);
  // A promise of no time at all still leaves a minute: no answer is due before it could be read.
  if (promised !== null) due = earlier(due, sent.plus({ minutes: Math.max(1, promised) }));
  if (terms.neededFrom !== null) due = later(due, runBackward(startOfDay(terms.neededFrom, terms.zone), clock));
  if (terms.deadline !== null && readInstant(terms.deadline) > sent) due = earlier(due, readInstant(terms.deadline));
  return writeInstant(due);
}

export interface FollowUpTerms {
  status: ReferralStatusValue;
  /** When it came to that status. */
  since: string;
  appointmentAt: string | null;
  /** What the listing promised. */
  feedbackWithinDays: number | null;
  /** Where it promised nothing: 30 in this network. */
  defaultDays: number;
  zone: string;
}

const FOLLOWED_UP: readonly ReferralStatusValue[] = ['ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED'];

/** By when somebody must say what became of her; null in a status in which nobody waits to hear. Nobody waits for ever in a state that sounds good. */
export function followUpBy(terms: FollowUpTerms): string | null {
  if (!FOLLOWED_UP.includes(terms.status)) return null;
  const waitsFor = terms.status === 'SCHEDULED' ? terms.appointmentAt : null;
  const from = waitsFor !== null && waitsFor > terms.since ? waitsFor : terms.since;
  const days = terms.feedbackWithinDays ?? terms.defaultDays;
  return writeInstant(readInstant(from).setZone(terms.zone).plus({ days }));
}

export interface DueDates {
  status: ReferralStatusValue;
  respondBy: string | null;
  followUpBy: string | null;
  lookAgainOn: string | null;
  zone: string;
}

/** The one instant at which this referral becomes overdue, whoever is late; null where no clock runs. */
export function dueAt(dates: DueDates): string | null {
  switch (dates.status) {
    case 'SENT':
    case 'ACKNOWLEDGED': // seen is not answered
      return dates.respondBy;
    case 'WAITLISTED': // the whole of that day is in time
      return dates.lookAgainOn === null ? null : writeInstant(endOfDay(dates.lookAgainOn, dates.zone));
    default:
      return FOLLOWED_UP.includes(dates.status) ? dates.followUpBy : null;
  }
}

/** Late from the instant after it was due. */
export function isOverdue(dates: DueDates, now: string): boolean {
  const due = dueAt(dates);
  return due !== null && now > due;
}

/** The end of a clock that starts at an instant; working days are those of the zone. */
export function runsOutAt(from: string, clock: AnswerClock, zone: string): string {
  return writeInstant(runForward(readInstant(from).setZone(zone), clock));
}

function runForward(from: DateTime, clock: AnswerClock): DateTime {
  if ('minutes' in clock) return from.plus({ minutes: clock.minutes });
  const end = stepWorkingDays(from, clock.workingDays, 1);
  // From a weekend it runs to the end of the last day; or who asks on Saturday would be answered before who asked late on Friday.
  return isWorkingDay(from) ? end : end.plus({ days: 1 }).startOf('day');
}

function runBackward(from: DateTime, clock: AnswerClock): DateTime {
  return 'minutes' in clock ? from.minus({ minutes: clock.minutes }) : stepWorkingDays(from, clock.workingDays, -1);
}

/** So many working days on or back, at the same time on the wall; over a change of the clocks too. */
function stepWorkingDays(from: DateTime, count: number, direction: 1 | -1): DateTime {
  let days = 0;
  for (let left = count; left > 0;) {
    days += direction;
    if (isWorkingDay(from.plus({ days }))) left -= 1;
  }
  return from.plus({ days });
}

function earlier(one: DateTime, other: DateTime): DateTime {
  return one <= other ? one : other;
}

function later(one: DateTime, other: DateTime): DateTime {
  return one >= other ? one : other;
}

function isWorkingDay(day: DateTime): boolean {
  return day.weekday <= 5;
}

function startOfDay(date: string, zone: string): DateTime {
  const day = DateTime.fromISO(date, { zone });
  if (!day.isValid) throw new RangeError(`Not a date in ${zone}: ${date}`);
  return day.startOf('day');
}

function endOfDay(date: string, zone: string): DateTime {
  return startOfDay(date, zone).plus({ days: 1 }).startOf('day');
}

function readInstant(instant: string): DateTime {
  const read = DateTime.fromISO(instant, { zone: 'utc' });
  // Another width or offset would still parse, but compare wrongly as text.
  if (!read.isValid || writeInstant(read) !== instant) throw new RangeError(`Not an instant: ${instant}`);
  return read;
}

function writeInstant(instant: DateTime): string {
  return instant.toJSDate().toISOString();
}
