import { DateTime } from 'luxon';
import { instantText, plusDays, type InstantText } from '../../platform/clock.js';
import { RELEASE_RULES, type PeriodKind } from './release-rules.js';

/** A quarter, half-year or year of the network's own calendar. */
export interface Period {
  /** `2026-Q1`, `2026-H2`, `2026`. */
  name: string;
  kind: PeriodKind;
  /** The first instant that belongs to it. */
  from: InstantText;
  /** The first instant that no longer does. */
  before: InstantText;
  /** Until then it cannot be sealed: what happened in it is still being written down. */
  sealableFrom: InstantText;
  /** In order; a month ends where the next begins. */
  months: { name: string; from: InstantText }[];
}

const MONTHS: Record<PeriodKind, number> = { quarter: 3, 'half-year': 6, year: 12 };

/** Null where the text names none. */
export function readPeriod(text: string, zone: string): Period | null {
  const [, year, half, quarter] = /^(\d{4})(?:-(?:H([12])|Q([1-4])))?$/.exec(text) ?? [];
  if (year === undefined || Number(year) < 2000) return null;
  if (quarter) return periodOf('quarter', Number(year), Number(quarter), zone);
  if (half) return periodOf('half-year', Number(year), Number(half), zone);
  return periodOf('year', Number(year), 1, zone);
}

/** The latest of its kind that may be sealed by now. */
export function latestSealable(kind: PeriodKind, now: InstantText, zone: string): Period {
  const { year } = DateTime.fromISO(now, { zone });
  const parts = 12 / MONTHS[kind];
  // At the beginning of a year it is one of the year before.
  for (let back = 0; back <= 2 * parts; back += 1) {
    const place = year * parts + parts - 1 - back;
    const period = periodOf(kind, Math.floor(place / parts), (place % parts) + 1, zone);
    if (period.sealableFrom <= now) return period;
  }
  throw new Error('no period of the last two years is over');
}

function periodOf(kind: PeriodKind, year: number, part: number, zone: string): Period {
  const first = DateTime.fromObject({ year, month: (part - 1) * MONTHS[kind] + 1 }, { zone });
  const before = beginningOf(first.plus({ months: MONTHS[kind] }));
  const months = Array.from({ length: MONTHS[kind] }, (_, index) => first.plus({ months: index }));
  return {
    name: nameOf(kind, year, part),
    kind,
    from: beginningOf(first),
    before,
    sealableFrom: plusDays(before, RELEASE_RULES.daysAfterClosing),
    months: months.map((month) => ({ name: month.toFormat('yyyy-MM'), from: beginningOf(month) })),
  };
}

const beginningOf = (day: DateTime): InstantText => instantText(day.startOf('day').toMillis());

const nameOf = (kind: PeriodKind, year: number, part: number): string =>
  kind === 'year' ? `${year}` : `${year}-${kind === 'quarter' ? 'Q' : 'H'}${part}`;
