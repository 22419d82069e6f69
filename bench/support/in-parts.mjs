import { Databases } from './databases.mjs';
import { Record } from './record.mjs';

/** A part that is taken on one database after the other. */
export const onEach =
  (take) =>
  async ({ kinds, ...rest }) => {
    for (const kind of kinds) await take({ kind, ...rest });
  };

/**
 * A measurement in parts, as `npm run bench -- NAME` or `-- NAME:PART` takes it: each part says what it measured to one record. False where there is no such
 * part.
 */
export const inParts =
  (name, { parts, whole, quick: small }) =>
  async ({ quick, kinds, part }) => {
    if (part !== null && !Object.hasOwn(parts, part)) return false;
    const chosen = part === null ? Object.values(parts) : [parts[part]];
    const databases = new Databases();
    try {
      const server = await databases.described(kinds);
      const record = new Record({ quick, server });
      if (server.postgres?.fsync === 'off')
        record.note('PostgreSQL is the tests’ own server, which never waits for its disk (fsync=off); SQLite does.');
      for (const take of chosen) await take({ databases, kinds, record, size: quick ? small : whole });
      // A part alone, or a quick run, must not pass for the whole.
      record.write([name, part, quick ? 'quick' : null].filter(Boolean).join('-'));
    } finally {
      await databases.close();
    }
    return true;
  };
