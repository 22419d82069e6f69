import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that were erased, holds of the law, contacts that were planned, and when the house last looked at its clock. One text for both databases. */
const STATEMENTS = [
  `ALTER TABLE "client" ADD COLUMN "erased_at" text`,
  `CREATE TABLE "legal_hold" (
      "id" text NOT NULL,
      "client_id" text NOT NULL,
      "organization_id" text NOT NULL,
      "reason" text NOT NULL,
      "placed_by_id" text NOT NULL,
      "placed_at" text NOT NULL,
      "end_reason" text,
      "ended_by_id" text,
      "ended_at" text,
      CONSTRAINT "pk_legal_hold" PRIMARY KEY ("id"),
      CONSTRAINT "fk_legal_hold_client" FOREIGN KEY ("client_id") REFERENCES "client" ("id"),
      CONSTRAINT "fk_legal_hold_organization" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id"),
      CONSTRAINT "fk_legal_hold_placed_by" FOREIGN KEY ("placed_by_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_legal_hold_ended_by" FOREIGN KEY ("ended_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_legal_hold_client" ON "legal_hold" ("client_id", "ended_at")`,
  `CREATE INDEX "ix_legal_hold_organization" ON "legal_hold" ("organization_id", "ended_at")`,
  `CREATE TABLE "planned_contact" (
      "id" text NOT NULL,
      "client_id" text NOT NULL,
      "means" text NOT NULL,
      "at" text NOT NULL,
      "voicemail" boolean NOT NULL,
      "within_safe_times" boolean NOT NULL,
      "planned_by_id" text NOT NULL,
      "planned_at" text NOT NULL,
      CONSTRAINT "pk_planned_contact" PRIMARY KEY ("id"),
      CONSTRAINT "fk_planned_contact_client" FOREIGN KEY ("client_id") REFERENCES "client" ("id"),
      CONSTRAINT "fk_planned_contact_planned_by" FOREIGN KEY ("planned_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_planned_contact_client" ON "planned_contact" ("client_id", "at")`,
  `CREATE TABLE "clock_seen" (
      "id" integer NOT NULL,
      "seen_at" text NOT NULL,
      "ran_at" text,
      "confirmed_at" text,
      "trail_at" text,
      CONSTRAINT "pk_clock_seen" PRIMARY KEY ("id")
    )`,
];

const UNDO = [
  `DROP TABLE "clock_seen"`,
  `DROP TABLE "planned_contact"`,
  `DROP TABLE "legal_hold"`,
  `ALTER TABLE "client" DROP COLUMN "erased_at"`,
];

export class Retention1795910400073 implements MigrationInterface {
  name = 'Retention1795910400073';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of UNDO) await runner.query(statement);
  }
}
