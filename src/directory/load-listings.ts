import sql, { join } from 'sql-template-tag';
import { In } from 'typeorm';
import type { Reader } from '../platform/database/index.js';
import { learntAbout, NOTHING_LEARNT, type Learnt } from './learning/learnt.js';
import type { AnswerValue, AttributeFact, EvidenceSourceValue } from './listing-facts.js';
import { ListingHoldRow } from './listing-hold.entity.js';
import { ListingCapacityRow, ListingRow } from './listing.entity.js';
import type { PlaceHold } from './places-left.js';

/** A listing with its parts, as it is stored, and what was learnt of it since; what that makes of the answers depends on who reads. It never leaves the directory but through its presenter. */
export interface LoadedListing {
  row: Readonly<ListingRow>;
  attributes: readonly AttributeFact[];
  capacity: Readonly<ListingCapacityRow> | null;
  /** Places kept free, also those whose time is over. */
  holds: readonly PlaceHold[];
  learnt: Learnt;
}

/** Six statements, however many listings. Ids that are not known are missing in the answer. */
export async function loadListings(from: Reader, ids: readonly string[]): Promise<Map<string, LoadedListing>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await from.manager.findBy(ListingRow, { id: In(wanted) });
  const attributes = await attributesOf(from, wanted);
  const capacities = await from.manager.findBy(ListingCapacityRow, { listingId: In(wanted) });
  const holds = new Map<string, PlaceHold[]>();
  for (const hold of await from.manager.findBy(ListingHoldRow, { listingId: In(wanted) }))
    holds.set(hold.listingId, [...(holds.get(hold.listingId) ?? []), hold]);
  const learnt = await learntAbout(from, wanted);
  const capacityOf = new Map(capacities.map((capacity) => [capacity.listingId, capacity]));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        row,
        attributes: attributes.get(row.id) ?? [],
        capacity: capacityOf.get(row.id) ?? null,
        holds: holds.get(row.id) ?? [],
        learnt: learnt.get(row.id) ?? NOTHING_LEARNT,
      },
    ]),
  );
}

/** One of them; null where there is none. */
export const loadListing = async (from: Reader, id: string): Promise<LoadedListing | null> =>
  (await loadListings(from, [id])).get(id) ?? null;

interface RawAttribute {
  listing_id: string;
  code: string;
  answer: AnswerValue;
  note: string | null;
  source: EvidenceSourceValue | null;
  confirmed_at: string | null;
}

/** Plain SQL: a page of listings has thousands of answers, and entities made of them would cost more than reading them. */
export async function attributesOf(from: Reader, listingIds: readonly string[]): Promise<Map<string, AttributeFact[]>> {
  const raw = await from.all<RawAttribute>(sql`
    SELECT listing_id, code, answer, note, source, confirmed_at FROM listing_attribute
    WHERE listing_id IN (${join([...listingIds])})`);
  const found = new Map<string, AttributeFact[]>();
  for (const { listing_id, code, answer, note, source, confirmed_at } of raw) {
    const fact = { code, answer, note, source, confirmedAt: confirmed_at };
    const facts = found.get(listing_id);
    if (facts) facts.push(fact);
    else found.set(listing_id, [fact]);
  }
  return found;
}
