import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Clock } from '../clock.js';
import type { Database, Reader } from '../database/index.js';
import type { MasterKey } from '../secrets/index.js';

export const HASHING = 'keyed hashes';

export const houseSecret = (name: string): string => `house_secret:${name}`;

/** The key of hashes as it is kept; made where there is none yet. */
export async function hashingKeyKept(database: Database, master: MasterKey, clock: Clock): Promise<string> {
  const kept = await wrappedHashingKey(database);
  if (kept) return kept;
  const boundTo = houseSecret(HASHING);
  // Empty, and not missing: there are hashes that were made before it was kept.
  const made = kept === '' ? master.wrapFirstHashingKey(boundTo) : master.wrap(randomBytes(32), boundTo);
  await database.write((tx) =>
    tx.run(sql`
      INSERT INTO house_secret (name, wrapped, since) VALUES (${HASHING}, ${made}, ${clock.now()})
      ON CONFLICT (name) DO UPDATE SET wrapped = excluded.wrapped, since = excluded.since WHERE house_secret.wrapped = ''`),
  );
  // Of two processes that start at once, one made it.
  return (await wrappedHashingKey(database)) ?? made;
}

export async function wrappedHashingKey(reader: Reader): Promise<string | undefined> {
  const row = await reader.one<{ wrapped: string }>(sql`SELECT wrapped FROM house_secret WHERE name = ${HASHING}`);
  return row?.wrapped;
}
