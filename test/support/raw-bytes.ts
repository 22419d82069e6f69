import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { Client } from 'pg';

/** Everything that lies in a folder, by its name. */
export function filesIn(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(names.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name))]));
}

/**
 * An embedded database as it is under its encryption: every page as it lies there, what is free in it too, and the pages of its log. Copies are
 * opened with the key, and written in the clear beside them.
 */
export function sqliteInTheClear(file: string, hexKey: string): Buffer {
  const copy = `${file}.clear`;
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const db = new BetterSqlite(copy);
  db.pragma(`cipher = 'sqlcipher'`);
  db.pragma(`key = "x'${hexKey}'"`);
  // Pages of the log that are older than the last of their kind are looked at by their size: the log must be empty.
  db.pragma('journal_mode = DELETE');
  db.pragma(`rekey = ''`);
  db.close();
  const bytes = readFileSync(copy);
  for (const each of ['', '-wal', '-shm', '-journal']) rmSync(copy + each, { force: true });
  return bytes;
}

/** A PostgreSQL as whoever has its disk reads it: the files of one database, and its log from a place on. Needs a superuser. */
export class PostgresDisk {
  private constructor(
    private readonly client: Client,
    private readonly from: string,
  ) {}

  static async watch(url: string): Promise<PostgresDisk> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS name');
    return new PostgresDisk(client, rows[0]?.name ?? '');
  }

  /** Tables, indexes and what is kept beside them, as they lie on the disk. */
  async heap(): Promise<Buffer> {
    await this.client.query('CHECKPOINT');
    const { rows } = await this.client.query<{ path: string }>(`
      SELECT pg_relation_filepath(oid) AS path FROM pg_class
      WHERE relkind IN ('r', 'i', 't') AND relnamespace <> 'pg_catalog'::regnamespace AND pg_relation_filepath(oid) IS NOT NULL`);
    return this.#files(rows.map(({ path }) => path));
  }

  async log(): Promise<Buffer> {
    const { rows } = await this.client.query<{ name: string }>(
      'SELECT name FROM pg_ls_waldir() WHERE name >= $1 AND name <= pg_walfile_name(pg_current_wal_lsn()) ORDER BY name',
      [this.from],
    );
    return this.#files(rows.map(({ name }) => `pg_wal/${name}`));
  }

  /** Every row of every table as text, as a dump has it. */
  async dump(): Promise<Buffer> {
    const { rows: tables } = await this.client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await this.client.query<{ line: string }>(`SELECT t::text AS line FROM "${name}" t`);
      parts.push(name, ...rows.map(({ line }) => line));
    }
    return Buffer.from(parts.join('\n'));
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  async #files(paths: readonly string[]): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (const path of paths) {
      const { rows } = await this.client.query<{ bytes: Buffer | null }>(
        'SELECT pg_read_binary_file($1, 0, 268435456, true) AS bytes',
        [path],
      );
      if (rows[0]?.bytes) parts.push(rows[0].bytes);
    }
    return Buffer.concat(parts);
  }
}
