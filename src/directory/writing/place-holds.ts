import { In, LessThan } from 'typeorm';
import type { InstantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { ListingHoldRow } from '../listing-hold.entity.js';
import { ListingRow } from '../listing.entity.js';
import { bumpRevision } from '../search/index.js';

/** Keeps one place free, and gives the id to release it by. Whether somebody may promise it is decided by who calls. */
export async function holdPlace(tx: Transaction, hold: Omit<ListingHoldRow, 'id'>): Promise<string> {
  const id = newId();
  await tx.manager.insert(ListingHoldRow, { id, ...hold });
  await changed(tx, [hold.listingId]);
  return id;
}

/** Gives places back before their time. */
export async function releaseHolds(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const holds = await tx.manager.findBy(ListingHoldRow, { id: In(ids) });
  if (holds.length === 0) return;
  await tx.manager.delete(ListingHoldRow, { id: In(ids) });
  await changed(
    tx,
    holds.map(({ listingId }) => listingId),
  );
}

/** Those that were over before then. They count for nothing any more, so the search need not hear of it. */
export async function forgetHolds(tx: Transaction, before: InstantText): Promise<void> {
  await tx.manager.delete(ListingHoldRow, { heldUntil: LessThan(before) });
}

async function changed(tx: Transaction, listingIds: readonly string[]): Promise<void> {
  await tx.manager.update(ListingRow, { id: In(listingIds) }, { revision: await bumpRevision(tx) });
}
