import { randomInt, randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { insertLike, withoutIndexes } from './in-bulk.mjs';

const AT_ONCE = 5000;
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
  const patterns = await addPatterns(database, pairs[0], { from, by });
  await withoutIndexes(database, ['client', 'referral'], () => fill(database, patterns, pairs, count));
}

async function fill(database, patterns, pairs, count) {
  const period = [Date.parse('2025-10-01T00:00:00Z'), Date.parse('2026-01-01T00:00:00Z')];
  const step = (period[1] - period[0]) / count;
  let women = [];
  for (let done = 0; done < count; done += AT_ONCE) {
    const sent = Math.min(AT_ONCE, count - done);
    const clients = Array.from({ length: Math.ceil(sent / 3) }, randomUUID);
    women = [...women.slice(-2000), ...clients];
    await insertLike(
      database,
      'client',
      patterns.client,
      clients.map((id) => ({ id, code: id, counted_as: randomUUID() })),
    );
    const referrals = Array.from({ length: sent }, (_, index) =>
      anyReferral(one(women), one(pairs), period[0] + (done + index) * step),
    );
    await insertLike(database, 'referral', patterns.referral, referrals);
  }
}

/** What all have in common; the pattern itself was never sent, and counts nowhere. */
async function addPatterns(database, { receiverId, listingId }, { from, by }) {
  const [client, referral, at] = [randomUUID(), randomUUID(), '2025-10-01T00:00:00.000Z'];
  await database.write(async (tx) => {
    await tx.run(sql`INSERT INTO client (id, organization_id, version, code, age_band, pregnancy, count_me, details, counted_as, opened_at)
      VALUES (${client}, ${from}, 1, ${client}, 'UNKNOWN', 'UNKNOWN', TRUE, ${SEALED}, ${randomUUID()}, ${at})`);
    await tx.run(sql`INSERT INTO referral (id, version, code, status, client_id, from_id, to_id, listing_id, services, urgency, assistance,
        age_band, pregnancy, drafted_by_id, drafted_at, changed_at, door_opened, content, draw)
      VALUES (${referral}, 1, ${referral}, 'DRAFT', ${client}, ${from}, ${receiverId}, ${listingId}, '["shelter"]', 'ROUTINE', 'INFORMATION',
        'UNKNOWN', 'UNKNOWN', ${by}, ${at}, ${at}, FALSE, ${SEALED}, 0)`);
  });
  return {
    client: await database.one(sql`SELECT * FROM client WHERE id = ${client}`),
    referral: await database.one(sql`SELECT * FROM referral WHERE id = ${referral}`),
  };
}

function anyReferral(client, pair, sent) {
  const [id, status, sentAt] = [randomUUID(), one(STATUSES), new Date(sent).toISOString()];
  const done = status === 'COMPLETED' ? new Date(sent + randomInt(60) * 86_400_000).toISOString() : null;
  return {
    ...{ id, code: id, status, client_id: client, to_id: pair.receiverId, listing_id: pair.listingId },
    ...{ draw: randomInt(2 ** 31 - 1), services: JSON.stringify([...new Set([one(SERVICES), one(SERVICES)])]) },
    ...{ age_band: one(AGES), pregnancy: one(['PREGNANT', 'NO', 'UNKNOWN']) },
    ...{ reason_code: ['DECLINED', 'NOT_COMPLETED'].includes(status) ? 'no-space' : null, outcome: done && 'RECEIVED' },
    ...{ drafted_at: sentAt, sent_at: sentAt, changed_at: sentAt, arrived_at: done, completed_at: done },
  };
}
