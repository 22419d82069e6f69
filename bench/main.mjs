import { importing } from './importing.mjs';
import { searching } from './searching.mjs';
import { starting } from './starting.mjs';
import { stepping } from './stepping.mjs';
import { Databases } from './support/databases.mjs';
import { Record } from './support/record.mjs';

const PARTS = { import: importing, search: searching, steps: stepping, 'start-up': starting };

/** How much of everything. Every figure is taken `repeats` times, each time beside its baseline. */
const WHOLE = { repeats: 3, listings: 10_000, requests: 500, changes: 20, journeys: { 1: 24, 8: 80 }, updates: 800 };
const QUICK = { repeats: 3, listings: 2000, requests: 40, changes: 3, journeys: { 1: 4, 8: 8 }, updates: 40 };

/** The measurements that the README's figures come from. False where there is no such part. */
export async function measure({ quick, kinds, part }) {
  if (part !== null && !Object.hasOwn(PARTS, part)) return false;
  const chosen = part === null ? Object.values(PARTS) : [PARTS[part]];
  const databases = new Databases();
  try {
    const server = await databases.described(kinds);
    const record = new Record({ quick, server });
    if (server.postgres?.fsync === 'off')
      record.note('PostgreSQL is the tests’ own server, which never waits for its disk (fsync=off); SQLite does.');
    for (const take of chosen) await take({ databases, kinds, record, size: quick ? QUICK : WHOLE });
    // A part alone, or a quick run, must not pass for the whole.
    record.write(['main', part, quick ? 'quick' : null].filter(Boolean).join('-'));
  } finally {
    await databases.close();
  }
  return true;
}
