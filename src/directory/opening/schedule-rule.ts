import type { ScheduleFact } from '../listing-facts.js';
import type { LocalDay, WallReading } from './wall-clock.js';

/** Minutes on the wall clock; `closes` at or before `opens` means on the next day. */
export interface Hours {
  opens: number;
  closes: number;
}

const END_OF_DAY = 24 * 60;
const ZERO = '0'.charCodeAt(0);

/** Minutes past 00:00 for `HH:MM` from `00:00` to `24:00`; null for anything else. Read by hand: a search reads tens of thousands. */
export function minutesOf(text: string): number | null {
  if (text.length !== 5 || text[2] !== ':') return null;
  const [h1, h2, m1, m2] = [digit(text, 0), digit(text, 1), digit(text, 3), digit(text, 4)];
  if (h1 < 0 || h2 < 0 || m1 < 0 || m2 < 0 || m1 > 5) return null;
  const minutes = (h1 * 10 + h2) * 60 + m1 * 10 + m2;
  return minutes <= END_OF_DAY ? minutes : null;
}

/** Null where the hours are not known: not said, said by half, or not readable. A rule that cannot be read is never guessed at. */
export function hoursOf(rule: ScheduleFact): Hours | null {
  if (rule.opensAt === null || rule.closesAt === null) return null;
  const opens = minutesOf(rule.opensAt);
  const closes = minutesOf(rule.closesAt);
  return opens === null || closes === null || opens === END_OF_DAY ? null : { opens, closes };
}

/** Whether the rule speaks of this time of the year at all, on whatever weekday. */
export const isInForce = (rule: ScheduleFact, day: LocalDay): boolean =>
  (rule.validFrom === null || rule.validFrom <= day.date) && (rule.validTo === null || day.date <= rule.validTo);

/** Whether the rule names this very day; no weekdays named means all of them. */
export const covers = (rule: ScheduleFact, day: LocalDay): boolean =>
  (rule.byday.length === 0 || rule.byday.includes(day.weekday)) && isInForce(rule, day);

/** Compares calendar dates and no instants: "closed on 1 May" means each rule's own 1 May. */
export const isClosedOn = (schedules: readonly ScheduleFact[], day: LocalDay): boolean =>
  schedules.some((rule) => rule.closed && covers(rule, day));

/** The day on which an opening with these hours must have begun to be going on now; null outside of the hours. */
export function openingDay({ opens, closes }: Hours, wall: WallReading): LocalDay | null {
  if (opens < closes) return opens <= wall.minute && wall.minute < closes ? wall.today : null;
  if (opens <= wall.minute) return wall.today;
  return wall.minute < closes ? wall.yesterday : null;
}

function digit(text: string, index: number): number {
  const value = text.charCodeAt(index) - ZERO;
  return value >= 0 && value <= 9 ? value : -1;
}
