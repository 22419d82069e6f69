import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Plans with their dates and steps; what joins referrals, consents and prisons to them. One text for both databases. */
const STATEMENTS = [
  `CREATE TABLE "plan" (
      "id" text NOT NULL,
      "version" integer NOT NULL,
      "client_id" text NOT NULL,
      "template_code" text NOT NULL,
      "hangs_on" text NOT NULL,
      "happened_on" text,
      "in_custody" boolean NOT NULL,
      "content" text NOT NULL,
      "ends_on" text NOT NULL,
      "started_on" text NOT NULL,
      "started_at" text NOT NULL,
      "started_by_id" text NOT NULL,
      "ended_at" text,
      "end_code" text,
      CONSTRAINT "pk_plan" PRIMARY KEY ("id"),
      CONSTRAINT "fk_plan_client" FOREIGN KEY ("client_id") REFERENCES "client" ("id"),
      CONSTRAINT "fk_plan_started_by" FOREIGN KEY ("started_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_plan_client" ON "plan" ("client_id", "ended_at")`,
  `CREATE TABLE "plan_date" (
      "id" text NOT NULL,
      "plan_id" text NOT NULL,
      "place" integer NOT NULL,
      "date" text,
      "happened" boolean NOT NULL,
      "at" text NOT NULL,
      "by_id" text NOT NULL,
      "note" text,
      CONSTRAINT "pk_plan_date" PRIMARY KEY ("id"),
      CONSTRAINT "fk_plan_date_plan" FOREIGN KEY ("plan_id") REFERENCES "plan" ("id"),
      CONSTRAINT "fk_plan_date_by" FOREIGN KEY ("by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE UNIQUE INDEX "ux_plan_date_place" ON "plan_date" ("plan_id", "place")`,
  `CREATE TABLE "plan_step" (
      "id" text NOT NULL,
      "plan_id" text NOT NULL,
      "place" integer NOT NULL,
      "code" text,
      "kind" text NOT NULL,
      "services" text NOT NULL,
      "rule" text NOT NULL,
      "lead_days" integer NOT NULL,
      "due_on" text NOT NULL,
      "waits" boolean NOT NULL,
      "act_from" text,
      "state" text NOT NULL,
      "done_on" text,
      "met_by_id" text,
      "skip_code" text,
      "name" text,
      "note" text,
      CONSTRAINT "pk_plan_step" PRIMARY KEY ("id"),
      CONSTRAINT "fk_plan_step_plan" FOREIGN KEY ("plan_id") REFERENCES "plan" ("id")
    )`,
  `CREATE UNIQUE INDEX "ux_plan_step_place" ON "plan_step" ("plan_id", "place")`,
  `CREATE INDEX "ix_plan_step_due" ON "plan_step" ("state", "act_from")`,
  `ALTER TABLE "referral" ADD COLUMN "plan_step_id" text`,
  `CREATE INDEX "ix_referral_plan_step" ON "referral" ("plan_step_id")`,
  `ALTER TABLE "consent" ADD COLUMN "until_plan_id" text`,
  `CREATE INDEX "ix_consent_until_plan" ON "consent" ("until_plan_id")`,
  `ALTER TABLE "organization" ADD COLUMN "custodial" boolean NOT NULL DEFAULT false`,
];

const UNDO = [
  `ALTER TABLE "organization" DROP COLUMN "custodial"`,
  `DROP INDEX "ix_consent_until_plan"`,
  `ALTER TABLE "consent" DROP COLUMN "until_plan_id"`,
  `DROP INDEX "ix_referral_plan_step"`,
  `ALTER TABLE "referral" DROP COLUMN "plan_step_id"`,
  `DROP TABLE "plan_step"`,
  `DROP TABLE "plan_date"`,
  `DROP TABLE "plan"`,
];

export class Plans1795312800051 implements MigrationInterface {
  name = 'Plans1795312800051';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of UNDO) await runner.query(statement);
  }
}
