import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { atOnce, percentile, timed } from './support/figures.mjs';
import { openHere } from './support/house.mjs';
import { anAct, trailOver } from './support/trail.mjs';

const BASELINE = 'the same UPDATE without the trail';
/** By turns, so that what else the machine does meanwhile meets both. */
const TURNS = 4;
const WAYS = [
  { lanes: 1, chains: 1, what: '1 at once, one chain' },
  { lanes: 1, chains: 8, what: '1 at once, eight chains' },
  { lanes: 8, chains: 1, what: '8 at once, one chain' },
  { lanes: 8, chains: 8, what: '8 at once, a chain each' },
];

/** An UPDATE of one row and its entry in one transaction, and the same UPDATE alone. */
export async function recording({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const database = await openHere(at);
    try {
      const { trail, verifier } = await trailOver(database, at);
      await database.write(async (tx) => {
        await tx.run(sql`CREATE TABLE bench_counter (id integer PRIMARY KEY, value integer NOT NULL)`);
        for (let id = 0; id < 8; id++) await tx.run(sql`INSERT INTO bench_counter (id, value) VALUES (${id}, 0)`);
      });
      const chains = Array.from({ length: 8 }, () => randomUUID());
      const writes = (way, count, withTrail) => take(database, withTrail ? trail : null, way, chains, count);
      await writes(WAYS[3], size.writes / 2, true);
      for (const way of WAYS) await measureWay(way, writes, kind, record, size);
      for (const chain of chains)
        if (!(await verifier.verify(chain)).intact) throw new Error('an audit trail is broken');
    } finally {
      await database.close();
      await at.drop();
    }
    record.print('record', kind);
  }
}

async function measureWay(way, writes, kind, record, size) {
  const [audited, plain] = [[], []];
  for (let run = 0; run < size.repeats; run++) {
    const [withIt, without] = [[], []];
    for (let turn = 0; turn < TURNS; turn++) {
      without.push(await writes(way, size.writes / TURNS, false));
      withIt.push(await writes(way, size.writes / TURNS, true));
    }
    audited.push(together(withIt));
    plain.push(together(without));
  }
  const add = (what, unit, of) =>
    record.add({
      part: 'record',
      database: kind,
      what: `${way.what}${what}`,
      unit,
      runs: audited.map(of),
      baseline: { what: BASELINE, runs: plain.map(of) },
    });
  add('', 'acts/s', ({ rate }) => rate);
  add(', p50', 'ms', ({ times }) => percentile(times, 50));
  add(', processor for each', 'ms', ({ processor }) => processor);
}

function together(turns) {
  const sum = (of) => turns.reduce((total, turn) => total + of(turn), 0);
  const done = sum(({ times }) => times.length);
  return {
    rate: (done / sum(({ ms }) => ms)) * 1000,
    processor: sum(({ processorMs }) => processorMs) / done,
    times: turns.flatMap(({ times }) => times),
  };
}

/** Each lane on its own row, and over the chains in turn. */
async function take(database, trail, { lanes, chains: many }, chains, count) {
  const times = [];
  const before = process.cpuUsage();
  const { ms } = await timed(() =>
    atOnce(
      lanes,
      Array.from({ length: count }, (_, number) => number),
      async (number, lane) => {
        const chain = chains[(lanes === 1 ? number : lane) % many];
        const one = await timed(() =>
          database.write(async (tx) => {
            await tx.run(sql`UPDATE bench_counter SET value = value + 1 WHERE id = ${lane}`);
            if (trail) await trail.record(tx, anAct(chain, number));
          }),
        );
        times.push(one.ms);
      },
    ),
  );
  const { user, system } = process.cpuUsage(before);
  return { ms, times, processorMs: (user + system) / 1000 };
}
