import sql from 'sql-template-tag';
import type { Transaction } from '../../platform/database/index.js';

/**
 * Counts one more change of the directory and gives its number. Whoever changes what a search shows calls this in the same transaction and sets
 * `listing.revision` to it: of the listing that changed, or whose attributes, capacity or status did; of all of an organization's listings when
 * the organization is renamed. A change of areas needs the call and no listing. The row stays locked until the transaction ends, so that
 * numbers become visible in their order, with everything that belongs to them.
 */
export async function bumpRevision(tx: Transaction): Promise<number> {
  await tx.run(sql`UPDATE directory_revision SET revision = revision + 1 WHERE id = 1`);
  const row = await tx.one<{ revision: number }>(sql`SELECT revision FROM directory_revision WHERE id = 1`);
  if (!row) throw new Error('The directory has no revision: its database was not migrated.');
  return row.revision;
}
