import { sealing } from './sealing.mjs';
import { Databases } from './support/databases.mjs';
import { Record } from './support/record.mjs';
import { utility } from './utility.mjs';

/** A new part is a function here; each says what it measured to the record. */
const PARTS = { sealing, utility };

const WHOLE = { referrals: 1_000_000, reads: 200, repeats: 3 };
const QUICK = { referrals: 5000, reads: 40, repeats: 1 };

/** What sealed figures cost. False where there is no such part. */
export async function measure({ quick, kinds, part }) {
  if (part !== null && !Object.hasOwn(PARTS, part)) return false;
  const chosen = part === null ? Object.values(PARTS) : [PARTS[part]];
  const databases = new Databases();
  try {
    const record = new Record({ quick, server: await databases.described(kinds) });
    for (const take of chosen) await take({ databases, kinds, record, size: quick ? QUICK : WHOLE });
    record.write(['releases', part, quick ? 'quick' : null].filter(Boolean).join('-'));
  } finally {
    await databases.close();
  }
  return true;
}
