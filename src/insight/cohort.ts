import { setImmediate } from 'node:timers/promises';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';
import type { ReferralRow } from '../referrals/index.js';
import type { Direction } from './direction.js';
import { followIndexes, isOneOf } from './lists.js';

/** Which referrals are counted: one organization's, from one side, by when they were sent. */
export interface Cohort {
  organizationId: string;
  direction: Direction;
  /** The first instant that belongs to it. */
  from: string;
  /** The first instant that no longer does. */
  before: string;
  /** Received only: the listings that the reader answers for; null where she sees all that was sent here. */
  answersFor: readonly string[] | null;
}

type Counted = Pick<
  ReferralRow,
  | 'id'
  | 'status'
  | 'urgency'
  | 'assistance'
  | 'companion'
  | 'transport'
  | 'childcareArranged'
  | 'stillWithHer'
  | 'ageBand'
  | 'pregnancy'
  | 'reasonCode'
  | 'reasonStep'
  | 'reasonBy'
  | 'outcome'
  | 'herGotHelp'
  | 'herRespect'
  | 'herReturn'
  | 'dueAt'
  | 'answeredAt'
  | 'acceptedAt'
  | 'arrivedAt'
  | 'completedAt'
>;

/** What figures need of one referral, as the side that counts it may know it. */
export interface CountedReferral extends Counted {
  sentAt: string;
  /** A JSON list, as it is stored. */
  services: string;
  /** The organization that counts it, and the one on the other side. */
  ownId: string;
  otherId: string;
  /** The listing that consent narrows it to; empty where it does not, and for who sent it. */
  narrowedTo: string;
}

const PAGE = 2000;

/**
 * Reads the cohort once, page by page. There are nearly as many combinations of service, place, age and reason as there are referrals, so that
 * grouping in SQL sends as many rows back and reads the table again for each median; and on SQLite one long statement would hold everybody up.
 */
export async function* readCohort(reader: Reader, cohort: Cohort): AsyncGenerator<CountedReferral[]> {
  await followIndexes(reader);
  let last: CountedReferral | undefined;
  for (;;) {
    const page = await reader.all<CountedReferral>(pageOf(cohort, last));
    yield page;
    last = page.at(-1);
    if (!last || page.length < PAGE) return;
    await setImmediate();
  }
}

/** Walks an index in the order of sending, which no later step changes: each referral is met once at most. */
function pageOf(cohort: Cohort, after: CountedReferral | undefined): Sql {
  return sql`${countedFrom(cohort.direction)}
      AND ${SIDE[cohort.direction].own} = ${cohort.organizationId}
      AND r.sent_at >= ${after?.sentAt ?? cohort.from} AND r.sent_at < ${cohort.before}
      ${after ? sql`AND NOT (r.sent_at = ${after.sentAt} AND r.id <= ${after.id})` : empty}
      ${cohort.direction === 'RECEIVED' ? answeredForBy(cohort.answersFor) : empty}
    ORDER BY r.sent_at, r.id LIMIT ${PAGE}`;
}

/** Those of these referrals that count, from one side, whoever's they are. */
export const readCounted = (reader: Reader, direction: Direction, ids: readonly string[]): Promise<CountedReferral[]> =>
  reader.all<CountedReferral>(
    sql`${countedFrom(direction)} AND r.sent_at IS NOT NULL AND ${isOneOf(reader, sql`r.id`, ids)}`,
  );

function countedFrom(direction: Direction): Sql {
  const side = SIDE[direction];
  return sql`
    SELECT r.id, r.status, r.urgency, r.services, r.assistance, r.outcome,
      ${side.handover}, ${side.own} AS "ownId", ${side.other} AS "otherId", ${side.narrowedTo} AS "narrowedTo",
      ${side.ageBand} AS "ageBand", ${side.pregnancy} AS "pregnancy", ${side.word},
      r.reason_code AS "reasonCode", r.reason_step AS "reasonStep", r.reason_by AS "reasonBy",
      r.sent_at AS "sentAt", r.due_at AS "dueAt", r.answered_at AS "answeredAt", r.accepted_at AS "acceptedAt",
      r.arrived_at AS "arrivedAt", r.completed_at AS "completedAt"
    FROM referral r ${side.joined}
    WHERE r.status <> 'ENTERED_IN_ERROR'`;
}

/**
 * What stands in a consent that was withdrawn crosses no more; one that only ran out has not been taken back. To a place of custody nothing crosses,
 * so its figures hold nothing of hers.
 */
const shared = (field: Sql, column: Sql): Sql =>
  sql`CASE WHEN o.custodial = FALSE AND c.withdrawn_at IS NULL AND c.fields LIKE ${field} THEN ${column} ELSE 'UNKNOWN' END`;

const SIDE = {
  SENT: {
    own: sql`r.from_id`,
    other: sql`r.to_id`,
    joined: empty,
    narrowedTo: sql`''`,
    word: sql`r.her_got_help AS "herGotHelp", r.her_respect AS "herRespect", r.her_return AS "herReturn"`,
    ageBand: sql`r.age_band`,
    pregnancy: sql`r.pregnancy`,
    handover: sql`r.companion AS "companion", r.transport AS "transport",
      r.childcare_arranged AS "childcareArranged", r.still_with_her AS "stillWithHer"`,
  },
  RECEIVED: {
    own: sql`r.to_id`,
    other: sql`r.from_id`,
    narrowedTo: sql`COALESCE(c.listing_id, '')`,
    // What she says of a place is never told to it, not even summed up.
    word: sql`NULL AS "herGotHelp", NULL AS "herRespect", NULL AS "herReturn"`,
    joined: sql`JOIN organization o ON o.id = r.to_id LEFT JOIN consent c ON c.id = r.consent_id`,
    ageBand: shared(sql`'%"AGE_BAND"%'`, sql`r.age_band`),
    pregnancy: shared(sql`'%"PREGNANCY"%'`, sql`r.pregnancy`),
    // How she came is shown with what was shared, and gone with it; that somebody was still with her the receiver saw itself.
    handover: sql`CASE WHEN c.withdrawn_at IS NULL THEN r.companion END AS "companion",
      CASE WHEN c.withdrawn_at IS NULL THEN r.transport END AS "transport",
      CASE WHEN c.withdrawn_at IS NULL THEN r.childcare_arranged END AS "childcareArranged",
      r.still_with_her AS "stillWithHer"`,
  },
} satisfies Record<Direction, unknown>;

/** What consent narrowed to a listing exists only for those who answer for it, in figures too. */
function answeredForBy(listings: readonly string[] | null): Sql {
  if (listings === null) return empty;
  return listings.length
    ? sql`AND (c.listing_id IS NULL OR c.listing_id IN (${join([...listings])}))`
    : sql`AND c.listing_id IS NULL`;
}
