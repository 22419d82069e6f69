import { Injectable } from '@nestjs/common';
import sql, { bulk, type Sql } from 'sql-template-tag';
import { Clock } from '../platform/clock.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { newId } from '../platform/ids.js';
import type { AuditEntryRow } from './audit.entity.js';
import { CHAIN_START, hashOf } from './chain.js';
import type { Verification } from './findings.js';
import { walkChain } from './walk-chain.js';

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
    const head = await this.#takeHead(tx, chain, acts.length);
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
    await tx.run(insertOf(rows));
    await tx.run(sql`UPDATE audit_chain SET last_hash = ${last} WHERE chain = ${chain}`);
  }

  /** The head is taken first: on PostgreSQL this is what makes two writers of one chain wait for each other. */
  async #takeHead(tx: Transaction, chain: string, added: number): Promise<Head> {
    const moved = await tx.one<Head>(sql`
      UPDATE audit_chain SET length = length + ${added} WHERE chain = ${chain} RETURNING length, last_hash`);
    if (moved) return moved;
    // A chain that begins. Where another began it meanwhile, the transaction is tried again and finds it.
    await tx.run(sql`INSERT INTO audit_chain (chain, length, last_hash) VALUES (${chain}, ${added}, ${CHAIN_START})`);
    return { length: added, last_hash: CHAIN_START };
  }

  /** Whether somebody did this: for acts that only who began them may go on with, and that name her nowhere else. */
  async has(reader: Reader, act: Pick<Act, 'chain' | 'actorId' | 'action' | 'subjectId'>): Promise<boolean> {
    const entry = await reader.one(sql`
      SELECT 1 AS one FROM audit_entry WHERE chain = ${act.chain} AND subject_id = ${act.subjectId}
        AND action = ${act.action} AND actor_id = ${act.actorId} LIMIT 1`);
    return entry !== undefined;
  }

  /** Walks one chain by what the database itself says; whoever could rewrite entries and head together is found by `AuditVerifier` only. */
  verify(reader: Reader, chain: string): Promise<Verification> {
    return walkChain(reader, chain);
  }
}

interface Head {
  length: number;
  last_hash: string;
}

/** Plain SQL: this is part of every act. */
const insertOf = (rows: readonly AuditEntryRow[]): Sql => sql`
  INSERT INTO audit_entry (id, chain, position, at, actor_id, action, subject_type, subject_id, purpose, hash)
  VALUES ${bulk(
    rows.map((row) => [
      ...[row.id, row.chain, row.position, row.at, row.actorId],
      ...[row.action, row.subjectType, row.subjectId, row.purpose, row.hash],
    ]),
  )}`;
