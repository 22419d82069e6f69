import { DateTime } from 'luxon';

/** An instant as it is stored and compared everywhere: ISO 8601 in UTC, of fixed width, so that text order is time order. */
export type InstantText = string;

/** The only source of "now"; tests put another in its place. */
export abstract class Clock {
  /** Milliseconds since 1970. */
  abstract millis(): number;

  now(): InstantText {
    return instantText(this.millis());
  }

  /** Milliseconds that passed since some moment of this process: no change of the wall clock moves it. */
  elapsedMillis(): number {
    return performance.now();
  }

  /** Does this once so much time has passed; answers with a way to take it back. */
  after(millis: number, work: () => void): () => void {
    const timer = setTimeout(work, millis).unref();
    return () => clearTimeout(timer);
  }

  /** Today's calendar date in a zone, `YYYY-MM-DD`. */
  today(zone: string): string {
    return dayOf(this.now(), zone);
  }
}

/** The calendar date of an instant in a zone, `YYYY-MM-DD`. */
export const dayOf = (instant: InstantText, zone: string): string =>
  DateTime.fromISO(instant, { zone }).toISODate() ?? '';

export class SystemClock extends Clock {
  override millis(): number {
    return Date.now();
  }
}

export const instantText = (millis: number): InstantText => new Date(millis).toISOString();

export const millisOf = (instant: InstantText): number => Date.parse(instant);

/** The instant at which a calendar date begins in a zone. */
export const startOfDay = (date: string, zone: string): InstantText =>
  instantText(DateTime.fromISO(date, { zone }).startOf('day').toMillis());

/** The instant at which the day after a calendar date begins in a zone. */
export const endOfDay = (date: string, zone: string): InstantText =>
  instantText(DateTime.fromISO(date, { zone }).startOf('day').plus({ days: 1 }).toMillis());

export const plusMinutes = (instant: InstantText, minutes: number): InstantText =>
  instantText(millisOf(instant) + minutes * 60_000);

export const plusDays = (instant: InstantText, days: number): InstantText => plusMinutes(instant, days * 24 * 60);
