import { intlLocale } from '../../words/language.js';
import { dayOf } from '../../words/when.js';

/** `2026`, `2026-q3` or `2026-07`: as it stands in the address. */
export type PeriodKind = 'month' | 'quarter' | 'year';
export interface Period {
  code: string;
  kind: PeriodKind;
  from: string;
  to: string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const monthsFrom = (year: number, first: number, count: number): Pick<Period, 'from' | 'to'> => ({
  from: `${year}-${two(first)}-01`,
  to: `${year}-${two(first + count - 1)}-${two(new Date(Date.UTC(year, first + count - 1, 0)).getUTCDate())}`,
});

/** Null where the address says something else. */
export function periodOf(code: string): Period | null {
  const [, year = '', quarter, month] = /^(\d{4})(?:-q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(code) ?? [];
  if (year === '') return null;
  if (quarter) return { code, kind: 'quarter', ...monthsFrom(Number(year), Number(quarter) * 3 - 2, 3) };
  if (month) return { code, kind: 'month', ...monthsFrom(Number(year), Number(month), 1) };
  return { code, kind: 'year', ...monthsFrom(Number(year), 1, 12) };
}

/** The newest first, as many as somebody looks back. */
export function periodsOf(kind: PeriodKind, now = new Date()): Period[] {
  const [year, month] = [now.getFullYear(), now.getMonth()];
  const codes = {
    month: () => lastOf(24, (n) => new Date(Date.UTC(year, month - n, 1))).map((day) => day.toISOString().slice(0, 7)),
    quarter: () =>
      lastOf(12, (n) => new Date(Date.UTC(year, month - 3 * n, 1))).map(
        (day) => `${day.getUTCFullYear()}-q${Math.floor(day.getUTCMonth() / 3) + 1}`,
      ),
    year: () => lastOf(5, (n) => String(year - n)),
  };
  return codes[kind]().flatMap((code) => periodOf(code) ?? []);
}

const lastOf = <Each>(count: number, each: (n: number) => Each): Each[] =>
  Array.from({ length: count }, (_, n) => each(n));

/** The one that goes on, of this kind. */
export function latestOf(kind: Period['kind']): Period {
  const [latest] = periodsOf(kind);
  if (!latest) throw new Error('there is no period of this kind');
  return latest;
}

export const periodNow = (): Period => latestOf('quarter');

/** "July 2026", "1 Jul 2026 – 30 Sep 2026". */
export function periodName({ kind, code, from, to }: Period): string {
  if (kind === 'year') return code;
  if (kind === 'month')
    return new Intl.DateTimeFormat(intlLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(from),
    );
  return `${dayOf(from)} – ${dayOf(to)}`;
}
