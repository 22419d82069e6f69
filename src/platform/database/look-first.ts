import { statSync } from 'node:fs';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { DatabaseRefused } from './database-refused.js';
import { codeOf } from './error-code.js';

/**
 * Looks at an existing file without writing to it: is this its key, is it whole? What cannot be used is refused with one line, and left as it was.
 * `unlock` gives the connection its key.
 */
export function lookFirst(file: string, unlock: (db: BetterSqlite.Database) => void): void {
  if (!statSync(file, { throwIfNoEntry: false })?.size) return;
  const found = checkOf(file, unlock);
  if (found !== 'ok') throw new DatabaseRefused(`${WRONG[found] ?? UNREADABLE} Nothing was changed: ${file}`);
}

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
