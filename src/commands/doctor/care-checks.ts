import sql from 'sql-template-tag';
import { Checkpoints, missingGuards } from '../../audit/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { keyAge } from '../../platform/keys/index.js';
import type { Log } from '../../platform/log.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { millisOf, plusDays } from '../../platform/clock.js';
import { when, type Check } from './check.js';

const DAY = 24 * 3_600_000;
const NIGHTS_MISSED = 3;
const LONG_HELD_DAYS = 365;
/** A server that runs signs every five minutes. */
const UNSIGNED_MILLIS = 30 * 60_000;
const OLD_KEY_DAYS = { sqlite: 365, postgres: 2 } as const;
const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What has to be done again and again, and was it. */
export const CARE_CHECKS: readonly Check[] = [
  {
    code: 'key-age',
    look: async ({ database, clock }) => {
      const age = database && (await keyAge(database, clock));
      if (!age) return [];
      const unfinished = when(
        age.changing,
        'A change of ALONGSIDE_KEY has begun and not ended.',
        'npm run admin -- rotate-key, with the same ALONGSIDE_KEY_NEXT, goes on where it stopped.',
      );
      // On PostgreSQL what was erased lies in the heap and the log until the key it was wrapped by is no more.
      const old = when(
        age.days > OLD_KEY_DAYS[database.kind],
        `ALONGSIDE_KEY has been the same for ${age.days} days.`,
        database.kind === 'postgres'
          ? 'Change it every day (npm run admin -- rotate-key): only that makes unreadable what PostgreSQL keeps of erased rows.'
          : 'Change it (npm run admin -- rotate-key), and whenever somebody left who could read it.',
      );
      return [...unfinished, ...old];
    },
  },
  {
    code: 'checkpoints',
    look: async ({ settings, database, clock }) => {
      if (!database) return [];
      const key = new MasterKey(settings.key, settings.nextKey);
      const { since } = await new Checkpoints(database, clock, new Jobs(SILENT), key, settings).unsigned();
      const guards = await missingGuards(database);
      return [
        ...when(
          since !== null && clock.millis() - millisOf(since) > UNSIGNED_MILLIS,
          'Nothing outside the database answers for the newest entries of the trail: its checkpoints are stale.',
          'Start the server, or npm run admin -- checkpoint; see that CHECKPOINTS_FOLDER can be written.',
        ),
        ...when(
          guards.length > 0,
          'The database no longer refuses to change the trail: somebody took its guards away.',
          'npm run admin -- verify-audit says whether anything was changed; ask who owns the database.',
        ),
      ];
    },
  },
  {
    code: 'retention',
    look: async ({ database, clock }) => {
      if (!database) return [];
      const seen = await database.one<{ ran_at: string | null }>(sql`SELECT ran_at FROM clock_seen WHERE id = 1`);
      const first = await database.one<{ at: string | null }>(sql`SELECT MIN(opened_at) AS at FROM client`);
      const since = seen?.ran_at ?? first?.at ?? null;
      return when(
        since !== null && clock.millis() - millisOf(since) > NIGHTS_MISSED * DAY,
        'Nothing that is due was erased for days: the server is off at night, or its clock is not relied on.',
        'npm run admin -- retention --dry-run says why and how much; --confirm-clock where the clock is right.',
      );
    },
  },
  {
    code: 'legal-holds',
    look: async ({ database, clock }) => {
      if (!database) return [];
      const old = await database.one<{ held: number }>(sql`
        SELECT CAST(COUNT(*) AS INTEGER) AS held FROM legal_hold
        WHERE ended_at IS NULL AND placed_at < ${plusDays(clock.now(), -LONG_HELD_DAYS)}`);
      return when(
        (old?.held ?? 0) > 0,
        `${old?.held ?? 0} legal hold(s) have stood for more than a year.`,
        'Ask the managers of the network to look through theirs (legalHolds) and end what is over.',
      );
    },
  },
  {
    code: 'clock',
    look: async ({ database, clock }) => {
      const newest = await database?.one<{ at: string | null }>(sql`
        SELECT MAX(e.at) AS at FROM audit_chain c JOIN audit_entry e ON e.chain = c.chain AND e.position = c.length`);
      return when(
        Boolean(newest?.at && millisOf(newest.at) > clock.millis() + DAY),
        'The trail holds entries from the future: this clock, or the one that wrote them, is wrong.',
        'Set the clock by a time server.',
      );
    },
  },
];
