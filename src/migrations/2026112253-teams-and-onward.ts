import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Teams, women who came by a referral, what is asked on one, places held by one, and the handover as figures may know it. */
const STATEMENTS = [
  `CREATE TABLE "team_setting" (
      "organization_id" text NOT NULL,
      "team_inbox" boolean NOT NULL,
      CONSTRAINT "pk_team_setting" PRIMARY KEY ("organization_id"),
      CONSTRAINT "fk_team_setting_organization" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id")
    )`,
  `CREATE TABLE "client_assignment" (
      "id" text NOT NULL,
      "client_id" text NOT NULL,
      "from_id" text,
      "to_id" text NOT NULL,
      "by_id" text NOT NULL,
      "at" text NOT NULL,
      "purpose" text,
      CONSTRAINT "pk_client_assignment" PRIMARY KEY ("id"),
      CONSTRAINT "fk_client_assignment_client" FOREIGN KEY ("client_id") REFERENCES "client" ("id"),
      CONSTRAINT "fk_client_assignment_from" FOREIGN KEY ("from_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_client_assignment_to" FOREIGN KEY ("to_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_client_assignment_by" FOREIGN KEY ("by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_client_assignment_from" ON "client_assignment" ("from_id", "at")`,
  `CREATE INDEX "ix_client_assignment_to" ON "client_assignment" ("to_id", "at")`,
  `ALTER TABLE "client" ADD COLUMN "counted_as" text NOT NULL DEFAULT ''`,
  // Random like any other, and hers alone; who came by a referral has that of the woman it belongs to, below.
  `UPDATE "client" SET "counted_as" = "id"`,
  `CREATE UNIQUE INDEX "ux_client_came_by" ON "client" ("came_by_referral_id")`,
  `ALTER TABLE "referral" ADD COLUMN "hold_id" text`,
  `ALTER TABLE "referral" ADD COLUMN "question_due_at" text`,
  `ALTER TABLE "referral" ADD COLUMN "companion" text`,
  `ALTER TABLE "referral" ADD COLUMN "transport" text`,
  `ALTER TABLE "referral" ADD COLUMN "childcare_arranged" boolean`,
  `ALTER TABLE "referral_message" ADD COLUMN "kind" text NOT NULL DEFAULT 'WORD'`,
  `ALTER TABLE "referral_message" ADD COLUMN "answer_to_id" text`,
];

/** One hop each time it runs. */
const CARRY_OVER = `UPDATE "client" SET "counted_as" = (
    SELECT "sender"."counted_as" FROM "referral" JOIN "client" "sender" ON "sender"."id" = "referral"."client_id"
    WHERE "referral"."id" = "client"."came_by_referral_id")
  WHERE "came_by_referral_id" IN (SELECT "id" FROM "referral")`;
const MOST_HOPS = 5;

const COLUMNS = {
  client: ['counted_as'],
  referral: ['hold_id', 'question_due_at', 'companion', 'transport', 'childcare_arranged'],
  referral_message: ['kind', 'answer_to_id'],
};

export class TeamsAndOnward1795312830053 implements MigrationInterface {
  name = 'TeamsAndOnward1795312830053';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
    for (let hop = 0; hop < MOST_HOPS; hop += 1) await runner.query(CARRY_OVER);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ux_client_came_by"`);
    for (const [table, columns] of Object.entries(COLUMNS))
      for (const column of columns) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
    await runner.query(`DROP TABLE "client_assignment"`);
    await runner.query(`DROP TABLE "team_setting"`);
  }
}
