import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What nobody could offer, by the day and without anybody in it; and of each change of a listing what stood there before, who spoke and who decided. */
const STATEMENTS = [
  `CREATE TABLE "unmet_need" (
      "day" text NOT NULL,
      "needs_hash" text NOT NULL,
      "services" text NOT NULL,
      "conditions" text NOT NULL,
      "area_id" text,
      CONSTRAINT "pk_unmet_need" PRIMARY KEY ("day", "needs_hash")
    )`,
  `ALTER TABLE "listing_change" ADD COLUMN "source" text`,
  `ALTER TABLE "listing_change" ADD COLUMN "previous" text`,
  `ALTER TABLE "listing_change" ADD COLUMN "decided_by" text`,
  `ALTER TABLE "listing_change" ADD COLUMN "seen_at" text`,
  `CREATE INDEX "ix_listing_change_waiting" ON "listing_change" ("decided_at", "proposed_at")`,
  `ALTER TABLE "verification_task" ADD COLUMN "first_cause" text`,
  `ALTER TABLE "place_call" ADD COLUMN "corrected_on" text`,
];

export class UnmetNeedAndHistory1795316400052 implements MigrationInterface {
  name = 'UnmetNeedAndHistory1795316400052';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "place_call" DROP COLUMN "corrected_on"`);
    await runner.query(`ALTER TABLE "verification_task" DROP COLUMN "first_cause"`);
    await runner.query(`DROP INDEX "ix_listing_change_waiting"`);
    for (const column of ['seen_at', 'decided_by', 'previous', 'source'])
      await runner.query(`ALTER TABLE "listing_change" DROP COLUMN "${column}"`);
    await runner.query(`DROP TABLE "unmet_need"`);
  }
}
