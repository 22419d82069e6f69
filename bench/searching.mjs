import sql from 'sql-template-tag';
import { fillDirectory } from './support/directory.mjs';
import { median, percentile, timed } from './support/figures.mjs';
import { house, withDatabase } from './support/house.mjs';
import { FIRST_TWENTY, WHOLE_PAGE } from './support/search-documents.mjs';
import { startHouse } from './support/server.mjs';

/** A shelter for a woman who uses drugs and her two children, open now, within an hour's drive. */
const WHERE = {
  services: ['shelter'],
  mustHave: ['accepts-drug-use', 'accepts-ost', 'no-police'],
  near: { latitude: 45.2, longitude: -20.1, withinKm: 50 },
  openNow: true,
  childrenAges: [4, 9],
};
const ME = { query: '{ me { id } }' };
const SEARCH = { query: FIRST_TWENTY, variables: { where: WHERE } };
const PAGE = { query: WHOLE_PAGE, variables: { where: WHERE } };
const REPORT = `mutation ($listingId: ID!, $placesFree: Int!) {
  reportCapacity(listingId: $listingId, placesFree: $placesFree) { __typename } }`;

/** By turns, so that what else the machine does meanwhile meets all of them. */
const TURNS = 5;
const OPERATIONS = { me: ME, search: SEARCH, page: PAGE };
const LOADS = [
  { name: 'search', what: 'first 20', connections: 1 },
  { name: 'search', what: 'first 20', connections: 8 },
  { name: 'page', what: 'whole page', connections: 1 },
];

/** Searches among ten thousand published listings: over HTTP, and what the index in memory costs. Compared with `{ me { id } }`, same session. */
export async function searching({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const people = await withDatabase(at, (database) => fillDirectory(database, size.listings));
    await measureIndex(at, kind, record, size);
    const runs = [];
    for (let run = 0; run < size.repeats; run++) runs.push(await oneServer(at, people, size));
    tell(runs, kind, record);
    const { matches, callFirst } = runs[0].found;
    record.note(
      `search: ${size.listings} listings, of which ${matches} match and ${callFirst} are to be called first (by the hour).`,
    );
    record.print('search', kind);
    await at.drop();
  }
}

/** One server from its start: the first search builds its index. */
async function oneServer(at, people, size) {
  const server = await startHouse(at);
  try {
    const token = await server.api.signIn(people.searcher);
    const coldMs = (await timed(() => server.api.ask(token, SEARCH.query, SEARCH.variables))).ms;
    const found = await counts(server.api, token);
    await load(server, token, { requests: size.requests / 2, connections: 1 });
    const one = await load(server, token, { requests: size.requests, connections: 1 });
    const eight = await load(server, token, { requests: size.requests, connections: 8 });
    return { coldMs, found, loads: { 1: one, 8: eight }, ...(await changes(server.api, token, people, size)) };
  } finally {
    await server.stop();
  }
}

/** All operations, by turns: the middle time, the one that 99 of 100 stay below, and the server's processor time for each. */
async function load(server, token, { requests, connections }) {
  const names = Object.keys(OPERATIONS).filter((name) => connections === 1 || name !== 'page');
  const taken = Object.fromEntries(names.map((name) => [name, { times: [], processorMs: 0 }]));
  for (let turn = 0; turn < TURNS; turn++)
    for (const name of names) {
      const before = server.processorMs();
      const share = { requests: Math.ceil(requests / TURNS), connections };
      taken[name].times.push(...(await server.api.load({ token, ...OPERATIONS[name] }, share)));
      taken[name].processorMs += server.processorMs() - before;
    }
  const summed = ({ times, processorMs }) => ({
    p50: percentile(times, 50),
    p99: percentile(times, 99),
    processor: processorMs / times.length,
  });
  return Object.fromEntries(names.map((name) => [name, summed(taken[name])]));
}

/** The first search after somebody reported places free, and the one after it, with which nothing has changed. */
async function changes(api, token, { agency, agencysListing }, size) {
  const agencysToken = await api.signIn(agency);
  const search = async () => (await timed(() => api.ask(token, SEARCH.query, SEARCH.variables))).ms;
  const [changed, unchanged] = [[], []];
  for (let change = 0; change < size.changes; change++) {
    const report = { listingId: agencysListing, placesFree: change };
    const { reportCapacity } = await api.ask(agencysToken, REPORT, report);
    if (reportCapacity.__typename !== 'Listing') throw new Error(`not reported: ${reportCapacity.__typename}`);
    changed.push(await search());
    unchanged.push(await search());
  }
  return { changedMs: median(changed), unchangedMs: median(unchanged) };
}

async function counts(api, token) {
  const { findListings } = await api.ask(token, PAGE.query, PAGE.variables);
  const found = { matches: findListings.matches.totalCount, callFirst: findListings.callFirst.totalCount };
  if (found.matches < 1) throw new Error('nothing was found: this measures nothing');
  return found;
}

function tell(runs, kind, record) {
  const add = (what, of, baseline) =>
    record.add({ part: 'search', database: kind, what, unit: 'ms', runs: runs.map(of), baseline });
  for (const { name, what, connections } of LOADS)
    for (const figure of ['p50', 'p99', 'processor']) {
      const of = (operation) => (run) => run.loads[connections][operation][figure];
      // Where the system does not tell processor time there is none to tell.
      if (!runs.every((run) => of('me')(run) > 0)) continue;
      add(`${what}, ${connections} at once, ${figure}`, of(name), {
        what: `{ me { id } } ${figure}`,
        runs: runs.map(of('me')),
      });
    }
  const unchanged = { what: 'the next one', runs: runs.map(({ unchangedMs }) => unchangedMs) };
  add('first after a listing changed', ({ changedMs }) => changedMs, unchanged);
  add('first after a start', ({ coldMs }) => coldMs, unchanged);
}

/** Building the index from nothing, in this process; compared with only reading the same rows. */
async function measureIndex(at, kind, record, { repeats }) {
  const { ListingIndex } = await house('directory/search/listing-index.js');
  const [built, read] = [[], []];
  for (let run = 0; run < repeats; run++)
    await withDatabase(at, async (database) => {
      const rows = async () => {
        await database.all(sql`SELECT * FROM listing`);
        await database.all(sql`SELECT * FROM listing_attribute`);
        await database.all(sql`SELECT * FROM listing_capacity`);
      };
      read.push((await timed(rows)).ms);
      built.push((await timed(() => new ListingIndex(database).current())).ms);
    });
  const baseline = { what: 'reading its rows', runs: read };
  record.add({ part: 'search', database: kind, what: 'index, from nothing', unit: 'ms', runs: built, baseline });
}
