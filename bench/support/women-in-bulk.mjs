import { randomInt, randomUUID } from 'node:crypto';
import sql, { bulk } from 'sql-template-tag';

const AT_ONCE = 500;
const SERVICES = [
  'ost',
  'shelter',
  'hts',
  'pmtct',
  'gbv-support',
  'antenatal',
  'art',
  'legal-family',
  'childcare',
  'housing',
];
const STATUSES = ['COMPLETED', 'COMPLETED', 'COMPLETED', 'DECLINED', 'SENT', 'NOT_COMPLETED', 'WITHDRAWN'];
const AGES = ['UNDER_18', 'FROM_18_TO_24', 'FROM_25_TO_34', 'FROM_35_TO_49', 'UNKNOWN'];
const one = (from) => from[randomInt(from.length)];
/** As long as a sealed content is in use: rows must not be lighter than they are. */
const SEALED = 'x'.repeat(400);

/** So many referrals of the last quarter of 2025, of a third as many women; straight into the tables, since only what reads them is measured. */
export async function addReferrals(database, pairs, count) {
  const { from, by } = await database.one(sql`
    SELECT organization_id AS "from", id AS "by" FROM staff WHERE email = ${pairs[0].caseworker.email}`);
  const period = [Date.parse('2025-10-01T00:00:00Z'), Date.parse('2026-01-01T00:00:00Z')];
  const step = (period[1] - period[0]) / count;
  let women = [];
  for (let done = 0; done < count; done += AT_ONCE) {
    const clients = Array.from({ length: Math.ceil(AT_ONCE / 3) }, () => randomUUID());
    women = [...women.slice(-2000), ...clients];
    await database.write(async (tx) => {
      await tx.run(sql`INSERT INTO client (id, organization_id, version, code, age_band, pregnancy, count_me, details, counted_as, opened_at)
        VALUES ${bulk(clients.map((id) => [id, from, 1, id, 'UNKNOWN', 'UNKNOWN', true, SEALED, randomUUID(), '2025-10-01T00:00:00.000Z']))}`);
      await tx.run(sql`INSERT INTO referral (id, version, code, status, client_id, from_id, to_id, listing_id, services, urgency, assistance,
          age_band, pregnancy, reason_code, outcome, drafted_by_id, drafted_at, sent_at, arrived_at, completed_at, changed_at, door_opened, content, draw)
        VALUES ${bulk(
          Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, index) =>
            referral(one(women), one(pairs), { from, by, sent: period[0] + (done + index) * step }),
          ),
        )}`);
    });
  }
}

function referral(client, pair, { from, by, sent }) {
  const [id, status, sentAt] = [randomUUID(), one(STATUSES), new Date(sent).toISOString()];
  const done = status === 'COMPLETED' ? new Date(sent + randomInt(60) * 86_400_000).toISOString() : null;
  const services = JSON.stringify([...new Set([one(SERVICES), one(SERVICES)])]);
  return [
    ...[
      id,
      1,
      id,
      status,
      client,
      from,
      pair.receiverId,
      pair.listingId,
      services,
      'ROUTINE',
      'INFORMATION',
      one(AGES),
    ],
    ...[one(['PREGNANT', 'NO', 'UNKNOWN']), ['DECLINED', 'NOT_COMPLETED'].includes(status) ? 'no-space' : null],
    ...[done && 'RECEIVED', by, sentAt, sentAt, done, done, sentAt, false, SEALED, randomInt(2 ** 31 - 1)],
  ];
}
