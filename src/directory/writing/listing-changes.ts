import { IsNull } from 'typeorm';
import type { Reader } from '../../platform/database/index.js';
import { saysTheSame, type ListingEdit } from './listing-content.js';
import { saysBeingChecked } from '../learning/learnt.js';
import type { AttributeFact, ListingFacts } from '../listing-facts.js';
import { ListingChangeRow } from '../listing.entity.js';

/** Who is welcome, what is private and where the door is: what an agency says about these waits until the network has looked at it. */
export const REVIEWED_FIELDS = [
  'attributes',
  'minimumAge',
  'maximumAge',
  'childrenMinimumAge',
  'childrenMaximumAge',
  'boysMaximumAge',
  'address',
] as const satisfies (keyof ListingFacts)[];
type ReviewedField = (typeof REVIEWED_FIELDS)[number];

/** The new listing itself waits. */
export const NEW_LISTING = 'listing';

/** In which order fields that wait are named. */
const WAITING_ORDER: readonly string[] = [NEW_LISTING, ...REVIEWED_FIELDS];

/** As it is stored: in an object, because "nobody says any more" is a proposal too, and JSON columns take no bare null. */
interface Proposed {
  value: unknown;
}

/** What waits for review about one listing. */
export interface Waiting {
  /** By field, in a fixed order. */
  fields: string[];
  isNew: boolean;
  proposed: ListingEdit;
}

export const waitingFor = async (from: Reader, listingId: string): Promise<Waiting> =>
  waitingIn(await waitingRows(from, listingId));

export const waitingRows = (from: Reader, listingId: string): Promise<ListingChangeRow[]> =>
  from.manager.findBy(ListingChangeRow, { listingId, decidedAt: IsNull() });

export function waitingIn(rows: readonly Pick<ListingChangeRow, 'field' | 'proposed'>[]): Waiting {
  const proposals = rows.filter(({ field }) => field !== NEW_LISTING);
  return {
    fields: rows.map(({ field }) => field).sort((a, b) => WAITING_ORDER.indexOf(a) - WAITING_ORDER.indexOf(b)),
    isNew: proposals.length < rows.length,
    // Written by `proposalsIn` only, field by field of the same shape.
    proposed: Object.fromEntries(proposals.map(({ field, proposed }) => [field, valueIn(proposed)])),
  };
}

export const asProposed = (value: unknown): Proposed => ({ value });

/** What a stored proposal, or what stood there before one, says. */
export const valueIn = (stored: unknown): unknown => (stored as Proposed | null)?.value ?? null;

/** What stands where this is said: of answers only those that it gives, the unknown among them. Nothing for a listing that was not there before. */
export function previousOf(current: ListingFacts, field: string, said: unknown): Proposed | undefined {
  if (field === NEW_LISTING) return undefined;
  if (field !== 'attributes') return asProposed(current[field as keyof ListingFacts]);
  const known = byCode(current.attributes);
  const unknown = { answer: 'UNKNOWN', note: null, source: null, confirmedAt: null };
  return asProposed((said as AttributeFact[]).map(({ code }) => known.get(code) ?? { code, ...unknown }));
}

/** What a change by an agency comes to: what is true at once, what waits from now on, and which older proposals it takes back. */
export interface Split {
  live: ListingEdit;
  waits: ListingEdit;
  withdrawn: ReviewedField[];
}

/** By the network's staff everything is true at once; what says nothing new is left out. */
export const splitForNetwork = (current: ListingFacts, edit: ListingEdit): Split => ({
  live: withoutRepetition(current, edit),
  waits: {},
  withdrawn: [],
});

/**
 * By the place itself: what is reviewed waits, the rest is true at once. A proposal that says what is public anyway waits for nothing: it takes an
 * older proposal back, and the same answer given again is confirmed.
 */
export function splitForAgency(current: ListingFacts, pending: ListingEdit, edit: ListingEdit): Split {
  const unreviewed = Object.fromEntries(
    Object.entries(edit).filter(([field]) => !REVIEWED_FIELDS.some((reviewed) => reviewed === field)),
  ) as ListingEdit;
  const live = withoutRepetition(current, unreviewed);
  const waits: Record<string, unknown> = {};
  const withdrawn: ReviewedField[] = [];
  for (const field of REVIEWED_FIELDS) {
    if (field === 'attributes' || !(field in edit)) continue;
    if (!saysTheSame(edit[field], current[field])) {
      if (!(field in pending) || !saysTheSame(edit[field], pending[field])) waits[field] = edit[field];
    } else if (field in pending) withdrawn.push(field);
  }
  if (edit.attributes?.length) splitAnswers(current, pending, edit.attributes, { live, waits, withdrawn });
  return { live, waits, withdrawn };
}

/** Answers merge by code, also with those that wait already. */
function splitAnswers(current: ListingFacts, pending: ListingEdit, given: readonly AttributeFact[], into: Split): void {
  const [known, old] = [byCode(current.attributes), byCode(pending.attributes ?? [])];
  const proposal = new Map(old);
  const again: AttributeFact[] = [];
  for (const fact of given) {
    // Who sends back a whole listing as it was shown sends our words with it: they say nothing.
    if (saysBeingChecked(fact)) continue;
    const before = known.get(fact.code);
    if (!sameAnswer(before, fact)) {
      const waiting = old.get(fact.code);
      if (!waiting || !sameAnswer(waiting, fact)) proposal.set(fact.code, fact);
      continue;
    }
    proposal.delete(fact.code);
    // It is still so: who said it first stays, and when it was last confirmed is now.
    if (before) again.push({ ...before, source: before.source ?? fact.source, confirmedAt: fact.confirmedAt });
  }
  if (again.length > 0) into.live.attributes = again;
  if (saysTheSame([...proposal], [...old])) return;
  if (proposal.size === 0) into.withdrawn.push('attributes');
  else into.waits.attributes = [...proposal.values()];
}

const byCode = (facts: readonly AttributeFact[]) => new Map(facts.map((fact) => [fact.code, fact]));

/** Nobody's answer and the answer "unknown" say the same. */
const sameAnswer = (one: AttributeFact | undefined, other: AttributeFact): boolean =>
  (one?.answer ?? 'UNKNOWN') === other.answer && (one?.note ?? null) === other.note;

const withoutRepetition = (current: ListingFacts, edit: ListingEdit): ListingEdit =>
  Object.fromEntries(
    Object.entries(edit).filter(([field, value]) => !saysTheSame(value, current[field as keyof ListingFacts])),
  );
