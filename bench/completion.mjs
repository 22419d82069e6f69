import sql, { join, raw } from 'sql-template-tag';
import { median, percentile, timed } from './support/figures.mjs';
import { house, openHere } from './support/house.mjs';
import { insertLike, withoutIndexes } from './support/in-bulk.mjs';
import { inParts } from './support/in-parts.mjs';
import { addPairs, signedIn, takeJourney, womanWhoConsents } from './support/journey.mjs';
import { randomFrom } from './support/random.mjs';
import { startHouse } from './support/server.mjs';
import { addStaff, PASSWORD } from './support/staff.mjs';

const ME = { query: '{ me { id } }' };
const MANAGER = 'manager@bench.example';
const FUNNEL = 'sent answered accepted arrived completed received';
const ROW = `{ key name ${FUNNEL} }`;
const TIME = '{ count median ninetieth }';
const AUDIT = `query ($from: Date!, $to: Date!, $direction: Direction) {
  completionAudit(from: $from, to: $to, direction: $direction) {
    ${FUNNEL} open overdue overdueShare byReason { count reason { code name side } } byMonth ${ROW} byService ${ROW}
    byServiceAndReason { service name count reason { code } } byCounterpart ${ROW} byAssistance ${ROW} byCompanion ${ROW}
    byTransport ${ROW} byChildcareArranged ${ROW} byStillWithHerWhenReceived ${ROW} byAgeBand ${ROW} byPregnancy ${ROW}
    byHerWord { key heard gotHelp } needs { needs met attempts { attempts count } }
    times { hoursToAnswer ${TIME} hoursToAnswerOnTheClock ${TIME} daysToArrival ${TIME} daysToCompletion ${TIME} } } }`;
const PMTCT = `query ($from: Date!, $to: Date!) {
  pmtctIndicator(from: $from, to: $to) { referred attended received byPlace { key referred } byQuarter { key referred } } }`;

/** The year that is counted; the cohort’s months and quarters are of it. */
const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const WINDOWS = {
  month: { from: '2025-03-01', to: '2025-03-31' },
  quarter: { from: '2025-04-01', to: '2025-06-30' },
  year: YEAR,
  'days that cut months': { from: '2025-02-15', to: '2025-11-14' },
};
const TARGET_MS = 150;

/** The completion audit of an organization that sent all of these. Compared with `{ me { id } }` of the same reader, by turns. */
async function audit({ databases, kinds, record, size }) {
  record.note(`completion: ${size.referrals} referrals of one organization in a year; the target is ${TARGET_MS} ms.`);
  for (const kind of kinds) await once({ databases, kind, record, size });
}

export const measure = inParts('completion', {
  parts: { audit },
  whole: { referrals: 1_000_000, requests: 40, touched: 30, updates: 400 },
  quick: { referrals: 20_000, requests: 5, touched: 30, updates: 40 },
});

