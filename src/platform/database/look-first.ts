import { statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { DatabaseRefused } from './database-refused.js';
import { codeOf } from './error-code.js';
import { refuseUnknown } from './refuse-newer.js';

/**
 * Looks at an existing file without writing to it: which of these is its key, is it whole, was it written by this version or an older one? What cannot
 * be used is refused with one line, and left as it was. `unlock` gives the connection a key; `migrations` are those that this version knows.
 */
export function lookFirst(
  file: string,
  hexKeys: readonly string[],
  unlock: Unlock,
  migrations: readonly string[],
): string {
  const [usual = ''] = hexKeys;
  if (!statSync(file, { throwIfNoEntry: false })?.size) return usual;
  let found = '';
  for (const hexKey of hexKeys) {
    const look = lookAt(file, (db) => unlock(db, hexKey));
    found = look.found;
    if (found === 'ok') {
      refuseUnknown(look.done, migrations);
      return hexKey;
    }
    if (found !== NOT_ITS_KEY) break;
  }
  throw new DatabaseRefused(`${WRONG[found] ?? UNREADABLE} Nothing was changed: ${file}`);
}

type Unlock = (db: BetterSqlite.Database, hexKey: string) => void;

const NOT_ITS_KEY = 'SQLITE_NOTADB';

/** `ok`, or SQLite's code for what is wrong; and which migrations were done. */
function lookAt(file: string, unlock: (db: BetterSqlite.Database) => void): { found: string; done: string[] } {
  let db: BetterSqlite.Database | undefined;
  try {
    db = new BetterSqlite(file, { readonly: true });
    unlock(db);
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') return { found: 'SQLITE_CORRUPT', done: [] };
    return { found: 'ok', done: migrationsDone(db) };
  } catch (error) {
    return { found: codeOf(error), done: [] };
  } finally {
    db?.close();
  }
}

function migrationsDone(db: BetterSqlite.Database): string[] {
  if (!db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'migration'`).get()) return [];
  return db
    .prepare<[], { name: string }>('SELECT name FROM migration ORDER BY id')
    .all()
    .map(({ name }) => name);
}

const WRONG: Record<string, string> = {
  SQLITE_NOTADB:
    'The database file does not open with this ALONGSIDE_KEY: set the key it was written with, or name another file in DATABASE_URL.',
  SQLITE_CORRUPT: 'The database file is damaged: put the last backup in its place.',
};
const UNREADABLE = 'The database file cannot be read: check who may read and write it and its folder.';
