import { plusDays, type InstantText } from '../../platform/clock.js';
import { EXPERIENCE, PUBLIC_FACE_DELAY_DAYS, STATEMENTS } from './learning-rules.js';
import type { Face, Refused } from './learnt.js';
import { inLanguage } from '../../platform/wording.js';

/** Something that can be said of a place, because it happened to enough different women. */
export interface Experience {
  code: string;
  statement: string;
  sinceQuarter: string;
}

/** Statements for this reader: words and a quarter, never how often or to whom. */
export function experienceFrom(refused: readonly Refused[], face: Face, now: InstantText): Experience[] {
  if (refused.length < EXPERIENCE.differentWomen) return [];
  const oldest = oldestQuarterThatCounts(now);
  const counting = refused.filter((each) => each.quarter >= oldest && isKnownTo(face, each, now));
  return STATEMENTS.flatMap(({ code, words }) => {
    const own = counting.filter(({ reasonCode }) => reasonCode === code);
    const women = new Set(own.map(({ sourceKey }) => sourceKey));
    const [since] = own.map(({ quarter }) => quarter).sort();
    return since !== undefined && women.size >= EXPERIENCE.differentWomen
      ? [{ code, statement: inLanguage(words), sinceQuarter: since }]
      : [];
  });
}

/** What is said of a place where women were refused for this reason, in the language asked for. */
export function statementFor(code: string, language?: string): string | null {
  const statement = STATEMENTS.find((each) => each.code === code);
  return statement ? inLanguage(statement.words, language) : null;
}

/**
 * There is no date but the quarter, so the public face hears of a quarter when it has been over for a week: all of it at once. Of what the network
 * cleared it hears with the rest of that check.
 */
function isKnownTo(face: Face, { quarter, clearedFrom }: Refused, now: InstantText): boolean {
  if (face !== 'PUBLIC') return clearedFrom === null;
  return quarter < quarterOf(plusDays(now, -PUBLIC_FACE_DELAY_DAYS)) && (clearedFrom === null || clearedFrom > now);
}

const monthsSinceYearZero = (instant: InstantText): number =>
  Number(instant.slice(0, 4)) * 12 + Number(instant.slice(5, 7)) - 1;

const quarterAt = (months: number): string => `${Math.floor(months / 12)}-Q${Math.floor((months % 12) / 3) + 1}`;

/** In UTC: nothing here is that fine. */
export const quarterOf = (instant: InstantText): string => quarterAt(monthsSinceYearZero(instant));

/** The quarter of a year ago still counts whole: what happened in it may be twelve months old. */
export const oldestQuarterThatCounts = (now: InstantText): string =>
  quarterAt(monthsSinceYearZero(now) - EXPERIENCE.withinMonths);
