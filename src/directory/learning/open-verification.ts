import sql from 'sql-template-tag';
import { IsNull } from 'typeorm';
import { plusDays, plusMinutes, type InstantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { PUBLIC_FACE_DELAY_DAYS, VERIFY_WITHIN_HOURS } from './learning-rules.js';
import { VerificationTaskRow, type VerificationCauseValue } from './verification-task.entity.js';

interface ToVerify {
  listingId: string;
  attributeCode: string;
  cause: VerificationCauseValue;
  now: InstantText;
}

/**
 * One open task for one answer: a refusal takes the place of another cause and its clock, and what the public face was about to show anyway stays as
 * it was. The listing's version stays too: it would tell everybody that something was heard just now. Call it with the directory's revision
 * taken, so that no two open one at once. Says whether there is a new one.
 */
export async function openVerification(
  tx: Transaction,
  { listingId, attributeCode, cause, now }: ToVerify,
): Promise<boolean> {
  const dueAt = plusMinutes(now, VERIFY_WITHIN_HOURS * 60);
  const open = await tx.manager.findOneBy(VerificationTaskRow, { listingId, attributeCode, resolvedAt: IsNull() });
  if (open) {
    if (cause === 'REFUSAL' && open.cause !== 'REFUSAL')
      await tx.manager.update(
        VerificationTaskRow,
        { id: open.id },
        { cause, firstCause: open.cause, dueAt: dueAt < open.dueAt ? dueAt : open.dueAt },
      );
    return false;
  }
  await tx.manager.insert(VerificationTaskRow, {
    ...{ id: newId(), listingId, attributeCode, cause, openedAt: now, dueAt, tries: 0 },
    visibleFrom: plusDays(now, PUBLIC_FACE_DELAY_DAYS),
    ...{ resolvedAt: null, result: null, note: null, resolvedById: null, oldAnswer: null },
  });
  return true;
}

/** The search index reads this listing anew. */
export const markChanged = (tx: Transaction, listingId: string, revision: number): Promise<number> =>
  tx.run(sql`UPDATE listing SET revision = ${revision} WHERE id = ${listingId}`);
