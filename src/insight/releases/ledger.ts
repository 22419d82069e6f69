import { DateTime } from 'luxon';
import sql from 'sql-template-tag';
import { instantText } from '../../platform/clock.js';
import type { Reader } from '../../platform/database/index.js';
import { NETWORK_SCOPE } from './parameters.js';

interface Spent {
  startsAt: string;
  rhoUnits: number;
}

/** Whether so much more may be spent where a period begins: in no 12 months may the sum pass the cap, periods that overlap included. */
export async function hasRoom(
  reader: Reader,
  more: Spent,
  { capUnits, zone }: { capUnits: number; zone: string },
): Promise<boolean> {
  const spent = await reader.all<Spent>(sql`
    SELECT starts_at AS "startsAt", rho_units AS "rhoUnits" FROM release_ledger WHERE scope = ${NETWORK_SCOPE}`);
  return mostInAnyYear([...spent, more], more.startsAt, zone) <= capUnits;
}

/** The most that any 12 months which hold this instant have in them. Such a window may as well begin where a period does. */
export function mostInAnyYear(spent: readonly Spent[], holding: string, zone: string): number {
  const windows = spent
    .filter(({ startsAt }) => startsAt <= holding && holding < aYearAfter(startsAt, zone))
    .map(({ startsAt: from }) =>
      spent
        .filter(({ startsAt }) => from <= startsAt && startsAt < aYearAfter(from, zone))
        .reduce((sum, { rhoUnits }) => sum + rhoUnits, 0),
    );
  return Math.max(0, ...windows);
}

const aYearAfter = (instant: string, zone: string): string =>
  instantText(DateTime.fromISO(instant, { zone }).plus({ years: 1 }).toMillis());
