import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Second factors, one-time links, counters of guesses, and sessions that know when they were last used: those of before do not, so everybody signs
 * in once more.
 */
const STATEMENTS = [
  `ALTER TABLE "staff" ADD COLUMN "version" integer`,
  `ALTER TABLE "staff" ADD COLUMN "demo_since" text`,
  `DROP TABLE "staff_session"`,
  `CREATE TABLE "staff_session" (
      "token_hash" text NOT NULL,
      "id" text NOT NULL,
      "staff_id" text NOT NULL,
      "began_at" text NOT NULL,
      "last_used_at" text NOT NULL,
      "expires_at" text NOT NULL,
      CONSTRAINT "pk_staff_session" PRIMARY KEY ("token_hash"),
      CONSTRAINT "fk_staff_session_staff" FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")
    )`,
  `CREATE UNIQUE INDEX "ux_staff_session_id" ON "staff_session" ("id")`,
  `CREATE INDEX "ix_staff_session_staff" ON "staff_session" ("staff_id")`,
  `CREATE TABLE "staff_second_factor" (
      "staff_id" text NOT NULL,
      "secret" text,
      "last_step" integer,
      "pending_secret" text,
      "pending_until" text,
      CONSTRAINT "pk_staff_second_factor" PRIMARY KEY ("staff_id"),
      CONSTRAINT "fk_staff_second_factor_staff" FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")
    )`,
  `CREATE TABLE "staff_recovery_code" (
      "staff_id" text NOT NULL,
      "code_hash" text NOT NULL,
      CONSTRAINT "pk_staff_recovery_code" PRIMARY KEY ("staff_id", "code_hash"),
      CONSTRAINT "fk_staff_recovery_code_staff" FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")
    )`,
  `CREATE TABLE "staff_link" (
      "id" text NOT NULL,
      "staff_id" text NOT NULL,
      "purpose" text NOT NULL,
      "token_hash" text,
      "word_hash" text,
      "second_factor_too" boolean NOT NULL,
      "asked_by_id" text,
      "asked_at" text NOT NULL,
      "expires_at" text NOT NULL,
      CONSTRAINT "pk_staff_link" PRIMARY KEY ("id"),
      CONSTRAINT "fk_staff_link_staff" FOREIGN KEY ("staff_id") REFERENCES "staff" ("id"),
      CONSTRAINT "fk_staff_link_asked_by" FOREIGN KEY ("asked_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE UNIQUE INDEX "ux_staff_link_staff" ON "staff_link" ("staff_id", "purpose")`,
  `CREATE UNIQUE INDEX "ux_staff_link_token" ON "staff_link" ("token_hash")`,
  `CREATE TABLE "throttle" (
      "key" text NOT NULL,
      "points" integer NOT NULL,
      "expires_at" text NOT NULL,
      CONSTRAINT "pk_throttle" PRIMARY KEY ("key")
    )`,
  `CREATE INDEX "ix_throttle_expires" ON "throttle" ("expires_at")`,
];

const BEFORE = [
  `DROP TABLE "throttle"`,
  `DROP TABLE "staff_link"`,
  `DROP TABLE "staff_recovery_code"`,
  `DROP TABLE "staff_second_factor"`,
  `DROP TABLE "staff_session"`,
  `CREATE TABLE "staff_session" (
      "token_hash" text NOT NULL,
      "staff_id" text NOT NULL,
      "began_at" text NOT NULL,
      "expires_at" text NOT NULL,
      CONSTRAINT "pk_staff_session" PRIMARY KEY ("token_hash"),
      CONSTRAINT "fk_staff_session_staff" FOREIGN KEY ("staff_id") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_staff_session_staff" ON "staff_session" ("staff_id")`,
  `ALTER TABLE "staff" DROP COLUMN "demo_since"`,
  `ALTER TABLE "staff" DROP COLUMN "version"`,
];

export class Identity1795316400061 implements MigrationInterface {
  name = 'Identity1795316400061';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BEFORE) await runner.query(statement);
  }
}