async function once({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const database = await openHere(at);
  try {
    const template = await oneOfEach(at, database);
    const add = (what, unit, runs, baseline) =>
      record.add({ part: 'completion', database: kind, what, unit, runs, baseline });
    const filled = await timed(() =>
      withoutIndexes(database, ['referral'], () => fill(database, template, size.referrals)),
    );
    add('referrals written, marks and all', 'rows/s', [(size.referrals / filled.ms) * 1000]);
    const folding = await foldingOf(at, database);
    const folded = await timed(() => folding.rebuild());
    add('counted anew', 'referrals/s', [(folded.result / folded.ms) * 1000]);
    await measureStep(database, template, size, add);
    const server = await startHouse(at);
    try {
      const token = await server.api.signIn({ email: MANAGER, password: PASSWORD });
      // Her authenticator is no part of what is measured.
      await database.write((tx) => tx.run(sql`UPDATE staff SET second_factor = TRUE WHERE email = ${MANAGER}`));
      await measureReading(server.api, token, size, add);
      await measureAfterSteps(server.api, token, database, template, size, add);
    } finally {
      await server.stop();
    }
    record.print('completion', kind);
  } finally {
    await database.close();
    await at.drop();
  }
}

/** By turns: what else the machine does meanwhile meets both. */
async function measureReading(api, token, size, add) {
  const asked = Object.entries(WINDOWS).map(([name, days]) => ({ name: `audit, ${name}`, query: AUDIT, days }));
  asked.push({ name: 'PMTCT, year', query: PMTCT, days: YEAR });
  for (const { name, query, days } of asked) {
    const [times, plain] = [[], []];
    await api.ask(token, query, days);
    for (let turn = 0; turn < size.requests; turn++) {
      plain.push((await timed(() => api.ask(token, ME.query))).ms);
      times.push((await timed(() => api.ask(token, query, days))).ms);
    }
    add(`${name}, p50`, 'ms', [median(times)], { what: '{ me { id } }', runs: [median(plain)] });
    add(`${name}, p95`, 'ms', [percentile(times, 95)]);
  }
}

/** Read where so many referrals have moved since the figures were last brought up. */
async function measureAfterSteps(api, token, database, template, size, add) {
  const { fromId } = template;
  const times = [];
  for (let turn = 0; turn < size.requests; turn++) {
    const rows = await database.all(sql`
      SELECT id FROM referral WHERE from_id = ${fromId} AND sent_at >= ${`2025-${month(turn)}-03T00:00:00.000Z`} LIMIT ${size.touched}`);
    await database.write((tx) =>
      tx.run(
        sql`UPDATE referral SET outcome = 'NOT_RECEIVED', version = version + 1 WHERE id IN (${join(rows.map(({ id }) => id))})`,
      ),
    );
    times.push((await timed(() => api.ask(token, AUDIT, YEAR))).ms);
  }
  add(`audit, year, ${size.touched} referrals changed, p50`, 'ms', [median(times)]);
  add(`audit, year, ${size.touched} referrals changed, p95`, 'ms', [percentile(times, 95)]);
}

const month = (number) => String((number % 12) + 1).padStart(2, '0');

/** What a mark adds to a step: the least transaction on a referral, with the watching and without it. */
async function measureStep(database, { fromId }, { updates }, add) {
  const [{ id }] = await database.all(sql`SELECT id FROM referral WHERE from_id = ${fromId} LIMIT 1`);
  const change = () => database.write((tx) => tx.run(sql`UPDATE referral SET version = version + 1 WHERE id = ${id}`));
  const watched = await repeat(updates, change);
  const onTable = database.kind === 'postgres' ? raw(' ON referral') : raw('');
  await database.write((tx) => tx.run(sql`DROP TRIGGER tr_referral_changed${onTable}`));
  const alone = await repeat(updates, change);
  await database.write((tx) => tx.run(watching(database.kind)));
  add('UPDATE of one referral with its mark, p50', 'ms', [median(watched)], {
    what: 'without it',
    runs: [median(alone)],
  });
}

/** As the migration made it. */
const watching = (kind) =>
  kind === 'postgres'
    ? sql`CREATE TRIGGER tr_referral_changed AFTER UPDATE ON referral FOR EACH ROW EXECUTE FUNCTION tr_referral_changed()`
    : sql`CREATE TRIGGER tr_referral_changed AFTER UPDATE ON referral BEGIN
        INSERT INTO figure_mark (id, referral_id) SELECT lower(hex(randomblob(16))), NEW.id; END`;

async function repeat(count, work) {
  const times = [];
  for (let turn = 0; turn < count; turn++) times.push((await timed(work)).ms);
  return times;
}

/** One whole journey through the front door, as the pattern of the others, and the sender's manager. */
async function oneOfEach(at, database) {
  const [pair] = await addPairs(database, 1);
  const server = await startHouse(at);
  try {
    const working = await signedIn(server.api, pair);
    await takeJourney(server.api, working, await womanWhoConsents(server.api, working), () => undefined);
  } finally {
    await server.stop();
  }
  const [row] = await database.all(sql`SELECT * FROM referral`);
  await database.write((tx) => addStaff(tx, [{ email: MANAGER, organizationId: row.from_id, roles: ['MANAGER'] }]));
  return { row, fromId: row.from_id };
}

const PART = 5000;
const DAY = 86_400_000;

async function fill(database, { row }, count) {
  const random = randomFrom(82);
  for (let start = 0; start < count; start += PART) {
    const rows = Array.from({ length: Math.min(PART, count - start) }, (_, each) => anyReferral(start + each, random));
    await insertLike(database, 'referral', row, rows);
  }
}

const SERVICES = ['shelter', 'ost', 'hts', 'pmtct', 'gbv-support', 'legal-aid', 'nsp', 'art'];
const REASONS = ['no-space', 'drug-use', 'closed', 'children', 'no-id'];
const BANDS = ['FROM_18_TO_24', 'FROM_25_TO_34', 'FROM_35_TO_49', 'UNKNOWN'];

/** As far as the dice let her come. */
function anyReferral(number, random) {
  const { below } = random;
  const one = (values) => values[below(values.length)];
  const sent = Date.parse('2025-01-01T12:00:00.000Z') + below(364 * DAY);
  const after = (most) => new Date(sent + below(most)).toISOString();
  const came = below(5);
  const refused = came === 1 ? one(REASONS) : null;
  return {
    ...{ id: `bench-${number}`, code: `bench-${number}`, replaces_id: number % 7 === 1 ? `bench-${number - 1}` : null },
    services: JSON.stringify(below(3) ? [one(SERVICES)] : [...new Set([one(SERVICES), one(SERVICES)])]),
    ...{ urgency: one(['NOW', 'TODAY', 'SOON', 'ROUTINE']), age_band: one(BANDS) },
    assistance: one(['INFORMATION', 'CONTACT_MADE', 'ACCOMPANIED']),
    companion: one([null, 'WORKER', 'PEER', 'NOBODY']),
    pregnancy: below(10) ? 'NO' : 'PREGNANT',
    status: came === 4 ? 'COMPLETED' : came === 1 ? 'DECLINED' : came === 0 && below(9) ? 'EXPIRED' : 'ACCEPTED',
    ...{ reason_code: refused, reason_step: refused && 'DECLINE', reason_by: refused && 'receiver' },
    outcome: came === 4 ? one(['RECEIVED', 'RECEIVED', 'PARTLY_RECEIVED', 'NOT_RECEIVED']) : null,
    ...{ sent_at: new Date(sent).toISOString(), due_at: came === 2 && !below(9) ? after(30 * DAY) : null },
    answered_at: came > 0 ? after(5 * DAY) : null,
    accepted_at: came > 1 ? after(5 * DAY) : null,
    arrived_at: came > 2 ? after(20 * DAY) : null,
    completed_at: came > 3 ? after(40 * DAY) : null,
  };
}

async function foldingOf({ url, key }, database) {
  const { FoldFigures } = await house('insight/index.js');
  const { readSettings } = await house('platform/config.js');
  const settings = readSettings({ DATABASE_URL: url, ALONGSIDE_KEY: key, LOG_LEVEL: 'silent' });
  return new FoldFigures(database, { register: () => undefined, soon: () => undefined }, settings);
}
