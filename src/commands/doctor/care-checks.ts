import sql from 'sql-template-tag';
import { millisOf, plusDays } from '../../platform/clock.js';
import { when, type Check } from './check.js';

const DAY = 24 * 3_600_000;
const NIGHTS_MISSED = 3;
const LONG_HELD_DAYS = 365;

/** What has to be done again and again, and was it. */
export const CARE_CHECKS: readonly Check[] = [
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
