import sql from 'sql-template-tag';
import { atOnce, percentile, timed } from './support/figures.mjs';
import { house, openHere, withDatabase } from './support/house.mjs';
import { addPairs, signedIn, STEPS_OF_A_JOURNEY, takeJourney, womanWhoConsents } from './support/journey.mjs';
import { startHouse } from './support/server.mjs';

const PAIRS = 4;
/** By turns, so that what else the machine does meanwhile meets both. */
const TURNS = 4;
/** So many journeys at once, between so many pairs of organizations: in one pair, all write to the same two audit trails. */
const WAYS = [
  { lanes: 1, pairs: 1, what: '1 at once' },
  { lanes: 8, pairs: PAIRS, what: '8 at once, four pairs' },
  { lanes: 8, pairs: 1, what: '8 at once, one pair' },
];

/** Whole journeys over HTTP, every step in the audit trail. Compared with the least that a transaction can do: one UPDATE of one row. */
export async function stepping({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const pairs = await withDatabase(at, (database) => addPairs(database, PAIRS));
    const server = await startHouse(at);
    const database = await openHere(at);
    try {
      const working = [];
      for (const pair of pairs) working.push(await signedIn(server.api, pair));
      await prepareUpdates(database);
      // Not told: what is warmed up here is not measured below.
      await journeys(server, working, { lanes: 8, pairs: PAIRS }, 16);
      await updates(database, 8, size.updates);
      for (const way of WAYS) await measureWay({ way, server, working, database, kind, record, size });
      await mustBeAudited(database);
    } finally {
      await database.close();
      await server.stop();
      await at.drop();
    }
    record.print('steps', kind);
  }
}

async function measureWay({ way, server, working, database, kind, record, size }) {
  const [taken, updated] = [[], []];
  for (let run = 0; run < size.repeats; run++) {
    const [steps, plain] = [new Tally(), new Tally()];
    for (let turn = 0; turn < TURNS; turn++) {
      plain.add(await updates(database, way.lanes, size.updates / TURNS));
      steps.add(await journeys(server, working, way, size.journeys[way.lanes] / TURNS));
    }
    taken.push(steps);
    updated.push(plain);
  }
  const add = (what, unit, of, baseline) =>
    record.add({
      part: 'steps',
      database: kind,
      what: `${way.what}${what}`,
      unit,
      runs: taken.map(of),
      baseline: baseline && { what: baseline, runs: updated.map(of) },
    });
  add('', 'steps/s', ({ rate }) => rate, 'UPDATEs of one row, each a transaction');
  if (taken.every(({ processorMs }) => processorMs > 0))
    add(', processor for each', 'ms', ({ processor }) => processor, 'processor for one such UPDATE');
  add(', p50', 'ms', ({ times }) => percentile(times, 50));
  add(', p99', 'ms', ({ times }) => percentile(times, 99));
}

/** What several turns came to. */
class Tally {
  #done = 0;
  #ms = 0;
  processorMs = 0;
  times = [];

  add({ done, ms, processorMs, times = [] }) {
    this.#done += done;
    this.#ms += ms;
    this.processorMs += processorMs;
    this.times.push(...times);
  }

  get rate() {
    return (this.#done / this.#ms) * 1000;
  }

  get processor() {
    return this.processorMs / this.#done;
  }
}

/** The women are there and have consented before the clock runs. */
async function journeys(server, working, { lanes, pairs }, count) {
  const { api } = server;
  const places = Array.from({ length: count }, (_, number) => working[number % pairs]);
  const women = [];
  await atOnce(lanes, places, async (pair) => women.push({ pair, clientId: await womanWhoConsents(api, pair) }));
  const times = [];
  const before = server.processorMs();
  const { ms } = await timed(() =>
    atOnce(lanes, women, ({ pair, clientId }) => takeJourney(api, pair, clientId, (each) => times.push(each))),
  );
  const processorMs = server.processorMs() - before;
  if (times.length !== count * STEPS_OF_A_JOURNEY) throw new Error(`${times.length} steps were taken`);
  return { done: times.length, ms, processorMs, times };
}

async function prepareUpdates(database) {
  await database.write(async (tx) => {
    await tx.run(sql`CREATE TABLE bench_counter (id integer PRIMARY KEY, value integer NOT NULL)`);
    for (let id = 0; id < 8; id++) await tx.run(sql`INSERT INTO bench_counter (id, value) VALUES (${id}, 0)`);
  });
}

/** Each lane on its own row. */
async function updates(database, lanes, count) {
  const before = process.cpuUsage();
  const { ms } = await timed(() =>
    atOnce(lanes, Array.from({ length: count }), (_, lane) =>
      database.write((tx) => tx.run(sql`UPDATE bench_counter SET value = value + 1 WHERE id = ${lane}`)),
    ),
  );
  const { user, system } = process.cpuUsage(before);
  return { done: count, ms, processorMs: (user + system) / 1000 };
}

/** A step that nobody wrote down would be a quick one: every chain is whole, and has as many steps as were taken. */
async function mustBeAudited(database) {
  const { AuditTrail } = await house('audit/index.js');
  const { SystemClock } = await house('platform/clock.js');
  const trail = new AuditTrail(new SystemClock());
  for (const { chain } of await database.all(sql`SELECT chain FROM audit_chain`))
    if (!(await trail.verify(database, chain)).intact) throw new Error('an audit trail is broken');
  const [{ steps, referrals }] = await database.all(sql`
    SELECT (SELECT COUNT(*) FROM audit_entry WHERE action LIKE 'referral.%') AS steps, (SELECT COUNT(*) FROM referral) AS referrals`);
  if (Number(steps) < Number(referrals) * STEPS_OF_A_JOURNEY) throw new Error('not every step is in the audit trail');
}
