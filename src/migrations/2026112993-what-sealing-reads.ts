import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All that sealing asks of a referral, in the order of sending. The rows themselves are four times as large, most of it sealed content: an encrypted
 * database would decipher a million of them, and let nobody write meanwhile.
 */
const COUNTED = `CREATE INDEX "ix_referral_counted" ON "referral"
  ("sent_at", "id", "draw", "client_id", "to_id", "listing_id", "status", "outcome", "reason_code", "services", "age_band", "pregnancy",
    "arrived_at", "completed_at")`;

export class WhatSealingReads1795910400093 implements MigrationInterface {
  name = 'WhatSealingReads1795910400093';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_sent"`);
    await runner.query(COUNTED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_counted"`);
    await runner.query(`CREATE INDEX "ix_referral_sent" ON "referral" ("sent_at", "id")`);
  }
}
