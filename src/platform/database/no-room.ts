import { codeOf } from './error-code.js';

/** Nothing can be kept at the moment: the disk below the database is full, or takes nothing. What was kept before is whole, and can be read. */
export class NoRoom extends Error {
  constructor(cause: unknown) {
    super('Nothing can be kept at the moment. Nothing of this was done: try again later, with the same key.', {
      cause,
    });
  }
}

/**
 * SQLite says that the disk is full, or (a quota, a limit of the process, a disk that fails) that it could not write, lengthen or flush a file.
 * Reading errors are not here: they are no question of room. PostgreSQL: disk full; input or output failed.
 */
const CODES = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_DIR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
  'SQLITE_IOERR_SHMOPEN',
  '53100',
  '58030',
]);

/** What a write fails with, as its caller sees it. */
export const asSeenByWriters = (error: unknown): unknown => (CODES.has(codeOf(error)) ? new NoRoom(error) : error);
