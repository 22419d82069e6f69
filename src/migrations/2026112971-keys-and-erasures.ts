import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key of keyed hashes becomes one of the house's own; changes of ALONGSIDE_KEY; what was erased. */
const STATEMENTS = [
  `CREATE TABLE "house_secret" (
      "name" text NOT NULL,
      "wrapped" text NOT NULL,
      "since" text NOT NULL,
      CONSTRAINT "pk_house_secret" PRIMARY KEY ("name")
    )`,
  // Where hashes were kept already, their key goes on to be the one that they were made with.
  `INSERT INTO "house_secret" ("name", "wrapped", "since") SELECT 'keyed hashes', '', ''
    WHERE EXISTS (SELECT 1 FROM "client") OR EXISTS (SELECT 1 FROM "once_key") OR EXISTS (SELECT 1 FROM "refusal_evidence")`,
  `CREATE TABLE "key_change" (
      "id" text NOT NULL,
      "key_check" text NOT NULL,
      "state" text NOT NULL,
      "began_at" text NOT NULL,
      "ended_at" text,
      CONSTRAINT "pk_key_change" PRIMARY KEY ("id")
    )`,
  `CREATE TABLE "key_process" (
      "id" text NOT NULL,
      "public_key" text NOT NULL,
      "proof" text NOT NULL,
      "handed" text,
      "followed" text NOT NULL,
      CONSTRAINT "pk_key_process" PRIMARY KEY ("id")
    )`,
  `CREATE TABLE "erasure" (
      "kind" text NOT NULL,
      "subject_id" text NOT NULL,
      "at" text NOT NULL,
      CONSTRAINT "pk_erasure" PRIMARY KEY ("kind", "subject_id")
    )`,
  // What was withdrawn before there was a ledger stays withdrawn as well.
  `INSERT INTO "erasure" ("kind", "subject_id", "at")
    SELECT 'consent', "id", "withdrawn_at" FROM "consent" WHERE "withdrawn_at" IS NOT NULL`,
];

export class KeysAndErasures1795910400071 implements MigrationInterface {
  name = 'KeysAndErasures1795910400071';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['erasure', 'key_process', 'key_change', 'house_secret'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
