import { IANAZone } from 'luxon';
import { WEEKDAYS, type Weekday } from '../listing-facts.js';

/** Milliseconds since 1970 in UTC, as `Date.now()` counts them. */
export type Instant = number;

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A date on a wall calendar. It belongs to no zone: two places may live it at different instants. */
export interface LocalDay {
  /** `YYYY-MM-DD`, so that text order is calendar order. */
  date: string;
  weekday: Weekday;
}

/** What the calendar and the clock on a wall show at one instant. */
export interface WallReading {
  today: LocalDay;
  yesterday: LocalDay;
  /** Whole minutes the clock shows past 00:00, from 0 to 1439. Not the minutes gone by since midnight: clocks are put forward and back. */
  minute: number;
}

/** A stretch of time, its end left out, in which a zone stays at one distance from UTC. */
export interface Stretch {
  from: Instant;
  until: Instant;
  /** Milliseconds that the wall is ahead of UTC. */
  offset: number;
}

/** Two where the clocks change on that day. */
type StretchesOfDay = readonly [Stretch, ...Stretch[]];

/** A day short of what a Date can hold, on both sides. */
const LAST_INSTANT = 8.64e15 - DAY;

/**
 * Beyond these a memo is emptied and filled anew. Everything in it is a fact that never changes, so this bounds memory and nothing else.
 * A search with a horizon of 60 days needs about 60 entries a zone.
 */
const MEMO_LIMIT = 2_000;
const ZONE_LIMIT = 1_000;

/**
 * Reads the clock on a wall of any time zone. Asking the runtime's zone tables takes microseconds and a search asks about the same instant
 * thousands of times, so that what was read is remembered: the latest reading of each zone, and each zone's distance from UTC at the
 * beginning of each UTC day. One for each search, or the shared one: the answers are the same. Never reads the machine's own clock or zone.
 */
export class WallClock {
  private readonly zones = new Map<string, ZoneClock | null>();
  private readonly days = new Map<number, LocalDay>();

  /** False for a name that the runtime's zone tables do not hold. */
  knows(zone: string): boolean {
    return this.find(zone) !== null;
  }

  /** @throws RangeError for an unknown zone, or an instant that is no number. */
  read(zone: string, at: Instant): WallReading {
    const clock = this.open(zone);
    if (clock.readAt === at && clock.reading) return clock.reading;
    const wall = at + clock.offsetAt(at);
    const number = Math.floor(wall / DAY);
    const minute = Math.floor((wall - number * DAY) / MINUTE);
    clock.reading = { today: this.day(number), yesterday: this.day(number - 1), minute };
    clock.readAt = at;
    return clock.reading;
  }

  /** The one or two stretches that make up a UTC day, numbered as in `day`. */
  stretches(zone: string, utcDay: number): StretchesOfDay {
    return this.open(zone).stretches(utcDay);
  }

  /** The calendar's day by number: 0 is 1 January 1970. */
  day(number: number): LocalDay {
    return remember(this.days, MEMO_LIMIT, number, () => ({
      date: new Date(number * DAY).toISOString().slice(0, 10),
      weekday: weekdayOf(number),
    }));
  }

  private open(zone: string): ZoneClock {
    const clock = this.find(zone);
    if (clock === null) throw new RangeError(`There is no time zone "${zone}".`);
    return clock;
  }

  private find(zone: string): ZoneClock | null {
    const known = this.zones.get(zone);
    if (known !== undefined) return known;
    return remember(this.zones, ZONE_LIMIT, zone, () => (isTimeZone(zone) ? new ZoneClock(zone) : null));
  }
}

/** For callers that bring no clock of their own. */
export const sharedWallClock = new WallClock();

/** Whether this is the name of an IANA time zone. Bare offsets (`+01:00`), which newer runtimes take for zones, are not. */
export const isTimeZone = (name: string): boolean => /^[A-Za-z]/.test(name) && IANAZone.isValidZone(name);

/**
 * One zone. No zone in the IANA tables ever changed its distance from UTC twice within three days, so that a UTC day with the same distance
 * at both ends holds no change, and any other day holds exactly one.
 */
class ZoneClock {
  readAt: Instant | null = null;
  reading: WallReading | null = null;
  private readonly zone: IANAZone;
  private readonly days = new Map<number, StretchesOfDay>();

  constructor(name: string) {
    this.zone = IANAZone.create(name);
  }

  offsetAt(at: Instant): number {
    if (!(Math.abs(at) <= LAST_INSTANT)) throw new RangeError(`Not an instant: ${at}`);
    const [first, second] = this.stretches(Math.floor(at / DAY));
    return second && at >= second.from ? second.offset : first.offset;
  }

  stretches(utcDay: number): StretchesOfDay {
    const known = this.days.get(utcDay);
    if (known) return known;
    return remember(this.days, MEMO_LIMIT, utcDay, () => this.measure(utcDay * DAY, (utcDay + 1) * DAY));
  }

  private measure(from: Instant, until: Instant): StretchesOfDay {
    const before = this.ask(from);
    const after = this.ask(until);
    if (before === after) return [{ from, until, offset: before }];
    const change = this.findChange(from, until, before);
    return [
      { from, until: change, offset: before },
      { from: change, until, offset: after },
    ];
  }

  /** The first whole second at which the offset is no longer `before`; zones change on whole seconds. */
  private findChange(from: Instant, until: Instant, before: number): Instant {
    let still = from / 1000;
    let changed = until / 1000;
    while (changed - still > 1) {
      const middle = Math.floor((still + changed) / 2);
      if (this.ask(middle * 1000) === before) still = middle;
      else changed = middle;
    }
    return changed * 1000;
  }

  private ask(at: Instant): number {
    return Math.round(this.zone.offset(at) * MINUTE);
  }
}

/** Day 0, 1 January 1970, was a Thursday. */
function weekdayOf(dayNumber: number): Weekday {
  return WEEKDAYS[(((dayNumber + 3) % 7) + 7) % 7] as Weekday;
}

function remember<K, V>(memo: Map<K, V>, limit: number, key: K, find: () => V): V {
  const known = memo.get(key);
  if (known !== undefined) return known;
  if (memo.size >= limit) memo.clear();
  const found = find();
  memo.set(key, found);
  return found;
}
