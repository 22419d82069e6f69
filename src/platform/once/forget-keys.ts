import sql from 'sql-template-tag';
import type { Transaction } from '../database/index.js';

/** What was made is gone, and so is what a repeat would have answered with. */
export async function forgetKeysOf(tx: Transaction, subjectId: string): Promise<void> {
  await tx.run(sql`DELETE FROM once_key WHERE subject_id = ${subjectId}`);
}
