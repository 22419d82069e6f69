import { setImmediate } from 'node:timers/promises';
import sql, { empty } from 'sql-template-tag';
import type { Reader } from '../../platform/database/index.js';
import { followIndexes, readLines, rowsAsLines } from '../lists.js';
import type { CountedReferral } from './counted-referral.js';
import { COURSE_OF, Courses, type Course } from './course.js';
import { readLinks, type Links } from './read-links.js';
import type { Period } from './period.js';
import { metBy, monthOf, timeBandOf } from './what-is-counted.js';

/** In the order in which they are asked for. */
type ReadReferral = [
  id: string,
  draw: string,
  /** What is alike in many of them, in one text. */
  course: string,
  sentAt: string,
  /** Empty where it is not. */
  completedAt: string,
  toId: string,
  listingId: string,
  clientId: string,
];

/** Small enough that nothing of one is there any more when the memory is tidied. */
const PAGE = 500;
/** Of women there is little to a row. */
const WOMEN = 2000;

/**
 * The referrals of one period that count: of women who agreed to be counted, those entered in error left out. Read once, in pages, so that others are
 * answered meanwhile; `onDay` is told how far it is by the calendar, never by how many there were.
 */
export async function* readReferrals(
  reader: Reader,
  period: Period,
  onDay: (instant: string) => void,
): AsyncGenerator<CountedReferral[]> {
  await followIndexes(reader);
  const beside = { areas: await areasOfListings(reader), links: await readLinks(reader, period.from) };
  const courses = new Courses();
  const women = await womenByClient(reader);
  for (let text = await readPage(reader, period); ;) {
    const page = readLines(text) as ReadReferral[];
    const last = page.length < PAGE ? undefined : page.at(-1);
    // Where the database is a process of its own it finds the next ones while these are counted.
    const following = last && readPage(reader, period, last);
    // Whoever counts may stop here: then nobody hears what becomes of it.
    following?.catch(() => undefined);
    // It is under way, and others are answered, before these are looked at.
    if (following) await setImmediate();
    const ofThese: CountedReferral[] = [];
    for (const referral of page) {
      const woman = women.get(referral[CLIENT_ID]);
      if (woman !== undefined) ofThese.push(counted(referral, woman, courses.of(referral[COURSE]), period, beside));
    }
    yield ofThese;
    if (!last || !following) return;
    onDay(last[SENT_AT]);
    text = await following;
  }
}

const COURSE = 2;
const SENT_AT = 3;
const CLIENT_ID = 7;

async function readPage(reader: Reader, period: Period, last?: ReadReferral): Promise<string | null> {
  const [lastId, , , lastSentAt] = last ?? [];
  const found = await reader.one<{ rows: string | null }>(sql`
    SELECT ${rowsAsLines(reader, sql`id, draw, course, sent_at, completed_at, to_id, listing_id, client_id`)} AS rows FROM (
      SELECT r.id, r.draw, ${COURSE_OF} AS course, r.sent_at, COALESCE(r.completed_at, '') AS completed_at, r.to_id, r.listing_id, r.client_id
      FROM referral r
      WHERE r.sent_at >= ${lastSentAt ?? period.from} AND r.sent_at < ${period.before}
        ${lastSentAt ? sql`AND NOT (r.sent_at = ${lastSentAt} AND r.id <= ${lastId})` : empty}
        AND r.status <> 'ENTERED_IN_ERROR'
      ORDER BY r.sent_at, r.id LIMIT ${PAGE}) AS page`);
  return found?.rows ?? null;
}

function counted(
  [id, draw, , sentAt, completedAt, toId, listingId]: ReadReferral,
  woman: number,
  course: Course,
  period: Period,
  { areas, links }: { areas: ReadonlyMap<string, string>; links: Links },
): CountedReferral {
  const after = links.after(id);
  return {
    woman,
    draw: Number(draw),
    agency: toId,
    area: areas.get(listingId) ?? 'unknown',
    month: monthOf(sentAt, period),
    services: course.services,
    age: course.age,
    pregnancy: course.pregnancy,
    outcome: course.outcome,
    reason: course.reason,
    pmtctStep: course.pmtctStep,
    met: after.length === 0 ? course.metAlone : metBy([course.referral, ...after]),
    timeBand: timeBandOf({ status: course.referral.status, sentAt, completedAt: completedAt || null }),
  };
}

/**
 * Which woman each client is who agreed to be counted: a number for each key that women are counted by. Read through once. Looked up for each referral, an
 * encrypted database would decipher the same pages again and again; and the keys themselves would take more room than all that is counted.
 */
async function womenByClient(reader: Reader): Promise<Map<string, number>> {
  const [women, numbers] = [new Map<string, number>(), new Map<string, number>()];
  let last = '';
  for (;;) {
    const page = await reader.all<{ id: string; countedAs: string }>(sql`
      SELECT id, counted_as AS "countedAs" FROM client WHERE count_me = TRUE AND id > ${last} ORDER BY id LIMIT ${WOMEN}`);
    for (const { id, countedAs } of page) {
      const number = numbers.get(countedAs) ?? numbers.size;
      numbers.set(countedAs, number);
      women.set(id, number);
    }
    if (page.length < WOMEN) return women;
    last = page.at(-1)?.id ?? '';
    await setImmediate();
  }
}

async function areasOfListings(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader.all<{ id: string; area: string }>(
    sql`SELECT id, area_id AS area FROM listing WHERE area_id IS NOT NULL`,
  );
  return new Map(rows.map(({ id, area }) => [id, area]));
}
