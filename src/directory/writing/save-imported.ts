import { In } from 'typeorm';
import type { InstantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { ImportCount, type ImportCounts } from './import-counts.js';
import { saysTheSame } from './listing-content.js';
import { ListingRow } from '../listing.entity.js';
import { OrganizationRow } from '../organization.entity.js';
import { saveImportedListings, type ImportedListing } from './save-imported-listings.js';
import { bumpRevision } from '../search/index.js';

export interface ImportedOrganization {
  /** Where this was found; the same source finds it again and never doubles it. */
  sourceIdentity: string;
  name: string;
  /** Left alone where it is not given: a source outside knows nothing of it. */
  neutralName?: string | null;
  description: string | null;
  website: string | null;
  /** A place of custody; left alone where it is not given. */
  custodial?: boolean;
  /** For the demo network, whose ids are known beforehand; of no effect on one that is there already. */
  id?: string;
}

export interface Imported {
  organizations: readonly ImportedOrganization[];
  /** Their organizations are among `organizations` or were imported before. */
  listings: readonly ImportedListing[];
}

export interface ImportReport {
  organizations: ImportCounts;
  listings: ImportCounts;
  /** The ids behind the source identities, of everything that was in the import. */
  organizationIds: ReadonlyMap<string, string>;
  listingIds: ReadonlyMap<string, string>;
}

/**
 * Takes in what was read from elsewhere, in the caller's transaction. What is known by its source identity is brought up to date, what says the
 * same is left alone, and what people here have written about since is kept as they left it. The directory's revision goes up once. The
 * acts are recorded by the importer, who knows who runs it.
 */
export async function saveImported(tx: Transaction, imported: Imported, now: InstantText): Promise<ImportReport> {
  const revision = await bumpRevision(tx);
  const organizations = await saveOrganizations(tx, imported.organizations, { revision, now });
  const listings = await saveImportedListings(tx, imported.listings, { revision, now });
  return {
    organizations: organizations.count.counts,
    organizationIds: organizations.ids,
    listings: listings.count.counts,
    listingIds: listings.ids,
  };
}

const BATCH = 500;

interface When {
  revision: number;
  now: InstantText;
}

async function saveOrganizations(tx: Transaction, all: readonly ImportedOrganization[], when: When) {
  const [count, ids] = [new ImportCount(), new Map<string, string>()];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    const known = await tx.manager.findBy(OrganizationRow, {
      sourceIdentity: In(batch.map(({ sourceIdentity }) => sourceIdentity)),
    });
    for (const row of known) ids.set(row.sourceIdentity ?? '', row.id);
    const rowOf = new Map(known.map((row) => [row.sourceIdentity, row]));
    const added: OrganizationRow[] = [];
    for (const each of batch) {
      const row = rowOf.get(each.sourceIdentity);
      if (row) count.add((await updateOrganization(tx, row, each, when)) ? 'updated' : 'unchanged');
      else if (ids.has(each.sourceIdentity)) count.add('unchanged');
      else {
        const { id = newId(), neutralName = null, custodial = false, ...rest } = each;
        added.push({ ...rest, id, neutralName, custodial, version: null, createdAt: when.now });
        ids.set(each.sourceIdentity, id);
        count.add('created');
      }
    }
    if (added.length > 0)
      await tx.manager.createQueryBuilder().insert().into(OrganizationRow).values(added).updateEntity(false).execute();
  }
  return { count, ids };
}

/** Listings are found by their organization's name too: they are told when it changes. */
async function updateOrganization(
  tx: Transaction,
  row: OrganizationRow,
  { name, neutralName = row.neutralName, description, website, custodial = row.custodial }: ImportedOrganization,
  { revision }: When,
): Promise<boolean> {
  // What an administrator wrote by hand is truer than the source.
  if (row.version !== null && row.version > 0) return false;
  const said = { name, neutralName, description, website, custodial };
  const { id: _id, sourceIdentity: _source, createdAt: _createdAt, version: _version, ...old } = row;
  if (saysTheSame(old, said)) return false;
  await tx.manager.update(OrganizationRow, { id: row.id }, said);
  if (name !== row.name) await tx.manager.update(ListingRow, { organizationId: row.id }, { revision });
  return true;
}
