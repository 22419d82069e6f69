import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../src/platform/database/index.js';

/** What an attacker who owns the database does first: what would refuse her is taken away. */
export async function dropGuards(database: Database): Promise<void> {
  const guards = await database.all<{ name: string; on: string }>(
    database.kind === 'sqlite'
      ? sql`SELECT name, tbl_name AS "on" FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'`
      : sql`SELECT tgname AS name, tgrelid::regclass::text AS "on" FROM pg_trigger
            WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'audit_%'`,
  );
  if (guards.length === 0) throw new Error('nothing guarded the trail');
  await database.write(async (tx) => {
    for (const { name, on } of guards)
      await tx.run(sql`DROP TRIGGER ${raw(`"${name}"`)} ${raw(database.kind === 'sqlite' ? '' : `ON "${on}"`)}`);
  });
}
