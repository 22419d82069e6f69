import sql from 'sql-template-tag';
import type { Transaction } from '../platform/database/index.js';

/** A plan is hers alone and no figure counts it: nothing of it stays. */
export async function erasePlan(tx: Transaction, planId: string): Promise<void> {
  await tx.run(sql`
    UPDATE referral SET plan_step_id = NULL WHERE plan_step_id IN (SELECT id FROM plan_step WHERE plan_id = ${planId})`);
  await tx.run(sql`DELETE FROM plan_step WHERE plan_id = ${planId}`);
  await tx.run(sql`DELETE FROM plan_date WHERE plan_id = ${planId}`);
  await tx.run(sql`DELETE FROM plan WHERE id = ${planId}`);
}
