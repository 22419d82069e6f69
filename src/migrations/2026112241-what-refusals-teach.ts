import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers that are being checked, and that women were refused: by a keyed hash and a quarter, nothing finer. */
const STATEMENTS = [
  `CREATE TABLE "verification_task" (
      "id" text NOT NULL,
      "listing_id" text NOT NULL,
      "attribute_code" text NOT NULL,
      "cause" text NOT NULL,
      "opened_at" text NOT NULL,
      "due_at" text NOT NULL,
      "visible_from" text NOT NULL,
      "tries" integer NOT NULL,
      "resolved_at" text,
      "result" text,
      "note" text,
      "resolved_by_id" text,
      "old_answer" text,
      CONSTRAINT "pk_verification_task" PRIMARY KEY ("id"),
      CONSTRAINT "fk_verification_task_listing" FOREIGN KEY ("listing_id") REFERENCES "listing" ("id"),
      CONSTRAINT "fk_verification_task_resolved_by" FOREIGN KEY ("resolved_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_verification_task_due" ON "verification_task" ("due_at")`,
  `CREATE INDEX "ix_verification_task_listing" ON "verification_task" ("listing_id", "attribute_code")`,
  `CREATE TABLE "refusal_evidence" (
      "listing_id" text NOT NULL,
      "reason_code" text NOT NULL,
      "source_key" text NOT NULL,
      "quarter" text NOT NULL,
      "cleared_from" text,
      CONSTRAINT "pk_refusal_evidence" PRIMARY KEY ("listing_id", "reason_code", "source_key", "quarter"),
      CONSTRAINT "fk_refusal_evidence_listing" FOREIGN KEY ("listing_id") REFERENCES "listing" ("id")
    )`,
];

export class WhatRefusalsTeach1795312800000 implements MigrationInterface {
  name = 'WhatRefusalsTeach1795312800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE "refusal_evidence"`);
    await runner.query(`DROP TABLE "verification_task"`);
  }
}
