import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports that administrators start from the pages, with what did not come in; organizations that are written by hand have a version. */
const STATEMENTS = [
  `ALTER TABLE "organization" ADD COLUMN "version" integer`,
  `CREATE TABLE "import_run" (
      "id" text NOT NULL,
      "source" text NOT NULL,
      "rehearsal" boolean NOT NULL,
      "status" text NOT NULL,
      "started_by" text NOT NULL,
      "started_at" text NOT NULL,
      "seen_at" text NOT NULL,
      "finished_at" text,
      "bytes_read" integer NOT NULL,
      "bytes_total" integer NOT NULL,
      "report" text,
      "problem" text,
      CONSTRAINT "pk_import_run" PRIMARY KEY ("id"),
      CONSTRAINT "fk_import_run_staff" FOREIGN KEY ("started_by") REFERENCES "staff" ("id")
    )`,
  `CREATE INDEX "ix_import_run_started" ON "import_run" ("started_at")`,
  `CREATE TABLE "import_problem" (
      "import_id" text NOT NULL,
      "position" integer NOT NULL,
      "kind" text NOT NULL,
      "file" text NOT NULL,
      "row" integer,
      "rows" integer NOT NULL,
      "table_name" text,
      "field" text,
      "reason" text NOT NULL,
      CONSTRAINT "pk_import_problem" PRIMARY KEY ("import_id", "position"),
      CONSTRAINT "fk_import_problem_run" FOREIGN KEY ("import_id") REFERENCES "import_run" ("id")
    )`,
];

const BEFORE = [
  `DROP TABLE "import_problem"`,
  `DROP TABLE "import_run"`,
  `ALTER TABLE "organization" DROP COLUMN "version"`,
];

export class ImportsAndOrganizations1795910400091 implements MigrationInterface {
  name = 'ImportsAndOrganizations1795910400091';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BEFORE) await runner.query(statement);
  }
}
