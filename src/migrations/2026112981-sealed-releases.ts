import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealed releases and what was spent for them; rows are added and never changed, and the database itself sees to it. */
const STATEMENTS = [
  `CREATE TABLE "release" (
      "id" text NOT NULL,
      "scope" text NOT NULL,
      "size" text NOT NULL,
      "period" text NOT NULL,
      "kind" text NOT NULL,
      "starts_at" text NOT NULL,
      "edition" integer NOT NULL,
      "replaces_id" text,
      "incident" text,
      "rho_units" integer NOT NULL,
      "delta" double precision NOT NULL,
      "workload_version" text NOT NULL,
      "declared" text NOT NULL,
      "sealed_at" text NOT NULL,
      "sealed_by_id" text,
      "checksum" text NOT NULL,
      CONSTRAINT "pk_release" PRIMARY KEY ("id"),
      CONSTRAINT "fk_release_replaces" FOREIGN KEY ("replaces_id") REFERENCES "release" ("id"),
      CONSTRAINT "fk_release_sealed_by" FOREIGN KEY ("sealed_by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE UNIQUE INDEX "ux_release_period" ON "release" ("scope", "period", "edition")`,
  `CREATE TABLE "release_cube" (
      "release_id" text NOT NULL,
      "cube" text NOT NULL,
      "place" integer NOT NULL,
      "most_cells" integer NOT NULL,
      "weight" text NOT NULL,
      "sigma_squared" text NOT NULL,
      "sigma" double precision NOT NULL,
      "threshold" integer NOT NULL,
      "checksum" text NOT NULL,
      CONSTRAINT "pk_release_cube" PRIMARY KEY ("release_id", "cube"),
      CONSTRAINT "fk_release_cube_release" FOREIGN KEY ("release_id") REFERENCES "release" ("id")
    )`,
  `CREATE TABLE "release_cell" (
      "release_id" text NOT NULL,
      "cube" text NOT NULL,
      "place" integer NOT NULL,
      "key" text NOT NULL,
      "noisy" integer,
      CONSTRAINT "pk_release_cell" PRIMARY KEY ("release_id", "cube", "place"),
      CONSTRAINT "fk_release_cell_release" FOREIGN KEY ("release_id") REFERENCES "release" ("id")
    )`,
  `CREATE TABLE "release_ledger" (
      "release_id" text NOT NULL,
      "scope" text NOT NULL,
      "period" text NOT NULL,
      "edition" integer NOT NULL,
      "starts_at" text NOT NULL,
      "rho_units" integer NOT NULL,
      "cap_units" integer NOT NULL,
      "at" text NOT NULL,
      CONSTRAINT "pk_release_ledger" PRIMARY KEY ("release_id")
    )`,
  `CREATE UNIQUE INDEX "ux_release_ledger_period" ON "release_ledger" ("scope", "period", "edition")`,
  `CREATE TABLE "release_decision" (
      "id" text NOT NULL,
      "scope" text NOT NULL,
      "kind" text NOT NULL,
      "content" text NOT NULL,
      "by_id" text NOT NULL,
      "at" text NOT NULL,
      CONSTRAINT "pk_release_decision" PRIMARY KEY ("id"),
      CONSTRAINT "fk_release_decision_by" FOREIGN KEY ("by_id") REFERENCES "staff" ("id")
    )`,
  `CREATE TABLE "release_approval" (
      "decision_id" text NOT NULL,
      "by_id" text NOT NULL,
      "at" text NOT NULL,
      CONSTRAINT "pk_release_approval" PRIMARY KEY ("decision_id"),
      CONSTRAINT "fk_release_approval_decision" FOREIGN KEY ("decision_id") REFERENCES "release_decision" ("id"),
      CONSTRAINT "fk_release_approval_by" FOREIGN KEY ("by_id") REFERENCES "staff" ("id")
    )`,
  // Sealing reads one period's referrals, whoever sent them.
  `CREATE INDEX "ix_referral_sent" ON "referral" ("sent_at", "id")`,
];

const TABLES = ['release_approval', 'release_decision', 'release_ledger', 'release_cell', 'release_cube', 'release'];

const ON_SQLITE = (table: string): string[] =>
  ['UPDATE', 'DELETE'].map(
    (act) => `CREATE TRIGGER "${table}_stays_${act.toLowerCase()}" BEFORE ${act} ON "${table}"
      BEGIN SELECT RAISE(ABORT, 'sealed figures are never changed'); END`,
  );

const REFUSE = `CREATE FUNCTION "refuse_change_of_sealed"() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'sealed figures are never changed'; END $$`;

const ON_POSTGRES = (table: string): string[] => [
  `CREATE TRIGGER "${table}_stays" BEFORE UPDATE OR DELETE ON "${table}"
    FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_sealed"()`,
  `CREATE TRIGGER "${table}_stays_whole" BEFORE TRUNCATE ON "${table}"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_sealed"()`,
];

export class SealedReleases1795910400081 implements MigrationInterface {
  name = 'SealedReleases1795910400081';

  async up(runner: QueryRunner): Promise<void> {
    const onPostgres = runner.dataSource.options.type === 'postgres';
    const triggers = TABLES.flatMap(onPostgres ? ON_POSTGRES : ON_SQLITE);
    for (const statement of [...STATEMENTS, ...(onPostgres ? [REFUSE] : []), ...triggers])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX "ix_referral_sent"`);
    for (const table of TABLES) await runner.query(`DROP TABLE "${table}"`);
    if (runner.dataSource.options.type === 'postgres') await runner.query(`DROP FUNCTION "refuse_change_of_sealed"()`);
  }
}
