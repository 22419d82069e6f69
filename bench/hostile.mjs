import { buildSchema } from 'graphql';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { malformedInputs } from '../test/support/malformed.mjs';
import { fillDirectory } from './support/directory.mjs';
import { percentile, timed } from './support/figures.mjs';
import { HOSTILE, MANY_ALIASES, REGISTERED } from './support/hostile-documents.mjs';
import { withDatabase } from './support/house.mjs';
import { inParts, onEach } from './support/in-parts.mjs';
import { FIRST_TWENTY } from './support/search-documents.mjs';
import { startBareApollo, startHouse, startTrustedHouse } from './support/server.mjs';

const AT_ONCE = 5;
const READING = { query: FIRST_TWENTY, variables: { where: { services: ['shelter'], openNow: true } } };
const SCHEMA = fileURLToPath(new URL('../schema.gql', import.meta.url));

/** What those who mean harm cost everybody else. */
export const measure = inParts('hostile', {
  parts: { refused: onEach(refused), aliases: onEach(aliases), malformed: onEach(malformed), beside: onEach(beside) },
  whole: { repeats: 3, listings: 2000, requests: 1000, reads: 100, inputs: 1671 },
  quick: { repeats: 3, listings: 500, requests: 100, reads: 40, inputs: 300 },
});

