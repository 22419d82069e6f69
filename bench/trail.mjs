import { verifying } from './trail-verifying.mjs';
import { recording } from './trail-recording.mjs';
import { Databases } from './support/databases.mjs';
import { Record } from './support/record.mjs';

const PARTS = { verify: verifying, record: recording };

const WHOLE = { repeats: 3, entries: 100_000, writes: 800 };
const QUICK = { repeats: 1, entries: 5_000, writes: 80 };

/** What the audit trail costs: to verify it, and to write it. False where there is no such part. */
export async function measure({ quick, kinds, part }) {
  if (part !== null && !Object.hasOwn(PARTS, part)) return false;
  const chosen = part === null ? Object.values(PARTS) : [PARTS[part]];
  const databases = new Databases();
  try {
    const record = new Record({ quick, server: await databases.described(kinds) });
    for (const take of chosen) await take({ databases, kinds, record, size: quick ? QUICK : WHOLE });
    record.write(['trail', part, quick ? 'quick' : null].filter(Boolean).join('-'));
  } finally {
    await databases.close();
  }
  return true;
}
