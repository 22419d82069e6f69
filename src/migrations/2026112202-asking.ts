import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls, anonymous questions, and places that are held. One text for both databases. */
const STATEMENTS = [
  `CREATE TABLE "listing_hold" (
      "id" text NOT NULL,
      "listing_id" text NOT NULL,
      "with_children" boolean NOT NULL,
      "held_from" text NOT NULL,
      "held_until" text NOT NULL,
      CONSTRAINT "pk_listing_hold" PRIMARY KEY ("id"),
      CONSTRAINT "fk_listing_hold_listing" FOREIGN KEY ("listing_id") REFERENCES "listing" ("id")
    )`,
  `CREATE INDEX "ix_listing_hold_listing" ON "listing_hold" ("listing_id")`,
  `CREATE TABLE "place_call" (
      "id" text NOT NULL,
      "listing_id" text NOT NULL,
      "services" text NOT NULL,
      "conditions" text NOT NULL,
      "answer" text NOT NULL,
      "reason_code" text,
      "at" text NOT NULL,
      CONSTRAINT "pk_place_call" PRIMARY KEY ("id"),
      CONSTRAINT "fk_place_call_listing" FOREIGN KEY ("listing_id") REFERENCES "listing" ("id")
    )`,
  `CREATE INDEX "ix_place_call_listing" ON "place_call" ("listing_id", "at")`,
  `CREATE TABLE "place_question" (
      "id" text NOT NULL,
      "asked_by_id" text,
      "organization_id" text,
      "services" text NOT NULL,
      "conditions" text NOT NULL,
      "children_ages" text NOT NULL,
      "urgency" text NOT NULL,
      "asked_at" text NOT NULL,
      "closes_at" text NOT NULL,
      "settled_on" text,
      CONSTRAINT "pk_place_question" PRIMARY KEY ("id"),
      CONSTRAINT "fk_place_question_asked_by" FOREIGN KEY ("asked_by_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_place_question_organization" FOREIGN KEY ("organization_id") REFERENCES "organization" ("id")
    )`,
  `CREATE INDEX "ix_place_question_closes" ON "place_question" ("closes_at")`,
  `CREATE INDEX "ix_place_question_organization" ON "place_question" ("organization_id", "asked_at")`,
  `CREATE TABLE "asked_place" (
      "question_id" text NOT NULL,
      "listing_id" text NOT NULL,
      "place" integer NOT NULL,
      "answer" text,
      "reason_code" text,
      "note" text,
      "hold_until" text,
      "hold_id" text,
      "answered_at" text,
      CONSTRAINT "pk_asked_place" PRIMARY KEY ("question_id", "listing_id"),
      CONSTRAINT "fk_asked_place_question" FOREIGN KEY ("question_id") REFERENCES "place_question" ("id"),
      CONSTRAINT "fk_asked_place_listing" FOREIGN KEY ("listing_id") REFERENCES "listing" ("id")
    )`,
  `CREATE INDEX "ix_asked_place_listing" ON "asked_place" ("listing_id")`,
];

const TABLES = ['listing_hold', 'place_call', 'place_question', 'asked_place'];

export class Asking1795305600001 implements MigrationInterface {
  name = 'Asking1795305600001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.query(`DROP TABLE "${table}"`);
  }
}
