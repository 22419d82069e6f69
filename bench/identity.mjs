import { signInStorm } from './sign-in-storm.mjs';
import { Databases } from './support/databases.mjs';
import { Record } from './support/record.mjs';

const PARTS = { storm: signInStorm };

const WHOLE = { repeats: 3, signIns: 100, quietMs: 3000 };
const QUICK = { repeats: 1, signIns: 100, quietMs: 500 };

/** What signing in costs others. False where there is no such part. */
export async function measure({ quick, kinds, part }) {
  if (part !== null && !Object.hasOwn(PARTS, part)) return false;
  const chosen = part === null ? Object.values(PARTS) : [PARTS[part]];
  const databases = new Databases();
  try {
    const record = new Record({ quick, server: await databases.described(kinds) });
    for (const take of chosen) await take({ databases, kinds, record, size: quick ? QUICK : WHOLE });
    record.write(['identity', part, quick ? 'quick' : null].filter(Boolean).join('-'));
  } finally {
    await databases.close();
  }
  return true;
}
