import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Check, Risk } from './check.js';

/** Anything for those who are neither owner nor group. */
const OTHERS = 0o007;
/** Anything for anybody but the owner. */
const NOT_OWNER = 0o077;

const modeOf = (path: string): number | null => statSync(path, { throwIfNoEntry: false })?.mode ?? null;

function tooOpen(path: string, forbidden: number, should: string): Risk[] {
  const mode = modeOf(path);
  if (mode === null || (mode & forbidden) === 0) return [];
  const shown = (mode & 0o777).toString(8);
  return [{ what: `Others on this machine get at ${path} (mode ${shown}).`, todo: `chmod ${should} ${path}` }];
}

/** Who else on the machine gets at the files of an embedded database. */
export const FILE_CHECKS: readonly Check[] = [
  {
    code: 'files',
    look: ({ settings: { database } }) => {
      if (database.kind !== 'sqlite') return [];
      const folder = dirname(database.file);
      const files = modeOf(folder) === null ? [] : readdirSync(folder);
      const ofDatabase = files.filter((name) => name.startsWith(basename(database.file)));
      return [
        ...tooOpen(folder, OTHERS, '700'),
        // Where the folder lets nobody in, what is in it may have any mode.
        ...((modeOf(folder) ?? 0) & OTHERS
          ? ofDatabase.flatMap((name) => tooOpen(join(folder, name), OTHERS, '600'))
          : []),
        ...tooOpen(join(folder, 'alongside.key'), NOT_OWNER, '600'),
      ];
    },
  },
];
