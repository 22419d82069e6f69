import { composeListing } from '../compose-listing.js';
import { hangDetails } from './details.js';
import { pairsOf, type Pair } from './pairs.js';
import { readTables, type Tables } from './tables.js';
import { thingsIn, type Things } from './things.js';
import { identityOf } from '../identity.js';
import type { Reading, Records } from '../reading.js';
import type { ImportedListing } from '../source-records.js';

/**
 * A folder of HSDS CSV tables. Ids are the tables' own keys, so they are trusted within the source: identity is the source's name, the
 * kind and the id. The order matters: what can stand, what belongs together, what hangs on it, and only then what was taken from where.
 */
export async function readCsvFolder(reading: Reading): Promise<Records> {
  const { source } = reading;
  const tables = await readTables(reading);
  const things = thingsIn(tables, reading.categories);
  const pairs = pairsOf(tables, things);
  hangDetails(tables, things, pairs);
  const organizations = [...things.organizations.values()].map(({ id, row, draft }) => {
    row.takeIn();
    const { name, description, website } = draft;
    return { identity: identityOf(source, 'organization', id), name, description, website, ref: row.ref };
  });
  const listings = pairs.map((pair) => listingOf(pair, things, source));
  leaveTheRest(tables);
  return { organizations, listings };
}

function listingOf(pair: Pair, things: Things, source: string): ImportedListing {
  const { organizationId, service, place, link } = pair;
  const organization = things.organizations.get(organizationId);
  if (!organization) throw new Error('a pair was made for an organization that was not taken in');
  service?.row.takeIn();
  place?.row.takeIn();
  return {
    identity: identityOf(source, 'listing', service?.id ?? '', place?.id ?? ''),
    organizationIdentity: identityOf(source, 'organization', organizationId),
    facts: composeListing(organization.draft, service?.draft ?? null, place?.draft ?? null, link),
    lastAssuredAt: service?.draft.lastAssuredAt ?? null,
    ref: (service ?? place ?? organization).row.ref,
  };
}

/** Rows in good order from which no listing took anything. */
function leaveTheRest(tables: Tables): void {
  for (const [table, rows] of tables) {
    for (const { row } of rows) row.leaveAside(UNTAKEN[table] ?? 'no listing took anything from it');
  }
}

const UNTAKEN: Readonly<Record<string, string>> = {
  schedules: 'hours of a place whose services have their own',
  phones: 'a number of an organization whose listings have nearer ones, or that has none',
};
