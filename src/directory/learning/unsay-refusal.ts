import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { IsNull } from 'typeorm';
import { Clock, plusDays, type InstantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { bumpRevision } from '../search/index.js';
import { quarterOf } from './experience.js';
import { sourceOf, type RefusalHeard } from './hear-refusal.js';
import { contradictedBy, PUBLIC_FACE_DELAY_DAYS, reasonsAgainst } from './learning-rules.js';
import { beingChecked } from './learnt.js';
import { markChanged } from './open-verification.js';
import { VerificationTaskRow } from './verification-task.entity.js';

/** A refusal that was entered in error. */
export interface RefusalUnsaid extends RefusalHeard {
  /** When it was heard. */
  at: InstantText;
  /** When the same source said the same of the place and still says so: of one woman, her other referrals; of a day of calls, its other calls. */
  others: readonly InstantText[];
}

/**
 * What was never said teaches nothing: its evidence goes, and the check that it opened, unless something else speaks against the same answer. A
 * check that had another cause before goes on under that one. Called as HearRefusal is: within the transaction of the correction, before that writes
 * to an audit trail.
 */
@Injectable()
export class UnsayRefusal {
  constructor(
    private readonly clock: Clock,
    private readonly master: MasterKey,
  ) {}

  async unsay(tx: Transaction, { listingId, reasonCode, from, at, others }: RefusalUnsaid): Promise<void> {
    const codes = contradictedBy(reasonCode);
    const quarter = quarterOf(at);
    if (codes.length === 0 || others.some((instant) => quarterOf(instant) === quarter)) return;
    const now = this.clock.now();
    const revision = await bumpRevision(tx);
    // A week late for the public face, as everything. By the day: the moment would be that of the correction, and lead from here to her.
    const clearedFrom = `${plusDays(now, PUBLIC_FACE_DELAY_DAYS + 1).slice(0, 10)}T00:00:00.000Z`;
    await tx.run(sql`
      UPDATE refusal_evidence SET cleared_from = ${clearedFrom}
      WHERE listing_id = ${listingId} AND reason_code = ${reasonCode} AND quarter = ${quarter}
        AND source_key = ${sourceOf(this.master, listingId, from)} AND cleared_from IS NULL`);
    for (const attributeCode of codes) await endCheck(tx, { listingId, attributeCode }, now);
    await markChanged(tx, listingId, revision);
  }
}

async function endCheck(
  tx: Transaction,
  of: { listingId: string; attributeCode: string },
  now: InstantText,
): Promise<void> {
  const task = await tx.manager.findOneBy(VerificationTaskRow, { ...of, resolvedAt: IsNull() });
  if (task?.cause !== 'REFUSAL' || (await somethingElseSpeaksAgainst(tx, task))) return;
  const { id, firstCause } = task;
  if (firstCause !== null)
    await tx.manager.update(VerificationTaskRow, { id }, { cause: firstCause, firstCause: null });
  else if (task.visibleFrom > now) await tx.manager.delete(VerificationTaskRow, { id });
  else {
    // The public face shows it as being checked already, and goes on for as long as it is late with everything.
    const visibleFrom = plusDays(now, PUBLIC_FACE_DELAY_DAYS);
    const over = { resolvedAt: now, visibleFrom, oldAnswer: beingChecked(task.attributeCode) };
    await tx.manager.update(VerificationTaskRow, { id }, over);
    await tx.run(sql`UPDATE listing SET version = version + 1 WHERE id = ${task.listingId}`);
  }
}

/** Evidence has no date but the quarter, so whatever was heard in the quarter of the check or later may hold it. */
async function somethingElseSpeaksAgainst(tx: Transaction, task: VerificationTaskRow): Promise<boolean> {
  const evidence = await tx.all(sql`
    SELECT 1 AS one FROM refusal_evidence
    WHERE listing_id = ${task.listingId} AND reason_code IN (${join(reasonsAgainst(task.attributeCode))})
      AND quarter >= ${quarterOf(task.openedAt)} AND cleared_from IS NULL LIMIT 1`);
  return evidence.length > 0;
}
