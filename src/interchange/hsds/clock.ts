const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october'];
MONTHS.push('november', 'december');

export interface Clock {
  /** `HH:MM`, and `24:00` for the end of the day. */
  time: string;
  /** The zone that the time itself carries (`09:00-05:00`), as an IANA name; null where it carries none. */
  zone: string | null;
}

const CLOCK = /^(\d{1,2})(?::?(\d{2})(?::\d{2}(?:\.\d+)?)?)?\s*(?:([ap])\.?m\.?)?\s*(z|[+-]\d{1,2}(?::?\d{2})?)?$/i;

/** `9:00`, `09:00:00`, `0900`, `9am`, `4:00 PM`, `noon`, `09:00-05:00`. A bare `9` could be morning or evening and is none of them. */
export function clockOf(said: string): Clock | null {
  if (/^(12 )?noon$/i.test(said)) return { time: '12:00', zone: null };
  const found = CLOCK.exec(said);
  if (!found) return null;
  const [, hourText, minute = '00', half, offset] = found;
  if (!half && found[2] === undefined) return null;
  let hour = Number(hourText);
  if (half && (hour < 1 || hour > 12)) return null;
  if (half) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (Number(minute) > 59 || hour > 24 || (hour === 24 && minute !== '00')) return null;
  const zone = offset === undefined ? null : zoneOf(offset);
  if (offset !== undefined && zone === null) return null;
  return { time: `${String(hour).padStart(2, '0')}:${minute}`, zone };
}

/**
 * An IANA time zone. HSDS asks for a UTC offset; whole hours have an exact name of their own (`-05:00` is `Etc/GMT+5`, whose sign runs
 * the other way). What is neither is null: the caller must not fall back to another clock.
 */
export function zoneOf(said: string): string | null {
  const offset = /^(?:utc|gmt)?\s*([+-]?)(\d{1,2})(?::?(\d{2}))?$/i.exec(said);
  if (/^(z|utc|gmt)$/i.test(said)) return 'UTC';
  if (offset) {
    const hours = Number(offset[2]);
    if (Number(offset[3] ?? 0) !== 0 || hours > 12) return null;
    return hours === 0 ? 'UTC' : `Etc/GMT${offset[1] === '-' ? '+' : '-'}${hours}`;
  }
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(said)) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: said });
    return said;
  } catch {
    return null;
  }
}

/**
 * A day of the calendar as an ISO date. Read: `2026-09-14` with or without a time, `June 1, 2026`, and `12/24/2015` where one of the two
 * numbers can only be a day. Years before 1900 stand for "every year" in some sources, and two-digit years for nobody knows what.
 */
export function dateOf(said: string): string | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(said);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const worded = /^([a-z]+)\.? (\d{1,2}),? (\d{4})$/i.exec(said);
  if (worded) return dayOf(Number(worded[3]), monthOf(worded[1] ?? ''), Number(worded[2]));
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(said);
  if (!slashed) return null;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  if (first === second || second > 12) return dayOf(year, first, second);
  return first > 12 ? dayOf(year, second, first) : null;
}

const monthOf = (word: string): number =>
  MONTHS.findIndex((month) => month === word.toLowerCase() || month.slice(0, 3) === word.toLowerCase()) + 1;

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1900) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}
