import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the completion audit counts, kept ready. The database itself marks what a change touches, in the change's own transaction, so that no path
 * into a referral can forget it. Referrals of before are counted by the first folding: the state says that nothing was yet.
 */
const TABLES = [
  `CREATE TABLE "figure_mark" (
      "id" text NOT NULL,
      "referral_id" text NOT NULL,
      CONSTRAINT "pk_figure_mark" PRIMARY KEY ("id")
    )`,
  `CREATE TABLE "figure_fact" (
      "referral_id" text NOT NULL,
      "side" text NOT NULL,
      "organization_id" text NOT NULL,
      "narrowed_to" text NOT NULL,
      "day" text NOT NULL,
      "due_at" text,
      "fact" text NOT NULL,
      CONSTRAINT "pk_figure_fact" PRIMARY KEY ("referral_id", "side")
    )`,
  `CREATE INDEX "ix_figure_fact_due" ON "figure_fact" ("organization_id", "side", "due_at", "day", "narrowed_to")`,
  `CREATE TABLE "figure_sum" (
      "organization_id" text NOT NULL,
      "side" text NOT NULL,
      "period" text NOT NULL,
      "narrowed_to" text NOT NULL,
      "sums" text NOT NULL,
      CONSTRAINT "pk_figure_sum" PRIMARY KEY ("organization_id", "side", "period", "narrowed_to")
    )`,
  `CREATE TABLE "figure_state" (
      "id" integer NOT NULL,
      "counted_by" text NOT NULL,
      CONSTRAINT "pk_figure_state" PRIMARY KEY ("id")
    )`,
  // Pregnant women among all that were sent are few, and their indicator reads no others.
  `CREATE INDEX "ix_referral_pregnancy" ON "referral" ("from_id", "pregnancy", "sent_at")`,
  `INSERT INTO "figure_state" ("id", "counted_by") VALUES (1, '')`,
];

type Kind = 'sqlite' | 'postgres';

const RANDOM: Record<Kind, string> = { sqlite: `lower(hex(randomblob(16)))`, postgres: `gen_random_uuid()::text` };

interface Watch {
  name: string;
  on: string;
  when: string;
  /** Which referrals it touches. */
  touched: string;
}

const WATCHED: Watch[] = [
  {
    name: 'tr_referral_added',
    on: 'AFTER INSERT ON "referral"',
    when: 'NEW."sent_at" IS NOT NULL',
    touched: `SELECT NEW."id" AS "id"`,
  },
  {
    name: 'tr_referral_changed',
    on: 'AFTER UPDATE ON "referral"',
    when: 'NEW."sent_at" IS NOT NULL OR OLD."sent_at" IS NOT NULL',
    touched: `SELECT NEW."id" AS "id"`,
  },
  {
    // What was before it and after it in its chain is no longer one need.
    name: 'tr_referral_removed',
    on: 'AFTER DELETE ON "referral"',
    when: 'OLD."sent_at" IS NOT NULL',
    touched: `SELECT OLD."id" AS "id" UNION ALL SELECT OLD."replaces_id" WHERE OLD."replaces_id" IS NOT NULL
      UNION ALL SELECT "id" FROM "referral" WHERE "replaces_id" = OLD."id"`,
  },
  {
    // What crosses by it, or crosses no more.
    name: 'tr_consent_changed',
    on: 'AFTER UPDATE ON "consent"',
    when: '1 = 1',
    touched: `SELECT "id" FROM "referral" WHERE "consent_id" = NEW."id"`,
  },
  {
    name: 'tr_organization_custody',
    on: 'AFTER UPDATE ON "organization"',
    when: 'NEW."custodial" <> OLD."custodial"',
    touched: `SELECT "id" FROM "referral" WHERE "to_id" = NEW."id"`,
  },
];

const tableOf = ({ on }: Watch): string => on.slice(on.indexOf('"'));

function watching(watch: Watch, kind: Kind): string[] {
  const mark = `INSERT INTO "figure_mark" ("id", "referral_id") SELECT ${RANDOM[kind]}, "touched"."id" FROM (${watch.touched}) AS "touched"`;
  if (kind === 'sqlite') return [`CREATE TRIGGER "${watch.name}" ${watch.on} WHEN ${watch.when} BEGIN ${mark}; END`];
  return [
    `CREATE FUNCTION "${watch.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${mark}; RETURN NULL; END $$`,
    `CREATE TRIGGER "${watch.name}" ${watch.on} FOR EACH ROW WHEN (${watch.when}) EXECUTE FUNCTION "${watch.name}"()`,
  ];
}

const kindOf = (runner: QueryRunner): Kind => (runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite');

export class Figures1795910400082 implements MigrationInterface {
  name = 'Figures1795910400082';

  async up(runner: QueryRunner): Promise<void> {
    const kind = kindOf(runner);
    for (const statement of [...TABLES, ...WATCHED.flatMap((watch) => watching(watch, kind))])
      await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const watch of WATCHED) {
      const isPostgres = kindOf(runner) === 'postgres';
      await runner.query(`DROP TRIGGER "${watch.name}"${isPostgres ? ` ON ${tableOf(watch)}` : ''}`);
      if (isPostgres) await runner.query(`DROP FUNCTION "${watch.name}"`);
    }
    await runner.query(`DROP INDEX "ix_referral_pregnancy"`);
    for (const table of ['figure_state', 'figure_sum', 'figure_fact', 'figure_mark'])
      await runner.query(`DROP TABLE "${table}"`);
  }
}
