import sql, { empty } from 'sql-template-tag';
import type { Transaction } from '../platform/database/index.js';

/**
 * Whether the consent still has its key; if so the key stays until this transaction is over. Her withdrawal then comes after what is written here,
 * and ends and wipes that too; it never comes in the middle. Only PostgreSQL needs telling: on SQLite there is one writer.
 */
export async function keyStays(tx: Transaction, consentId: string): Promise<boolean> {
  const held = tx.kind === 'postgres' ? sql`FOR SHARE` : empty;
  const key = await tx.one(sql`SELECT consent_id FROM consent_key WHERE consent_id = ${consentId} ${held}`);
  return key !== undefined;
}