/** A document that is not registered, where only registered ones are executed; beside `/health/live`, which does nothing at all. */
async function refused({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const server = await startTrustedHouse(at);
  try {
    const runs = [];
    for (let run = 0; run <= size.repeats; run++) {
      const alive = await times(size.requests, () => server.api.raw({ method: 'GET', path: '/health/live' }));
      const before = server.processorMs();
      const short = await times(size.requests, () => server.api.raw({ body: { query: '{ me { email } }' } }));
      const processor = (server.processorMs() - before) / size.requests;
      const long = await times(size.requests / 10, () => server.api.raw({ body: { query: `#${'x'.repeat(60_000)}` } }));
      const known = await times(size.requests, () => server.api.raw({ body: { query: REGISTERED } }));
      // The first is for warming up.
      if (run > 0) runs.push({ alive, short, long, known, processor });
    }
    const of = (name, hundredth) => runs.map((run) => percentile(run[name], hundredth));
    for (const hundredth of [50, 99])
      for (const [name, what] of Object.entries({
        short: 'not registered',
        long: 'not registered, 60 kB',
        known: 'registered: me',
      }))
        record.add({
          part: 'refused',
          database: kind,
          what: `${what}, p${hundredth}`,
          unit: 'ms',
          runs: of(name, hundredth),
          baseline: { what: `/health/live p${hundredth}`, runs: of('alive', hundredth) },
        });
    const processor = runs.map((run) => run.processor);
    // Where the system does not tell processor time there is none to tell.
    if (processor.every((ms) => ms > 0))
      record.add({ part: 'refused', database: kind, what: 'not registered, processor', unit: 'ms', runs: processor });
    record.print('refused', kind);
  } finally {
    await server.stop();
    await at.drop();
  }
}

/** Five documents of 30,000 aliases at once: how long the next one waits, here and at an Apollo server as it comes. */
async function aliases({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const runs = [];
  for (let run = 0; run < size.repeats; run++)
    runs.push({ ours: await standsStill(() => startHouse(at)), bare: await standsStill(startBareApollo) });
  record.add({
    part: 'aliases',
    database: kind,
    what: `the next one waits behind ${AT_ONCE} of 30,000 aliases`,
    unit: 'ms',
    runs: runs.map(({ ours }) => ours),
    baseline: { what: 'Apollo as it comes', runs: runs.map(({ bare }) => bare) },
  });
  record.print('aliases', kind);
  await at.drop();
}

async function standsStill(start) {
  const server = await start();
  try {
    const next = () => server.api.raw({ body: { query: '{ __typename }' } });
    await times(20, next);
    const hostile = Array.from({ length: AT_ONCE }, () => sent(server, { body: { query: MANY_ALIASES } }));
    // They are there before it, but not more than a moment.
    await new Promise((resolve) => setTimeout(resolve, 30));
    const { ms } = await timed(next);
    await Promise.all(hostile);
    return ms;
  } finally {
    await server.stop();
  }
}

/** Operations with one value that does not fit, one after the other. */
async function malformed({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const { searcher } = await withDatabase(at, (database) => fillDirectory(database, size.listings));
  const inputs = malformedInputs(buildSchema(readFileSync(SCHEMA, 'utf8')), size.inputs);
  const runs = [];
  for (let run = 0; run < size.repeats; run++) {
    const server = await startHouse(at);
    try {
      const token = await server.api.signIn(searcher);
      const [taken, alive] = [[], []];
      let broken = 0;
      for (const [n, { query, variables }] of inputs.entries()) {
        const { ms, result } = await timed(() => server.api.raw({ token, body: { query, variables } }));
        taken.push({ ms, query });
        if (result.status >= 500 || result.text.includes('INTERNAL_SERVER_ERROR')) broken += 1;
        if (n % 10 === 0) alive.push((await timed(() => server.api.raw({ method: 'GET', path: '/health/live' }))).ms);
      }
      runs.push({ taken: taken.map(({ ms }) => ms), alive, broken });
    } finally {
      await server.stop();
    }
  }
  const add = (what, unit, of, baseline) =>
    record.add({ part: 'malformed', database: kind, what, unit, runs: runs.map(of), baseline });
  for (const hundredth of [50, 99, 100])
    add(`${inputs.length} inputs, p${hundredth}`, 'ms', ({ taken }) => percentile(taken, hundredth), {
      what: `/health/live p${hundredth}`,
      runs: runs.map(({ alive }) => percentile(alive, hundredth)),
    });
  add('over 500 ms', 'answers', ({ taken }) => taken.filter((ms) => ms > 500).length);
  add('5xx or unforeseen', 'answers', ({ broken }) => broken);
  record.print('malformed', kind);
  await at.drop();
}

/** A worker who searches while five others send the same hostile document again and again, each kind in turn; beside the same worker alone. */
async function beside({ databases, kind, record, size }) {
  const at = await databases.fresh(kind);
  const { searcher } = await withDatabase(at, (database) => fillDirectory(database, size.listings));
  const server = await startHouse(at);
  try {
    const token = await server.api.signIn(searcher);
    const read = async () => {
      const { status } = await server.api.raw({ token, body: READING });
      if (status !== 200) throw new Error(`the reader was answered ${status}`);
    };
    await times(size.reads, read);
    const runs = Object.fromEntries(Object.keys(HOSTILE).map((name) => [name, []]));
    const codes = {};
    const processor = {};
    for (const [name, body] of Object.entries(HOSTILE)) {
      const before = server.processorMs();
      await times(AT_ONCE * 4, () => sent(server, { token, body }));
      processor[name] = (server.processorMs() - before) / (AT_ONCE * 4);
    }
    for (let run = 0; run < size.repeats; run++)
      for (const [name, body] of Object.entries(HOSTILE)) {
        const alone = await times(size.reads / 4, read);
        let over = false;
        const lane = async () => {
          while (!over) codes[name] = codeOf(await sent(server, { token, body }));
        };
        const hostile = Array.from({ length: AT_ONCE }, lane);
        const disturbed = await times(size.reads, read);
        over = true;
        await Promise.all(hostile);
        runs[name].push({ alone: percentile(alone, 99), disturbed: percentile(disturbed, 99) });
      }
    for (const [name, ms] of Object.entries(processor)) {
      // Where the system does not tell processor time there is none to tell.
      if (ms > 0)
        record.add({ part: 'beside', database: kind, what: `${name}, processor for each`, unit: 'ms', runs: [ms] });
    }
    for (const [name, each] of Object.entries(runs))
      record.add({
        part: 'beside',
        database: kind,
        what: `a search beside ${AT_ONCE} × ${name} (${codes[name]}), p99`,
        unit: 'ms',
        runs: each.map(({ disturbed }) => disturbed),
        baseline: { what: 'alone', runs: each.map(({ alone }) => alone) },
      });
    record.print('beside', kind);
  } finally {
    await server.stop();
    await at.drop();
  }
}

/** What is too large is answered while it is still being sent, and then not listened to: some clients see only that. */
const sent = (server, what) => server.api.raw(what).catch(() => ({ status: 'closed', text: '' }));
const codeOf = ({ status, text }) => /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? status;

async function times(count, work) {
  const taken = [];
  for (let n = 0; n < count; n++) taken.push((await timed(work)).ms);
  return taken;
}
