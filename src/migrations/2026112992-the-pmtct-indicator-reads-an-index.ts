import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All that the PMTCT indicator asks of a referral, of those alone that it counts: it never reads the rows themselves. What the index is limited by
 * stands among its columns too, since SQLite looks at a row again for what its index does not say.
 */
const COUNTED = `CREATE INDEX "ix_referral_pmtct" ON "referral"
  ("from_id", "sent_at", "id", "client_id", "listing_id", "arrived_at", "outcome", "status", "pregnancy", "services")
  WHERE "pregnancy" = 'PREGNANT' AND "services" LIKE '%"pmtct"%'`;

export class ThePmtctIndicatorReadsAnIndex1795910400092 implements MigrationInterface {
  name = 'ThePmtctIndicatorReadsAnIndex1795910400092';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_pregnancy"`);
    await runner.query(COUNTED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_pmtct"`);
    await runner.query(`CREATE INDEX "ix_referral_pregnancy" ON "referral" ("from_id", "pregnancy", "sent_at")`);
  }
}
