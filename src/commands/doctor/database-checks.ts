import sql, { raw } from 'sql-template-tag';
import type { Database } from '../../platform/database/index.js';
import { when, type Check, type Risk } from './check.js';

/** What must be in force on the connection of an embedded database, as SQLite says it back. */
const PRAGMAS: Record<string, { value: string | number; because: string }> = {
  journal_mode: { value: 'wal', because: 'reading and writing would wait for each other' },
  synchronous: { value: 2, because: 'a power cut would lose steps that were acknowledged' },
  foreign_keys: { value: 1, because: 'what belongs together could come apart' },
  secure_delete: { value: 1, because: 'what was erased would stay in the file' },
  trusted_schema: { value: 0, because: 'a file from elsewhere could run functions' },
};

/** The same of PostgreSQL's settings. */
const SERVER: Record<string, { value: string; because: string }> = {
  synchronous_commit: { value: 'on', because: 'a crash would lose steps that were acknowledged' },
  fsync: { value: 'on', because: 'a power cut could damage the whole database' },
  full_page_writes: { value: 'on', because: 'a power cut could damage the whole database' },
};

async function pragmas(database: Database): Promise<Risk[]> {
  const risks: Risk[] = [];
  for (const [name, { value, because }] of Object.entries(PRAGMAS)) {
    const row = await database.one<Record<string, unknown>>(sql`PRAGMA ${raw(name)}`);
    risks.push(
      ...when(
        row?.[name] !== value,
        `SQLite runs with another ${name} than it should: ${because}.`,
        'Report it: the house sets it itself.',
      ),
    );
  }
  return risks;
}

async function server(database: Database): Promise<Risk[]> {
  const risks: Risk[] = [];
  for (const [name, { value, because }] of Object.entries(SERVER)) {
    const row = await database.one<Record<string, unknown>>(sql`SHOW ${raw(name)}`);
    risks.push(
      ...when(
        row?.[name] !== value,
        `PostgreSQL runs with another ${name} than ${value}: ${because}.`,
        `Set ${name} = ${value} in postgresql.conf.`,
      ),
    );
  }
  const role = await database.one<{ rolsuper: boolean }>(
    sql`SELECT rolsuper FROM pg_roles WHERE rolname = current_user`,
  );
  return [
    ...risks,
    ...when(
      role?.rolsuper === true,
      'The house uses PostgreSQL as its superuser: a hole in it would open every database there.',
      'Make a role that owns this one database, and name it in DATABASE_URL.',
    ),
  ];
}

async function unencrypted(database: Database): Promise<boolean> {
  const row = await database.one<{ ssl: boolean; here: boolean }>(sql`
    SELECT s.ssl, (a.client_addr IS NULL OR a.client_addr <<= inet '127.0.0.0/8' OR a.client_addr = inet '::1') AS here
    FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid WHERE s.pid = pg_backend_pid()`);
  return row !== undefined && !row.ssl && !row.here;
}

/** How the database keeps what it acknowledged, and who may listen on the way. */
export const DATABASE_CHECKS: readonly Check[] = [
  {
    code: 'durability',
    look: async ({ database }) => {
      if (!database) return [];
      return database.kind === 'sqlite' ? pragmas(database) : server(database);
    },
  },
  {
    code: 'database-line',
    look: async ({ database }) =>
      when(
        database?.kind === 'postgres' && (await unencrypted(database)),
        'What goes to PostgreSQL crosses the network in the clear.',
        'Add sslmode=verify-full to DATABASE_URL, and a certificate to the server.',
      ),
  },
];
