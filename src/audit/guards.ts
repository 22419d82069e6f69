import sql from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';

/** What refuses change in the database itself, by name. SQLite needs one more for each table: its INSERT OR REPLACE asks no other. */
const GUARDS = [
  'audit_entry_is_not_changed',
  'audit_entry_is_not_removed',
  'audit_chain_only_grows',
  'audit_chain_is_not_removed',
];
const GUARDS_OF_SQLITE = ['audit_entry_is_not_replaced', 'audit_chain_is_not_replaced'];

/** Those that are gone or switched off. Only who owns the database could do that. */
export async function missingGuards(reader: Reader): Promise<string[]> {
  const isSqlite = reader.kind === 'sqlite';
  const there = await reader.all<{ name: string }>(
    isSqlite
      ? sql`SELECT name FROM sqlite_master WHERE type = 'trigger'`
      : sql`SELECT tgname AS name FROM pg_trigger WHERE tgenabled = 'A'
            AND tgrelid IN ('audit_entry'::regclass, 'audit_chain'::regclass)`,
  );
  const names = new Set(there.map(({ name }) => name));
  return [...GUARDS, ...(isSqlite ? GUARDS_OF_SQLITE : [])].filter((name) => !names.has(name));
}
