import { setImmediate } from 'node:timers/promises';
import sql, { empty, type Sql } from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import type { ReferralRow } from '../../referrals/index.js';
import type { CountedReferral } from './counted-referral.js';
import { readLinks, type Links } from './read-links.js';
import type { Period } from './period.js';
import { metBy, monthOf, outcomeOf, pmtctStepOf, reasonOf, timeBandOf } from './what-is-counted.js';

type Stored = Pick<
  ReferralRow,
  'id' | 'status' | 'draw' | 'ageBand' | 'pregnancy' | 'outcome' | 'reasonCode' | 'arrivedAt' | 'completedAt'
>;

interface ReadReferral extends Stored {
  woman: string;
  sentAt: string;
  toId: string;
  listingId: string;
  /** A JSON list, as it is stored. */
  services: string;
}

const PAGE = 5000;

/**
 * The referrals of one period that count: of women who agreed to be counted, those entered in error left out. Read once, in pages, so that others are
 * answered meanwhile; `onDay` is told how far it is by the calendar, never by how many there were.
 */
export async function* readReferrals(
  reader: Reader,
  period: Period,
  onDay: (instant: string) => void,
): AsyncGenerator<CountedReferral> {
  const areas = await areasOfListings(reader);
  const links = await readLinks(reader, period.from);
  let last: ReadReferral | undefined;
  for (;;) {
    const page = await reader.all<ReadReferral>(pageAfter(period, last));
    for (const referral of page) yield counted(referral, period, areas, links);
    last = page.at(-1);
    if (!last || page.length < PAGE) return;
    onDay(last.sentAt);
    await setImmediate();
  }
}

const pageAfter = (period: Period, last: ReadReferral | undefined): Sql => sql`
  SELECT r.id, r.status, r.draw, r.services, r.outcome, r.age_band AS "ageBand", r.pregnancy,
    r.reason_code AS "reasonCode", r.sent_at AS "sentAt", r.arrived_at AS "arrivedAt", r.completed_at AS "completedAt",
    r.to_id AS "toId", r.listing_id AS "listingId", c.counted_as AS woman
  FROM referral r JOIN client c ON c.id = r.client_id
  WHERE r.sent_at >= ${last?.sentAt ?? period.from} AND r.sent_at < ${period.before}
    ${last ? sql`AND NOT (r.sent_at = ${last.sentAt} AND r.id <= ${last.id})` : empty}
    AND r.status <> 'ENTERED_IN_ERROR' AND c.count_me = TRUE
  ORDER BY r.sent_at, r.id LIMIT ${PAGE}`;

function counted(
  referral: ReadReferral,
  period: Period,
  areas: ReadonlyMap<string, string>,
  links: Links,
): CountedReferral {
  const services = JSON.parse(referral.services) as string[];
  return {
    woman: referral.woman,
    draw: referral.draw,
    agency: referral.toId,
    area: areas.get(referral.listingId) ?? 'unknown',
    month: monthOf(referral.sentAt, period),
    services,
    age: codeOf(referral.ageBand),
    pregnancy: codeOf(referral.pregnancy),
    outcome: outcomeOf(referral),
    reason: reasonOf(referral),
    met: metBy([referral, ...links.after(referral.id)]),
    pmtctStep: pmtctStepOf(referral, services),
    timeBand: timeBandOf(referral),
  };
}

/** As values of tables are written: `FROM_18_TO_24` is `from-18-to-24`. */
const codeOf = (value: string): string => value.toLowerCase().replaceAll('_', '-');

async function areasOfListings(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.all<{ id: string; area: string }>(
    sql`SELECT id, area_id AS area FROM listing WHERE area_id IS NOT NULL`,
  );
  return new Map(rows.map(({ id, area }) => [id, area]));
}
