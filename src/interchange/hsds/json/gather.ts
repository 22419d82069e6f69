import { identityOf, isUuid, normalised } from '../identity.js';
import type { Found, FoundListing, Marks } from './read-record.js';
import type { Records } from '../reading.js';
import type { ImportedListing, ImportedOrganization } from '../source-records.js';

/** How far a source's own ids can be believed. Scrapers number from `org_1` again on every page; UUIDs of an export are unique. */
export type IdTrust = 'uuids' | 'none';

interface Kept<T> {
  record: T;
  from: Found;
}

/**
 * Brings together what several rows tell of the same organization or listing. The latest day is kept, and of one day the last row. A listing of
 * an earlier day gives way when a later day tells of it, of the same street address, or when it has no street address of its own; not being told
 * again is otherwise no proof that a place has closed. A row of which nothing is kept is merged.
 */
export function gather(found: readonly Found[], prefix: (one: Found) => string[], trust: IdTrust): Records {
  const told = withOrganizations(found, prefix, trust);
  const latest = new Map<string, Found>();
  const spots = new Map<string, string>();
  for (const { one, identity } of told) {
    if (one.day >= (latest.get(identity)?.day ?? '')) latest.set(identity, one);
    for (const spot of spotsOf(one, identity)) if (one.day > (spots.get(spot) ?? '')) spots.set(spot, one.day);
  }
  const organizations = new Map<string, Kept<ImportedOrganization>>();
  for (const [identity, from] of latest)
    organizations.set(identity, { record: { identity, ...from.organization }, from });
  const listings = new Map<string, Kept<ImportedListing>>();
  for (const { one, identity } of told.toSorted((a, b) =>
    a.one.day < b.one.day ? -1 : a.one.day > b.one.day ? 1 : 0,
  )) {
    const isLatest = one.day === latest.get(identity)?.day;
    for (const listing of one.listings) {
      const spot = spotOf(listing, identity);
      if (isLatest || (spot !== null && spots.get(spot) === one.day)) {
        keepListing(listings, one, listing, identity, prefix(one), trust);
      }
    }
  }
  for (const { from } of [...organizations.values(), ...listings.values()]) from.row.takeIn();
  for (const { one, identity } of told) one.row.mergeInto((latest.get(identity) ?? one).row.ref);
  return {
    organizations: [...organizations.values()].map(({ record }) => record),
    listings: [...listings.values()].map(({ record }) => record),
  };
}

const spotsOf = (one: Found, identity: string): string[] =>
  one.listings.map((told) => spotOf(told, identity)).filter((spot) => spot !== null);

/** The street address of a listing within its organization; null where it has none. */
function spotOf({ listing }: FoundListing, identity: string): string | null {
  const { line, city } = listing.facts.address;
  return line === null ? null : JSON.stringify([identity, normalised(line), normalised(city)]);
}

function keepListing(
  listings: Map<string, Kept<ImportedListing>>,
  from: Found,
  { marks, listing }: FoundListing,
  organizationIdentity: string,
  prefix: readonly string[],
  trust: IdTrust,
): void {
  const identity = identityOf(...prefix, 'listing', ...wordsOf(marks, [organizationIdentity], trust));
  const earlier = listings.get(identity);
  if (
    earlier &&
    earlier.from.day === from.day &&
    JSON.stringify(earlier.record.facts) !== JSON.stringify(listing.facts)
  ) {
    const where = earlier.from.row === from.row ? 'another part of this row' : `row ${from.row.ref.row}`;
    earlier.from.row.mend(
      'services',
      `${where} tells of the same service at the same place otherwise; the later is kept`,
    );
  }
  listings.set(identity, { record: { identity, organizationIdentity, ...listing }, from });
}

/**
 * Organizations of one name in one town are one. A row that names no town belongs to the only town in which that name is known; where the
 * name is known in several it stands alone rather than being given to one of them.
 */
function withOrganizations(
  found: readonly Found[],
  prefix: (one: Found) => string[],
  trust: IdTrust,
): { one: Found; identity: string }[] {
  const nameOf = (one: Found): string => JSON.stringify([...prefix(one), ...one.marks.words]);
  const towns = new Map<string, Set<string>>();
  for (const one of found) {
    if (one.locality === '') continue;
    towns.set(nameOf(one), (towns.get(nameOf(one)) ?? new Set()).add(one.locality));
  }
  return found.map((one) => {
    const known = [...(towns.get(nameOf(one)) ?? [])];
    const town = one.locality === '' && known.length === 1 ? (known[0] ?? '') : one.locality;
    return { one, identity: identityOf(...prefix(one), 'organization', ...wordsOf(one.marks, [town], trust)) };
  });
}

function wordsOf(marks: Marks, context: readonly string[], trust: IdTrust): string[] {
  const ids = marks.id === null ? [] : marks.id.split('/').filter((id) => id !== '');
  const trusted = trust === 'uuids' && ids.length > 0 && ids.every((id) => isUuid(id));
  return trusted ? [ids.join('/').toLowerCase()] : [...context, ...marks.words];
}
