import type { IndexedListing } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import {
  hasWomenOnlyHours,
  nextOpening,
  openAt,
  type Instant,
  type NextOpening,
  type Openness,
  type WallClock,
} from '../opening/index.js';
import { answerTo } from './who-is-taken.js';

/** How far ahead an earliest possible start is looked for. */
export const HORIZON_DAYS = 60;
export const DAY_MS = 24 * 60 * 60_000;

/** Which wall clocks hours are read off. */
export interface Walls {
  /** The network's own zone, for hours that name none. */
  readonly zone: string;
  readonly clock: WallClock;
}

/** Is it open then? With `womenOnly`: for women only then. */
export function isOpen(listing: IndexedListing, at: Instant, womenOnly: boolean, walls: Walls): AnswerValue {
  const { schedules } = listing.row;
  const { zone, clock } = walls;
  if (!womenOnly || isForWomenOnly(listing)) return verdictOf(openAt(schedules, at, zone, { clock }));
  const open = openAt(schedules, at, zone, { clock, womenOnly: true });
  if (open === true) return 'YES';
  if (open === null) return deniesWomenOnlyHours(listing) ? 'NO' : 'UNKNOWN';
  const perhaps = saysMoreThanItsTimetable(listing) && openAt(schedules, at, zone, { clock }) !== false;
  return perhaps ? 'UNKNOWN' : 'NO';
}

/** Has it hours for women only, at whatever time? The attribute's answer counts where the timetable says nothing. */
export function keepsWomenOnlyHours(listing: IndexedListing, at: Instant, walls: Walls): AnswerValue {
  if (isForWomenOnly(listing)) return 'YES';
  const said = hasWomenOnlyHours(listing.row.schedules, walls.clock.read(walls.zone, at).today.date);
  if (said === null) return answerTo(listing, 'women-only-hours');
  if (said) return 'YES';
  return saysMoreThanItsTimetable(listing) ? 'UNKNOWN' : 'NO';
}

/** The earliest possible start from an instant on. */
export function earliestStart(
  listing: IndexedListing,
  from: Instant,
  womenOnly: boolean,
  walls: Walls,
  horizonDays: number,
): NextOpening {
  const { zone, clock } = walls;
  const narrowed = womenOnly && !isForWomenOnly(listing);
  if (narrowed && saysMoreThanItsTimetable(listing)) return 'UNKNOWN';
  return nextOpening(listing.row.schedules, from, zone, horizonDays, { clock, womenOnly: narrowed });
}

const verdictOf = (open: Openness): AnswerValue => (open === null ? 'UNKNOWN' : open ? 'YES' : 'NO');

const isForWomenOnly = (listing: IndexedListing): boolean => answerTo(listing, 'women-only-place') === 'YES';

const marksWomenOnlyHours = (listing: IndexedListing): boolean =>
  listing.row.schedules.some((rule) => rule.womenOnly && !rule.closed);

const deniesWomenOnlyHours = (listing: IndexedListing): boolean =>
  answerTo(listing, 'women-only-hours') === 'NO' && !marksWomenOnlyHours(listing);

/** It says that there are such hours, and its timetable does not say which: somebody has to ask. */
const saysMoreThanItsTimetable = (listing: IndexedListing): boolean =>
  !marksWomenOnlyHours(listing) &&
  (isClaimed(answerTo(listing, 'women-only-hours')) || answerTo(listing, 'women-only-place') === 'DEPENDS');

const isClaimed = (answer: AnswerValue): boolean => answer === 'YES' || answer === 'DEPENDS';
