import type { AuditTrail } from '../../audit/index.js';
import { NETWORK_CHAIN } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import type { Transaction } from '../../platform/database/index.js';
import type { AttributeFact } from '../listing-facts.js';
import { ListingAttributeRow, ListingRow } from '../listing.entity.js';
import type { WriterSource } from '../listing.policy.js';
import { bumpRevision } from '../search/index.js';

/** Somebody else's change came first: nothing of this one is kept, and the answer is the listing as it stands. */
export class ChangedMeanwhile extends Error {
  constructor(readonly listingId: string) {
    super('the listing was changed meanwhile');
  }
}

/**
 * Writes over exactly the version that was read, or throws ChangedMeanwhile. Every write of a listing or of what waits for it goes through here, so
 * that the version tells of all of them.
 */
export async function saveListing(
  tx: Transaction,
  { id, version }: Pick<ListingRow, 'id' | 'version'>,
  columns: Partial<ListingRow>,
): Promise<void> {
  const revision = await bumpRevision(tx);
  const saved = await tx.manager.update(ListingRow, { id, version }, { ...columns, version: version + 1, revision });
  if (saved.affected !== 1) throw new ChangedMeanwhile(id);
}

/** Adds answers or puts them in the place of those with the same code. */
export async function saveAnswers(
  tx: Transaction,
  listingId: string,
  facts: readonly AttributeFact[] | undefined,
): Promise<void> {
  if (!facts?.length) return;
  const rows = facts.map((fact) => ({ listingId, ...fact }));
  await tx.manager.upsert(ListingAttributeRow, rows, ['listingId', 'code']);
}

/** Into the trail of who answers for it: the place's own acts stand in its organization's, the network's in the network's. */
export const recordAct = (
  trail: AuditTrail,
  tx: Transaction,
  { actor, source }: { actor: Actor; source: WriterSource },
  action: `listing.${string}`,
  listingId: string,
): Promise<void> =>
  trail.record(tx, {
    chain: source === 'NETWORK' ? NETWORK_CHAIN : actor.organizationId,
    actorId: actor.staffId,
    action,
    subjectType: 'listing',
    subjectId: listingId,
  });
