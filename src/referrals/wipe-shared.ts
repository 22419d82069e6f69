import sql from 'sql-template-tag';
import type { Transaction } from '../platform/database/index.js';

/** The key is gone already; nothing is kept that only it could open. The referrals come first: then whoever was writing there is done. */
export async function wipeShared(tx: Transaction, consentId: string): Promise<void> {
  const under = sql`SELECT id FROM referral WHERE consent_id = ${consentId}`;
  await tx.run(sql`UPDATE referral SET content = '', question_due_at = NULL WHERE consent_id = ${consentId}`);
  await tx.run(sql`UPDATE referral_event SET note = NULL WHERE by_side = 'receiver' AND referral_id IN (${under})`);
  await tx.run(sql`UPDATE referral_message SET text = '' WHERE referral_id IN (${under})`);
}
