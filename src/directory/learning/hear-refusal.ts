import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { Clock } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { bumpRevision } from '../search/index.js';
import { quarterOf } from './experience.js';
import { contradictedBy } from './learning-rules.js';
import { markChanged, openVerification } from './open-verification.js';

export interface RefusalHeard {
  listingId: string;
  /** Of the taxonomy; one that contradicts no answer (no place free, closed) teaches nothing. */
  reasonCode: string;
  /** The woman it happened to, or the calendar date of a call with no woman in it. Neither is kept: only a keyed hash of it with the listing. */
  from: { clientId: string } | { callOn: string };
}

/**
 * A refusal teaches the directory: an answer YES that it contradicts is to be verified and depends until then. Called within the transaction of the
 * decline, the turning away or the call, before that writes to an audit trail (the order in which everybody takes these locks).
 */
@Injectable()
export class HearRefusal {
  constructor(
    private readonly clock: Clock,
    private readonly master: MasterKey,
  ) {}

  async hear(tx: Transaction, { listingId, reasonCode, from }: RefusalHeard): Promise<void> {
    const codes = contradictedBy(reasonCode);
    if (codes.length === 0) return;
    const now = this.clock.now();
    const revision = await bumpRevision(tx);
    await tx.run(sql`
      INSERT INTO refusal_evidence (listing_id, reason_code, source_key, quarter, cleared_from)
      VALUES (${listingId}, ${reasonCode}, ${sourceOf(this.master, listingId, from)}, ${quarterOf(now)}, NULL)
      ON CONFLICT (listing_id, reason_code, source_key, quarter) DO UPDATE SET cleared_from = NULL`);
    const said = await tx.all<{ code: string }>(sql`
      SELECT code FROM listing_attribute
      WHERE listing_id = ${listingId} AND answer = 'YES' AND code IN (${join([...codes])}) ORDER BY code`);
    for (const { code } of said) await openVerification(tx, { listingId, attributeCode: code, cause: 'REFUSAL', now });
    await markChanged(tx, listingId, revision);
  }
}

/** Bound to the listing: what two places hold of one woman cannot be joined. */
export function sourceOf(master: MasterKey, listingId: string, from: RefusalHeard['from']): string {
  const [purpose, source] =
    'clientId' in from ? ['a woman refused', from.clientId] : ['a day of calls refused', from.callOn];
  return master.keyedHash(purpose, `${listingId}\n${source}`);
}
