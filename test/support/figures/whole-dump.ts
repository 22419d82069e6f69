import sql, { raw } from 'sql-template-tag';
import type { Database, DatabaseKind } from '../../../src/platform/database/index.js';

export interface DumpedValue {
  table: string;
  column: string;
  text: string;
}

/** Every column of every table as text, what is bytes in hexadecimal; the tables by whatever name, also those that nobody told a test of. */
export async function wholeDump(database: Database, kind: DatabaseKind): Promise<DumpedValue[]> {
  const tables = await database.all<{ name: string }>(
    kind === 'sqlite'
      ? sql`SELECT name FROM sqlite_master WHERE type = 'table'`
      : sql`SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
          WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: DumpedValue[] = [];
  for (const { name } of tables) {
    const rows = await database.all<Record<string, unknown>>(
      sql`SELECT * FROM ${raw(kind === 'sqlite' ? `"${name}"` : name)}`,
    );
    const table = name.replace(/^public\./, '');
    for (const row of rows)
      for (const [column, value] of Object.entries(row))
        if (value !== null) found.push({ table, column, text: textOf(value) });
  }
  return found;
}

function textOf(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
