import sql, { join } from 'sql-template-tag';
import type { InstantText } from '../../platform/clock.js';
import type { Reader } from '../../platform/database/index.js';
import type { AttributeFact } from '../listing-facts.js';

/**
 * How much of what was learnt a reader sees. The network's verifiers see what the directory says and that it is being checked; everybody who works
 * here reads what is being checked as DEPENDS; the public face learns all of it a week later.
 */
export type Face = 'NETWORK' | 'WORKERS' | 'PUBLIC';

/** A check that may change how an answer reads: it is open, or the public face still shows what stood there before. */
export interface Check {
  readonly code: string;
  readonly resolvedAt: InstantText | null;
  readonly visibleFrom: InstantText;
  readonly oldAnswer: AttributeFact | null;
}

/** That a woman was refused (`refusal_evidence`). */
export interface Refused {
  readonly reasonCode: string;
  readonly sourceKey: string;
  readonly quarter: string;
  readonly clearedFrom: InstantText | null;
}

/** What happened to women sent to a listing, as far as it changes what is read of it. */
export interface Learnt {
  readonly checks: readonly Check[];
  readonly refused: readonly Refused[];
}

export const NOTHING_LEARNT: Learnt = { checks: [], refused: [] };

/** The same words whatever the cause. */
const BEING_CHECKED = 'Being checked: call first.';

export const beingChecked = (code: string): AttributeFact => ({
  code,
  answer: 'DEPENDS',
  note: BEING_CHECKED,
  // When it was last confirmed would tell a check for age from another.
  source: null,
  confirmedAt: null,
});

/** Said back by somebody who was shown it: these are our words and no answer of hers. */
export const saysBeingChecked = ({ answer, note }: { answer: string; note?: string | null }): boolean =>
  answer === 'DEPENDS' && note?.trim() === BEING_CHECKED;

export const isBeingChecked = (fact: AttributeFact): boolean => saysBeingChecked(fact) && fact.source === null;

/** What the stored answers are to this reader. */
export function answersFor(
  face: Face,
  stored: readonly AttributeFact[],
  checks: readonly Check[],
  now: InstantText,
): readonly AttributeFact[] {
  if (face === 'NETWORK' || checks.length === 0) return stored;
  return stored.map((fact) => {
    const own = checks.filter(({ code }) => code === fact.code);
    const [hidden] = face === 'PUBLIC' ? own.filter((check) => isHidden(check, now)).sort(oldestFirst) : [];
    // What stood there before the oldest of them: later ones changed what the public face does not show yet.
    if (hidden) return hidden.oldAnswer ?? fact;
    const open = own.some(({ resolvedAt }) => resolvedAt === null);
    return open && fact.answer === 'YES' ? beingChecked(fact.code) : fact;
  });
}

/** The version as this reader may know it: what was resolved and is not public yet has not happened. */
export const versionFor = (face: Face, version: number, checks: readonly Check[], now: InstantText): number =>
  face === 'PUBLIC'
    ? version - checks.filter((check) => check.resolvedAt !== null && isHidden(check, now)).length
    : version;

const isHidden = ({ visibleFrom }: Check, now: InstantText): boolean => visibleFrom > now;
const oldestFirst = (a: Check, b: Check): number => (a.visibleFrom < b.visibleFrom ? -1 : 1);

interface RawCheck {
  listing_id: string;
  attribute_code: string;
  resolved_at: string | null;
  visible_from: string;
  old_answer: string | null;
}
interface RawRefused {
  listing_id: string;
  reason_code: string;
  source_key: string;
  quarter: string;
  cleared_from: string | null;
}

/** Two statements, however many listings. Of whom nothing was learnt has no entry. */
export async function learntAbout(from: Reader, listingIds: readonly string[]): Promise<Map<string, Learnt>> {
  const ids = join([...listingIds]);
  const checks = await from.all<RawCheck>(sql`
    SELECT listing_id, attribute_code, resolved_at, visible_from, old_answer FROM verification_task
    WHERE listing_id IN (${ids}) AND (resolved_at IS NULL OR old_answer IS NOT NULL)`);
  const refused = await from.all<RawRefused>(sql`
    SELECT listing_id, reason_code, source_key, quarter, cleared_from FROM refusal_evidence
    WHERE listing_id IN (${ids})`);
  const learnt = new Map<string, { checks: Check[]; refused: Refused[] }>();
  const of = (listingId: string) => {
    const known = learnt.get(listingId) ?? { checks: [], refused: [] };
    learnt.set(listingId, known);
    return known;
  };
  for (const raw of checks) of(raw.listing_id).checks.push(checkFrom(raw));
  for (const raw of refused)
    of(raw.listing_id).refused.push({
      reasonCode: raw.reason_code,
      sourceKey: raw.source_key,
      quarter: raw.quarter,
      clearedFrom: raw.cleared_from,
    });
  return learnt;
}

const checkFrom = (raw: RawCheck): Check => ({
  code: raw.attribute_code,
  resolvedAt: raw.resolved_at,
  visibleFrom: raw.visible_from,
  oldAnswer: raw.old_answer === null ? null : (JSON.parse(raw.old_answer) as AttributeFact),
});
