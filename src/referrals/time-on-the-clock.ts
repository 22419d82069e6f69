import { DateTime } from 'luxon';
import type { AnswerClocks } from './answer-clock.js';
import type { UrgencyValue } from './referral-terms.js';

const MINUTE = 60_000;
const WEEK = 7 * 24 * 60 * MINUTE;
/** A Monday at midnight, UTC. */
const MONDAY = Date.UTC(1970, 0, 5);

interface ClockTerms {
  urgency: UrgencyValue;
  clocks: AnswerClocks;
  /** The network's zone. */
  zone: string;
}

/**
 * Minutes from one instant to a later one as the answer clock of this urgency runs: where an answer is due within minutes the clock never stops;
 * where it is due within working days it stands still on Saturday and Sunday, as the network counts its days.
 */
export function minutesOnTheClock(from: number, to: number, { urgency, clocks, zone }: ClockTerms): number {
  const all = Math.max(0, to - from);
  return (all - ('workingDays' in clocks[urgency] ? weekendWithin(from, to, zone) : 0)) / MINUTE;
}

function weekendWithin(from: number, to: number, zone: string): number {
  let millis = 0;
  // One week more on either side: a zone begins its Saturday up to fourteen hours before or after UTC does.
  const last = Math.floor((to - MONDAY) / WEEK) + 1;
  for (let week = Math.floor((from - MONDAY) / WEEK) - 1; week <= last; week += 1) {
    const { begins, ends } = weekendOf(week, zone);
    millis += Math.max(0, Math.min(to, ends) - Math.max(from, begins));
  }
  return millis;
}

interface Weekend {
  begins: number;
  ends: number;
}

const KNOWN = new Map<string, Weekend>();
const MOST_KNOWN = 2000;

/** From the first moment of Saturday to the first of Monday on the zone's walls; the same few are asked for again and again. */
function weekendOf(week: number, zone: string): Weekend {
  const key = `${zone} ${week}`;
  const known = KNOWN.get(key);
  if (known) return known;
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  const monday = DateTime.fromMillis(MONDAY + week * WEEK, { zone: 'utc' }).setZone(zone, { keepLocalTime: true });
  const found = {
    begins: monday.plus({ days: 5 }).startOf('day').toMillis(),
    ends: monday.plus({ days: 7 }).startOf('day').toMillis(),
  };
  KNOWN.set(key, found);
  return found;
}
