import { statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { DatabaseRefused } from './database-refused.js';
import { codeOf } from './error-code.js';

/**
 * Looks at an existing file without writing to it: which of these is its key, is it whole? What cannot be used is refused with one line, and left
 * as it was. `unlock` gives the connection a key.
 */
export function lookFirst(file: string, hexKeys: readonly string[], unlock: Unlock): string {
  const [usual = ''] = hexKeys;
  if (!statSync(file, { throwIfNoEntry: false })?.size) return usual;
  let found = '';
  for (const hexKey of hexKeys) {
    found = checkOf(file, (db) => unlock(db, hexKey));
    if (found === 'ok') return hexKey;
    if (found !== NOT_ITS_KEY) break;
  }
  throw new DatabaseRefused(`${WRONG[found] ?? UNREADABLE} Nothing was changed: ${file}`);
}

type Unlock = (db: BetterSqlite.Database, hexKey: string) => void;

const NOT_ITS_KEY = 'SQLITE_NOTADB';

/** `ok`, or SQLite's code for what is wrong. */
function checkOf(file: string, unlock: (db: BetterSqlite.Database) => void): string {
  let db: BetterSqlite.Database | undefined;
  try {
    db = new BetterSqlite(file, { readonly: true });
    unlock(db);
    return db.pragma('quick_check(1)', { simple: true }) === 'ok' ? 'ok' : 'SQLITE_CORRUPT';
  } catch (error) {
    return codeOf(error);
  } finally {
    db?.close();
  }
}

const WRONG: Record<string, string> = {
  SQLITE_NOTADB:
    'The database file does not open with this ALONGSIDE_KEY: set the key it was written with, or name another file in DATABASE_URL.',
  SQLITE_CORRUPT: 'The database file is damaged: put the last backup in its place.',
};
const UNREADABLE = 'The database file cannot be read: check who may read and write it and its folder.';
