import sql from 'sql-template-tag';
import { fillDirectory } from './support/directory.mjs';
import { median, timed } from './support/figures.mjs';
import { house, withDatabase } from './support/house.mjs';
import { startHouse } from './support/server.mjs';

const CONNECTIONS = [1, 8];

/** A shelter for a woman who uses drugs and her two children, open now, within an hour's drive. */
const WHERE = {
  services: ['shelter'],
  mustHave: ['accepts-drug-use', 'accepts-ost', 'no-police'],
  near: { latitude: 45.2, longitude: -20.1, withinKm: 50 },
  openNow: true,
  childrenAges: [4, 9],
};
const LINE = `
  cursor node { distanceKm opensAt fit { score met depends unknown missedNiceToHave }
    listing { id name services languages freshness lastConfirmedAt organization { id name }
      address { visibility area line city latitude longitude } phones { number }
      capacity { placesFree familyPlacesFree validUntil stale } } }`;
const ME = { query: '{ me { id } }' };
/** The first twenty, as a list of results shows them. */
const SEARCH = {
  query: `query ($where: FindListingsInput!) { findListings(where: $where, first: 20) {
    matches { totalCount pageInfo { hasNextPage endCursor } edges { ${LINE} } } } }`,
  variables: { where: WHERE },
};
/** All that a page can ask for at once: those to call first as well, every answer, the counts to narrow by. */
const PAGE = {
  query: `query ($where: FindListingsInput!) { findListings(where: $where, first: 20) {
    matches { totalCount pageInfo { hasNextPage endCursor } edges { ${LINE} node { listing { attributes { code answer } } } } }
    callFirst(first: 20) { totalCount edges { ${LINE} } } facets { kind code count } } }`,
  variables: { where: WHERE },
};
const REPORT = `mutation ($listingId: ID!, $placesFree: Int!) {
  reportCapacity(listingId: $listingId, placesFree: $placesFree) { __typename } }`;

/** Searches among ten thousand published listings: over HTTP, and what the index in memory costs. Compared with `{ me { id } }`, same session. */
export async function searching({ databases, kinds, record, size }) {
  for (const kind of kinds) {
    const at = await databases.fresh(kind);
    const people = await withDatabase(at, (database) => fillDirectory(database, size.listings));
    await measureIndex(at, kind, record, size);
    const runs = [];
    for (let run = 0; run < size.repeats; run++) runs.push(await oneServer(at, people, size));
    tell(runs, kind, record);
    record.note(
      `search: ${size.listings} listings; ${runs[0].found.matches} match, for ${runs[0].found.callFirst} somebody has to call first.`,
    );
    record.print('search', kind);
    await at.drop();
  }
}

/** One server from its start: the first search builds its index. */
async function oneServer(at, { searcher, agency, agencysListing }, size) {
  const server = await startHouse(at);
  try {
    const { api } = server;
    const token = await api.signIn(searcher);
    const search = () => api.ask(token, SEARCH.query, SEARCH.variables);
    const coldMs = (await timed(search)).ms;
    for (const each of [ME, SEARCH, PAGE])
      await api.load({ token, ...each }, { requests: size.requests / 5, connections: 1 });
    const loads = {};
    for (const connections of CONNECTIONS)
      for (const [name, operation] of Object.entries({ me: ME, search: SEARCH, page: PAGE }))
        loads[`${name} ${connections}`] = await api.load(
          { token, ...operation },
          { requests: size.requests, connections },
        );
    const report = (placesFree) => api.ask(agencysToken, REPORT, { listingId: agencysListing, placesFree });
    const agencysToken = await api.signIn(agency);
    const changed = [];
    const unchanged = [];
    for (let change = 0; change < size.changes; change++) {
      const { reportCapacity } = await report(change);
      if (reportCapacity.__typename !== 'Listing') throw new Error(`not reported: ${reportCapacity.__typename}`);
      changed.push((await timed(search)).ms);
      unchanged.push((await timed(search)).ms);
    }
    return {
      coldMs,
      loads,
      changedMs: median(changed),
      unchangedMs: median(unchanged),
      found: await counts(api, token),
    };
  } finally {
    await server.stop();
  }
}

async function counts(api, token) {
  const { findListings } = await api.ask(token, PAGE.query, PAGE.variables);
  const found = { matches: findListings.matches.totalCount, callFirst: findListings.callFirst.totalCount };
  if (found.matches < 1) throw new Error('nothing was found: this measures nothing');
  return found;
}

function tell(runs, kind, record) {
  const add = (what, unit, of, baseline) =>
    record.add({ part: 'search', database: kind, what, unit, runs: runs.map(of), baseline });
  const names = { search: 'first 20', page: 'whole page' };
  for (const [name, what] of Object.entries(names))
    for (const connections of CONNECTIONS)
      for (const place of ['p50', 'p99']) {
        const baseline = {
          what: `{ me { id } } ${place}`,
          runs: runs.map(({ loads }) => loads[`me ${connections}`][place]),
        };
        add(
          `${what}, ${connections} at once, ${place}`,
          'ms',
          ({ loads }) => loads[`${name} ${connections}`][place],
          baseline,
        );
      }
  const unchanged = { what: 'the next one', runs: runs.map(({ unchangedMs }) => unchangedMs) };
  add('first after a listing changed', 'ms', ({ changedMs }) => changedMs, unchanged);
  add('first after a start', 'ms', ({ coldMs }) => coldMs, unchanged);
}

/** Building the index from nothing, in this process; compared with only reading the same rows. */
async function measureIndex(at, kind, record, { repeats }) {
  const { ListingIndex } = await house('directory/index.js');
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
