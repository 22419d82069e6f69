import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../clock.js';
import type { Transaction } from '../database/index.js';
import { invalidAt } from '../graphql/refusal.js';
import { MasterKey } from '../secrets/index.js';

/** An act that may be repeated without harm: who does it, which operation, and the whole body that was sent. */
export interface RepeatableAct {
  who: string;
  operation: string;
  key: string | null | undefined;
  body: object;
}

/** One key, one effect: a repeat gives the first answer again, also after a restart. */
@Injectable()
export class Once {
  constructor(
    private readonly clock: Clock,
    private readonly master: MasterKey,
  ) {}

  /**
   * Runs `work` unless this key was used before, and returns the id of what it made, then or now. The same key with another body is bad
   * input at `key`. Must be inside the transaction that does the work, so that key and effect are kept together.
   */
  async do(tx: Transaction, act: RepeatableAct, work: () => Promise<string>): Promise<string> {
    const { key, who, operation } = act;
    if (!key) return work();
    const bodyHash = this.master.keyedHash('once', canonicalJson({ operation, body: { ...act.body, key: undefined } }));
    const claimed = await tx.run(sql`
      INSERT INTO once_key (who, once_key, operation, body_hash, subject_id, used_at)
      VALUES (${who}, ${key}, ${operation}, ${bodyHash}, '', ${this.clock.now()})
      ON CONFLICT (who, once_key) DO NOTHING`);
    if (claimed === 0) {
      const first = await tx.one<{ body_hash: string; subject_id: string }>(
        sql`SELECT body_hash, subject_id FROM once_key WHERE who = ${who} AND once_key = ${key}`,
      );
      if (first?.body_hash !== bodyHash) throw invalidAt('key', 'This key was used for something else: use a new one.');
      return first.subject_id;
    }
    const subjectId = await work();
    await tx.run(sql`UPDATE once_key SET subject_id = ${subjectId} WHERE who = ${who} AND once_key = ${key}`);
    return subjectId;
  }
}

/** JSON with its members in one order, so that the same body has the same text however a client wrote it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
