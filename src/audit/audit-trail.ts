import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../platform/clock.js';
import type { Database, Reader, Transaction } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import { AuditEntryRow } from './audit.entity.js';
import { CHAIN_START, hashOf } from './chain.js';

export interface Act {
  /** The organization in whose trail this stands, or NETWORK_CHAIN. */
  chain: string;
  /** Null: the system. */
  actorId: string | null;
  /** `thing.verb`, for example `referral.accept`, `client.read`. */
  action: string;
  subjectType: string;
  subjectId: string;
  purpose?: string | null;
}

/** Who acts, as far as a trail knows her. */
interface Acting {
  readonly organizationId: string;
  readonly staffId: string;
}

/** What somebody did or read, in the trail of her own organization. */
export const actOf = (
  { organizationId, staffId }: Acting,
  action: string,
  subjectType: string,
  subjectId: string,
  purpose: string | null = null,
): Act => ({ chain: organizationId, actorId: staffId, action, subjectType, subjectId, purpose });

export interface Verification {
  intact: boolean;
  entries: number;
  firstBroken: string | null;
}

/** One chain for each organization. */
@Injectable()
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  /** Adds entries to their chains, in the transaction of the act itself. */
  async record(tx: Transaction, ...acts: Act[]): Promise<void> {
    const chains = [...new Set(acts.map((act) => act.chain))].sort();
    for (const chain of chains)
      await this.#append(
        tx,
        chain,
        acts.filter((act) => act.chain === chain),
      );
  }

  async #append(tx: Transaction, chain: string, acts: Act[]): Promise<void> {
    const at = this.clock.now();
    // The head is taken first: on PostgreSQL this is what makes two writers of one chain wait for each other.
    const head = await tx.one<Head>(sql`
      INSERT INTO audit_chain (chain, length, last_hash) VALUES (${chain}, ${acts.length}, ${CHAIN_START})
      ON CONFLICT (chain) DO UPDATE SET length = audit_chain.length + ${acts.length}
      RETURNING length, last_hash`);
    if (!head) throw new Error('an audit chain has no head');
    let last = head.last_hash;
    const rows = acts.map((act, index): AuditEntryRow => {
      const entry = {
        id: newId(),
        chain,
        position: head.length - acts.length + index + 1,
        at,
        actorId: act.actorId,
        action: act.action,
        subjectType: act.subjectType,
        subjectId: act.subjectId,
        purpose: act.purpose ?? null,
      };
      last = hashOf(last, entry);
      return { ...entry, hash: last };
    });
    await tx.manager.insert(AuditEntryRow, rows);
    await tx.run(sql`UPDATE audit_chain SET last_hash = ${last} WHERE chain = ${chain}`);
  }

  /** Whether somebody did this: for acts that only who began them may go on with, and that name her nowhere else. */
  async has(reader: Reader, act: Pick<Act, 'chain' | 'actorId' | 'action' | 'subjectId'>): Promise<boolean> {
    const entry = await reader.one(sql`
      SELECT 1 AS one FROM audit_entry WHERE chain = ${act.chain} AND subject_id = ${act.subjectId}
        AND action = ${act.action} AND actor_id = ${act.actorId} LIMIT 1`);
    return entry !== undefined;
  }

  /** Walks one chain from its first entry; names the first whose hash, place or predecessor is not as it was written. */
  async verify(database: Database, chain: string): Promise<Verification> {
    const head = await database.one<Head>(sql`SELECT length, last_hash FROM audit_chain WHERE chain = ${chain}`);
    const { length, last_hash } = head ?? { length: 0, last_hash: CHAIN_START };
    let last = CHAIN_START;
    let seen = 0;
    // As far as the head said when we began: others go on writing meanwhile.
    while (seen < length) {
      const page = await database.all<RawEntry>(sql`
        SELECT id, chain, position, at, actor_id, action, subject_type, subject_id, purpose, hash FROM audit_entry
        WHERE chain = ${chain} AND position > ${seen} AND position <= ${length} ORDER BY position LIMIT ${VERIFY_PAGE}`);
      for (const raw of page) {
        const expected = hashOf(last, fromRaw(raw));
        if (raw.position !== seen + 1 || raw.hash !== expected)
          return { intact: false, entries: seen, firstBroken: raw.id };
        last = expected;
        seen += 1;
      }
      if (page.length === 0) break;
    }
    if (seen < length || last !== last_hash) return { intact: false, entries: seen, firstBroken: null };
    const stray = await this.#outside(database, chain);
    return { intact: stray === null, entries: seen, firstBroken: stray };
  }

  /** An entry that stands before the first or behind the head: nobody who writes through here could have put it there. */
  async #outside(database: Database, chain: string): Promise<string | null> {
    const stray = await database.one<{ id: string }>(sql`
      SELECT id FROM audit_entry WHERE chain = ${chain} AND (position < 1
        OR position > COALESCE((SELECT length FROM audit_chain head WHERE head.chain = ${chain}), 0))
      ORDER BY position LIMIT 1`);
    return stray?.id ?? null;
  }
}

const VERIFY_PAGE = 5000;

interface Head {
  length: number;
  last_hash: string;
}

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
