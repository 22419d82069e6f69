import { performance } from 'node:perf_hooks';
import { percentile, timed } from './support/figures.mjs';
import { house, withDatabase } from './support/house.mjs';
import { FIRST_TWENTY } from './support/search-documents.mjs';
import { startHouse } from './support/server.mjs';
import { addStaff, PASSWORD } from './support/staff.mjs';

const TARGET_MS = 250;
const EVERY_MS = 20;
const ME = '{ me { id } }';
const READER = 'reader@bench.example';
const WHERE = { services: ['shelter'], openNow: true };

/**
 * So many people sign in at once, each with her own account, all from one address, while somebody else goes on searching. What she waits then, against
 * what she waits in quiet; and whether all of them get in.
 */
export async function signInStorm({ databases, kinds, record, size }) {
  record.note(
    `storm: the target is ${TARGET_MS} ms at the 99th hundredth, for a reader while ${size.signIns} sign in at once.`,
  );
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    try {
      const accounts = await withDatabase(at, (database) => addPeople(database, size.signIns));
      const runs = [];
      for (let run = 0; run < size.repeats; run++) runs.push(await once(at, accounts, size));
      tell(record, kind, size, runs);
    } finally {
      await at.drop();
    }
    record.print('storm', kind);
  }
}

async function addPeople(database, count) {
  const { saveImported } = await house('directory/index.js');
  const emails = Array.from({ length: count }, (_, each) => `worker-${each}@bench.example`);
  await database.write(async (tx) => {
    const organization = { sourceIdentity: 'bench:office', name: 'Office', description: null, website: null };
    const { organizationIds } = await saveImported(
      tx,
      { organizations: [organization], listings: [] },
      new Date().toISOString(),
    );
    const organizationId = organizationIds.get(organization.sourceIdentity);
    await addStaff(
      tx,
      [READER, ...emails].map((email) => ({ email, organizationId, roles: ['CASEWORKER'] })),
    );
  });
  return emails.map((email) => ({ email, password: PASSWORD }));
}

/** A server of its own each time: counters and sessions of the run before are in the database all the same. */
async function once(at, accounts, { quietMs }) {
  const server = await startHouse(at);
  try {
    const token = await server.api.signIn({ email: READER, password: PASSWORD });
    const search = async () => (await timed(() => server.api.ask(token, FIRST_TWENTY, { where: WHERE }))).ms;
    await readWhile(search, pause(500));
    const quiet = await readWhile(search, pause(quietMs));
    const burst = await readWhile(search, Promise.all(accounts.map(() => server.api.ask(null, ME))));
    const [began, used] = [performance.now(), server.processorMs()];
    const storm = Promise.all(accounts.map((account) => server.api.signIn(account)));
    const stormy = await readWhile(search, storm);
    const processorMs = (server.processorMs() - used) / accounts.length;
    return { quiet, burst, stormy, allInMs: performance.now() - began, processorMs };
  } finally {
    await server.stop();
  }
}

/**
 * Asks every so often until this is over, whether the last was answered or not: milliseconds of each. Who waits for an answer before she asks again
 * would meet a long pause once only, and it would count as little as a short one.
 */
async function readWhile(read, until) {
  let over = false;
  const ended = until.finally(() => (over = true));
  const reads = [];
  while (!over) {
    reads.push(read());
    await pause(EVERY_MS);
  }
  await ended;
  return Promise.all(reads);
}

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

function tell(record, kind, { signIns }, runs) {
  for (const [hundredth, what] of [
    [50, 'median'],
    [99, '99th hundredth'],
    [100, 'longest'],
  ])
    record.add({
      part: 'storm',
      database: kind,
      what: `a reader’s search while ${signIns} sign in, ${what}`,
      unit: 'ms',
      runs: runs.map(({ stormy }) => percentile(stormy, hundredth)),
      baseline: { what: 'in quiet', runs: runs.map(({ quiet }) => percentile(quiet, hundredth)) },
    });
  // As many that ask for nothing: what a hundred requests at once cost anyhow, on this machine and in this minute.
  record.add({
    part: 'storm',
    database: kind,
    what: `a reader’s search while ${signIns} sign in, longest`,
    unit: 'ms',
    runs: runs.map(({ stormy }) => Math.max(...stormy)),
    baseline: { what: `while ${signIns} ask for me`, runs: runs.map(({ burst }) => Math.max(...burst)) },
  });
  record.add({
    part: 'storm',
    database: kind,
    what: 'processor time of a sign-in, with its reader’s share',
    unit: 'ms',
    runs: runs.map(({ processorMs }) => processorMs),
  });
  record.add({
    part: 'storm',
    database: kind,
    what: `until all ${signIns} are in`,
    unit: 'ms',
    runs: runs.map(({ allInMs }) => allInMs),
  });
  record.add({
    part: 'storm',
    database: kind,
    what: 'searches answered meanwhile',
    unit: '',
    runs: runs.map(({ stormy }) => stormy.length),
  });
}
