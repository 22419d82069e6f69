import sql from 'sql-template-tag';
import type { InstantText } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { newCode } from './codes.js';

/**
 * Her key, and all that her own organization knew of her. What stays is a stub, for figures: whose she was, when she was opened, whether she agreed
 * to be counted and as whom. The code on her card leads nowhere from now on.
 */
export async function eraseRecord(tx: Transaction, clientId: string, at: InstantText): Promise<void> {
  await tx.run(sql`DELETE FROM client_key WHERE client_id = ${clientId}`);
  await tx.run(sql`DELETE FROM client_opening WHERE client_id = ${clientId}`);
  await tx.run(sql`DELETE FROM client_handover WHERE client_id = ${clientId}`);
  await tx.run(sql`DELETE FROM client_assignment WHERE client_id = ${clientId}`);
  await tx.run(sql`DELETE FROM planned_contact WHERE client_id = ${clientId}`);
  await tx.run(sql`
    UPDATE client SET version = version + 1, code = ${newCode()}, assigned_to_id = NULL, age_band = 'UNKNOWN',
      pregnancy = 'UNKNOWN', details = '', passphrase_hash = NULL, came_by_referral_id = NULL, erased_at = ${at}
    WHERE id = ${clientId}`);
}
