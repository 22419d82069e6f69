import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The database itself refuses to change or remove what is in the audit trail, and to set a chain back. Whoever owns the database can drop these:
 * against her stand the signed checkpoints. A later migration that rebuilds one of the two tables on SQLite must make them again.
 */
const SAYS = {
  change: 'the audit trail is never changed',
  remove: 'nothing is removed from the audit trail',
  back: 'an audit chain only grows',
};

const SQLITE = [
  `CREATE TRIGGER "audit_entry_is_not_changed" BEFORE UPDATE ON "audit_entry"
     BEGIN SELECT RAISE(ABORT, '${SAYS.change}'); END`,
  `CREATE TRIGGER "audit_entry_is_not_removed" BEFORE DELETE ON "audit_entry"
     BEGIN SELECT RAISE(ABORT, '${SAYS.remove}'); END`,
  // INSERT OR REPLACE removes what is in its way without asking the trigger above.
  `CREATE TRIGGER "audit_entry_is_not_replaced" BEFORE INSERT ON "audit_entry"
     WHEN EXISTS (SELECT 1 FROM "audit_entry" WHERE "id" = NEW."id")
       OR EXISTS (SELECT 1 FROM "audit_entry" WHERE "chain" = NEW."chain" AND "position" = NEW."position")
     BEGIN SELECT RAISE(ABORT, '${SAYS.change}'); END`,
  `CREATE TRIGGER "audit_chain_only_grows" BEFORE UPDATE ON "audit_chain"
     WHEN NEW."length" < OLD."length" OR NEW."chain" <> OLD."chain"
     BEGIN SELECT RAISE(ABORT, '${SAYS.back}'); END`,
  `CREATE TRIGGER "audit_chain_is_not_removed" BEFORE DELETE ON "audit_chain"
     BEGIN SELECT RAISE(ABORT, '${SAYS.remove}'); END`,
  `CREATE TRIGGER "audit_chain_is_not_replaced" BEFORE INSERT ON "audit_chain"
     WHEN EXISTS (SELECT 1 FROM "audit_chain" WHERE "chain" = NEW."chain")
     BEGIN SELECT RAISE(ABORT, '${SAYS.back}'); END`,
];

const refusing = (name: string, says: string) =>
  `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '${says}'; END $$`;

const POSTGRES = [
  refusing('audit_refuse_change', SAYS.change),
  refusing('audit_refuse_removal', SAYS.remove),
  refusing('audit_refuse_going_back', SAYS.back),
  `CREATE TRIGGER "audit_entry_is_not_changed" BEFORE UPDATE ON "audit_entry"
     FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"()`,
  `CREATE TRIGGER "audit_entry_is_not_removed" BEFORE DELETE OR TRUNCATE ON "audit_entry"
     FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_removal"()`,
  `CREATE TRIGGER "audit_chain_only_grows" BEFORE UPDATE ON "audit_chain"
     FOR EACH ROW WHEN (NEW."length" < OLD."length" OR NEW."chain" <> OLD."chain")
     EXECUTE FUNCTION "audit_refuse_going_back"()`,
  `CREATE TRIGGER "audit_chain_is_not_removed" BEFORE DELETE OR TRUNCATE ON "audit_chain"
     FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_removal"()`,
  // Also for a session that calls itself a replica, for which triggers do not fire otherwise.
  ...[
    ['audit_entry', 'audit_entry_is_not_changed'],
    ['audit_entry', 'audit_entry_is_not_removed'],
    ['audit_chain', 'audit_chain_only_grows'],
    ['audit_chain', 'audit_chain_is_not_removed'],
  ].map(([table, trigger]) => `ALTER TABLE "${table}" ENABLE ALWAYS TRIGGER "${trigger}"`),
];

const NAMES = {
  audit_entry: ['audit_entry_is_not_changed', 'audit_entry_is_not_removed', 'audit_entry_is_not_replaced'],
  audit_chain: ['audit_chain_only_grows', 'audit_chain_is_not_removed', 'audit_chain_is_not_replaced'],
};

export class TheTrailRefusesChange1795910400072 implements MigrationInterface {
  name = 'TheTrailRefusesChange1795910400072';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of isPostgres(runner) ? POSTGRES : SQLITE) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, names] of Object.entries(NAMES))
      for (const name of names)
        await runner.query(`DROP TRIGGER IF EXISTS "${name}"${isPostgres(runner) ? ` ON "${table}"` : ''}`);
    if (isPostgres(runner))
      for (const name of ['audit_refuse_change', 'audit_refuse_removal', 'audit_refuse_going_back'])
        await runner.query(`DROP FUNCTION "${name}"()`);
  }
}

const isPostgres = (runner: QueryRunner): boolean => runner.dataSource.options.type === 'postgres';
