import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What figures read of many women and many referrals, without the rows themselves: those hold what is sealed as well, and an encrypted database would
 * decipher all of it.
 *
 * All that the PMTCT indicator asks of a referral, of those alone that it counts: it never reads the rows themselves. What the index is limited by
 * stands among its columns too, since SQLite looks at a row again for what its index does not say.
 */
const PMTCT = `CREATE INDEX "ix_referral_pmtct" ON "referral"
  ("from_id", "sent_at", "id", "client_id", "listing_id", "arrived_at", "outcome", "status", "pregnancy", "services")
  WHERE "pregnancy" = 'PREGNANT' AND "services" LIKE '%"pmtct"%'`;

/** As what women are counted, by client. */
const COUNTED_AS = `CREATE INDEX "ix_client_counted_as" ON "client" ("count_me", "id", "counted_as")`;

export class WhatFiguresRead1795910400092 implements MigrationInterface {
  name = 'WhatFiguresRead1795910400092';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_pregnancy"`);
    await runner.query(PMTCT);
    await runner.query(COUNTED_AS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_client_counted_as"`);
    await runner.query(`DROP INDEX "ix_referral_pmtct"`);
    await runner.query(`CREATE INDEX "ix_referral_pregnancy" ON "referral" ("from_id", "pregnancy", "sent_at")`);
  }
}
