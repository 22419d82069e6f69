import sql from 'sql-template-tag';
import { newCode } from '../clients/index.js';
import type { Transaction } from '../platform/database/index.js';

/** What crossed over, what was said between the two sides, and what the receiver noted. */
export async function eraseShared(tx: Transaction, referralId: string): Promise<void> {
  await tx.run(sql`UPDATE referral SET content = '', question_due_at = NULL WHERE id = ${referralId}`);
  await tx.run(sql`DELETE FROM referral_message WHERE referral_id = ${referralId}`);
  await tx.run(sql`
    UPDATE referral_event SET note = NULL, answered_by = NULL WHERE by_side = 'receiver' AND referral_id = ${referralId}`);
}

/**
 * Everything but what figures count: status, reason, outcome, her word in yes and no, the days of its steps, the coarse facts of when it was sent.
 * The code on her slip leads nowhere from now on.
 */
export async function eraseReferral(tx: Transaction, referralId: string): Promise<void> {
  await eraseShared(tx, referralId);
  await tx.run(sql`UPDATE referral_event SET note = NULL, answered_by = NULL WHERE referral_id = ${referralId}`);
  await tx.run(sql`
    UPDATE referral SET code = ${newCode()}, version = version + 1, deadline = NULL, needed_from = NULL, appointment_at = NULL,
      look_again_on = NULL, hold_until = NULL, hold_id = NULL, plan_step_id = NULL
    WHERE id = ${referralId}`);
}

/** It never left her own organization and counts nowhere, so that nothing of it stays. A try that replaced it replaces what it replaced. */
export async function eraseDraft(tx: Transaction, referralId: string): Promise<void> {
  const draft = await tx.one<{ replaces_id: string | null }>(
    sql`SELECT replaces_id FROM referral WHERE id = ${referralId} AND sent_at IS NULL`,
  );
  if (!draft) return;
  await tx.run(sql`DELETE FROM referral_event WHERE referral_id = ${referralId}`);
  await tx.run(sql`DELETE FROM referral WHERE id = ${referralId}`);
  await tx.run(sql`UPDATE referral SET replaces_id = ${draft.replaces_id} WHERE replaces_id = ${referralId}`);
}
