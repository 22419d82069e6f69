import { randomBytes } from 'node:crypto';
import { house, withDatabase } from './support/house.mjs';
import { FIRST_TWENTY } from './support/search-documents.mjs';
import { startBareNode, startHouse } from './support/server.mjs';
import { addCaseworker } from './support/staff.mjs';

const SEARCHES = 200;
const WHERE = { services: ['shelter'], mustHave: ['accepts-drug-use'], openNow: true, childrenAges: [4] };

/** From the spawn of the process to the first "ready", and the memory it holds. Compared with a Node process that only answers "ready". */
export async function starting({ databases, kinds, record, size }) {
  const { loadDemoWhenEmpty } = await house('interchange/index.js');
  if (!loadDemoWhenEmpty)
    record.note('start-up: the demo network is not built yet; only the empty database was measured.');
  record.note(
    'start-up: `npm start` looks whether the build is current first; that is not part of these figures. "Empty" is a production start on a database without rows.',
  );
  for (const kind of kinds) {
    const runs = [];
    for (let run = 0; run < size.repeats; run++) {
      const bare = await bareNode();
      const empty = await startTwice(await databases.fresh(kind), undefined, addToEmpty);
      const demo = loadDemoWhenEmpty ? await demoTwice(await databases.fresh(kind)) : null;
      runs.push({ bare, empty, demo });
    }
    for (const which of loadDemoWhenEmpty ? ['empty', 'demo'] : ['empty']) tell(which, kind, runs, record);
    record.print('start-up', kind);
  }
}

const demoTwice = (at) => {
  const password = randomBytes(12).toString('base64url');
  const account = { email: 'caseworker@riverside.example', password };
  return startTwice(at, { DEMO_PASSWORD: password }, () => account);
};

/** An empty database has nobody who could search: one caseworker is added once the server is ready. */
const addToEmpty = (at) => withDatabase(at, addCaseworker);

/** First start, then the one that finds what the first has made. Nobody is added twice. */
async function startTwice(at, env, accountFor) {
  try {
    let account = null;
    const once = async () => {
      const server = await startHouse(at, env);
      try {
        const readyMb = server.residentMb();
        account ??= await accountFor(at);
        const token = await server.api.signIn(account);
        await server.api.load(
          { token, query: FIRST_TWENTY, variables: { where: WHERE } },
          { requests: SEARCHES, connections: 1 },
        );
        return { readyMs: server.readyMs, readyMb, usedMb: server.residentMb() };
      } finally {
        await server.stop();
      }
    };
    return { first: await once(), second: await once() };
  } finally {
    await at.drop();
  }
}

async function bareNode() {
  const server = await startBareNode();
  const figures = { readyMs: server.readyMs, readyMb: server.residentMb() };
  await server.stop();
  return figures;
}

const NAMES = {
  empty: { first: 'empty, first start', second: 'empty, second start' },
  demo: { first: 'demo, first start (loads it)', second: 'demo, second start' },
};

function tell(which, kind, runs, record) {
  for (const start of ['first', 'second']) {
    const add = (what, unit, figure, bare) =>
      record.add({
        part: 'start-up',
        database: kind,
        what: `${NAMES[which][start]}${what}`,
        unit,
        runs: runs.map((run) => run[which][start][figure]),
        baseline: { what: 'bare Node', runs: runs.map((run) => run.bare[bare]) },
      });
    add(', ready', 'ms', 'readyMs', 'readyMs');
    add(', memory when ready', 'MB', 'readyMb', 'readyMb');
    add(`, memory after ${SEARCHES} searches`, 'MB', 'usedMb', 'readyMb');
  }
}
