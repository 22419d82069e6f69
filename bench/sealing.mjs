import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withDatabase } from './support/house.mjs';
import { addPairs, signedIn } from './support/journey.mjs';
import { startHouse } from './support/server.mjs';
import { addReferrals } from './support/women-in-bulk.mjs';
import { percentile } from './support/figures.mjs';

const PAIRS = 12;
const ME = { query: '{ me { id } }' };
const CUBE = {
  query: `{ statistics(releaseId: "2025-Q4", cube: "agency-outcome") { keys { dimension value }
    women { __typename ... on Shown { value low high } ... on BelowThreshold { lessThan } } } }`,
};

/** One quarter of so many referrals sealed in a process of its own; then one of its tables read over HTTP, beside the least that an operation costs. */
export async function sealing({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const pairs = await withDatabase(at, async (database) => {
      const added = await addPairs(database, PAIRS);
      await addReferrals(database, added, size.referrals);
      return added;
    });
    const program = fileURLToPath(new URL('support/seal-here.mjs', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      JSON.stringify({ url: at.url, key: at.key }),
    ]);
    const { seconds, peakMb, beforeMb } = JSON.parse(stdout);
    const add = (what, unit, runs, baseline) =>
      record.add({ part: 'sealing', database: kind, what, unit, runs, baseline });
    add(`sealing ${size.referrals} referrals`, 's', [seconds]);
    add('its peak memory', 'MB', [peakMb], { what: 'the process before', runs: [beforeMb] });
    await measureReading({ at, pairs, add, size });
    await at.drop();
    record.print('sealing', kind);
  }
}

async function measureReading({ at, pairs, add, size }) {
  const server = await startHouse(at);
  try {
    const { tokens } = await signedIn(server.api, pairs[0]);
    const times = async (document) =>
      server.api.load({ token: tokens.caseworker, ...document }, { requests: size.reads, connections: 1 });
    await times(CUBE);
    const [mine, cubes] = [[], []];
    for (let run = 0; run < size.repeats; run += 1) {
      mine.push(percentile(await times(ME), 50));
      cubes.push(percentile(await times(CUBE), 50));
    }
    add('reading a table, p50', 'ms', cubes, { what: '{ me { id } }, p50', runs: mine });
  } finally {
    await server.stop();
  }
}
