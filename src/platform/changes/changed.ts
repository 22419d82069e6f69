import { EventEmitter } from 'node:events';
import sql from 'sql-template-tag';
import type { Transaction } from '../database/index.js';

/** PostgreSQL's channel. What is said on it is an id of ours and nothing else. */
export const CHANNEL = 'alongside_changes';

/** SQLite belongs to one process: what happens in it is heard in it. */
export const inThisProcess = new EventEmitter().setMaxListeners(0);

/**
 * Says, once this transaction is kept, that something of theirs may have changed: of organizations, or of a member of staff whose sessions ended. Never
 * what, nor of whom. Say it only to who may see that something happened: a receiver hears nothing of a draft.
 */
export async function changed(tx: Transaction, ids: readonly string[]): Promise<void> {
  const each = [...new Set(ids)].sort();
  if (tx.kind === 'postgres') for (const id of each) await tx.all(sql`SELECT pg_notify(${CHANNEL}, ${id})`);
  else
    tx.afterCommit(() => {
      for (const id of each) inThisProcess.emit(CHANNEL, id);
    });
}
