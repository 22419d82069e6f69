import sql from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';
import type { AuditEntryRow } from './audit.entity.js';
import { CHAIN_START, hashOf } from './chain.js';
import { broken, intact, type Damage, type Verification } from './findings.js';
import { NOTHING_SIGNED, type SignedChain } from './signed-chain.js';

interface RawEntry {
  id: string;
  chain: string;
  position: number;
  at: string;
  actor_id: string | null;
  action: string;
  subject_type: string;
  subject_id: string;
  purpose: string | null;
  hash: string;
}

/** So few that others are answered between two pages. */
const PAGE = 1000;

/**
 * Walks one chain from its first entry; names the first whose hash, place or predecessor is not as it was written, or which is another than the one
 * that was signed. `signed` is to be read before this begins: the chain is at least as long as that.
 */
export async function walkChain(reader: Reader, chain: string, signed = NOTHING_SIGNED): Promise<Verification> {
  const head = await reader.one<{ length: number; last_hash: string }>(
    sql`SELECT length, last_hash FROM audit_chain WHERE chain = ${chain}`,
  );
  const { length, last_hash } = head ?? { length: 0, last_hash: CHAIN_START };
  let last = CHAIN_START;
  let seen = 0;
  // As far as the head said when we began: others go on writing meanwhile.
  while (seen < length) {
    const page = await entriesOf(reader, chain, seen, Math.min(length, seen + PAGE));
    for (const [index, raw] of page.entries()) {
      const computed = hashOfRaw(last, raw);
      const damage = damageOf(raw, page[index + 1], seen + 1, computed, signed);
      if (damage !== null) return broken(seen, raw.id, damage);
      last = computed;
      seen += 1;
    }
    if (page.length === 0) break;
  }
  if (seen < length) return broken(seen, null, 'CUT_OFF');
  const stray = await strayOf(reader, chain);
  if (stray !== null) return broken(seen, stray, head ? 'INSERTED' : 'HEAD');
  if (seen < signed.length) return broken(seen, null, 'CUT_OFF');
  return last === last_hash ? intact(seen) : broken(seen, null, 'HEAD');
}

export const entriesOf = (reader: Reader, chain: string, after: number, upTo: number): Promise<RawEntry[]> =>
  reader.all<RawEntry>(sql`
    SELECT id, chain, position, at, actor_id, action, subject_type, subject_id, purpose, hash FROM audit_entry
    WHERE chain = ${chain} AND position > ${after} AND position <= ${upTo} ORDER BY position LIMIT ${PAGE}`);

export const hashOfRaw = (previousHash: string, raw: RawEntry): string => hashOf(previousHash, fromRaw(raw));

/** What is wrong with the entry that stands where the one of this position should; null where nothing is. */
function damageOf(
  raw: RawEntry,
  next: RawEntry | undefined,
  position: number,
  computed: string,
  signed: SignedChain,
): Damage | null {
  if (raw.position !== position) return 'MISSING';
  const follows = raw.hash === computed;
  if (position > signed.length) return follows ? null : 'CHANGED';
  if (follows && signed.holds(position, computed)) return null;
  const signedAt = signed.positionOf(raw.hash);
  if (signedAt !== null && signedAt !== position) return 'MOVED';
  if (next && signed.holds(position, next.hash)) return 'INSERTED';
  return follows ? 'REWRITTEN' : 'CHANGED';
}

/** An entry that stands before the first or behind the head: nobody who writes through here could have put it there. */
async function strayOf(reader: Reader, chain: string): Promise<string | null> {
  const stray = await reader.one<{ id: string }>(sql`
    SELECT id FROM audit_entry WHERE chain = ${chain} AND (position < 1
      OR position > COALESCE((SELECT length FROM audit_chain head WHERE head.chain = ${chain}), 0))
    ORDER BY position LIMIT 1`);
  return stray?.id ?? null;
}

const fromRaw = (raw: RawEntry): Omit<AuditEntryRow, 'hash'> => ({
  id: raw.id,
  chain: raw.chain,
  position: raw.position,
  at: raw.at,
  actorId: raw.actor_id,
  action: raw.action,
  subjectType: raw.subject_type,
  subjectId: raw.subject_id,
  purpose: raw.purpose,
});
