import { In } from 'typeorm';
import type { InstantText } from '../../platform/clock.js';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { ImportCount } from './import-counts.js';
import { columnsOf, factsOf, saysTheSame } from './listing-content.js';
import type { AttributeFact, ListingFacts } from '../listing-facts.js';
import { saveAnswers } from './listing-store.js';
import {
  ListingAttributeRow,
  ListingCapacityRow,
  ListingChangeRow,
  ListingRow,
  type ListingStatusValue,
} from '../listing.entity.js';
import { attributesOf } from '../load-listings.js';
import { OrganizationRow } from '../organization.entity.js';

export interface ImportedListing {
  /** Where this was found; the same source finds it again and never doubles it. */
  sourceIdentity: string;
  /** The source identity of its organization. */
  organizationIdentity: string;
  facts: ListingFacts;
  /** When the source last said that it is all true; null where it never did. */
  lastConfirmedAt?: InstantText | null;
  /** PUBLISHED where it is not given. */
  status?: ListingStatusValue;
  /** For the demo network; imports from elsewhere know nothing of places free. */
  capacity?: Omit<ListingCapacityRow, 'listingId'> | null;
  /** For the demo network, whose ids are known beforehand; of no effect on one that is there already. */
  id?: string;
}

interface When {
  revision: number;
  now: InstantText;
}

/** Few enough that the answers of one batch stay under the number of values that a statement may carry. */
const BATCH = 100;
const ANSWERS_AT_ONCE = 2000;

export async function saveImportedListings(tx: Transaction, all: readonly ImportedListing[], when: When) {
  const [count, ids] = [new ImportCount(), new Map<string, string>()];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH);
    const known = await knownOf(tx, batch);
    const added: (ImportedListing & { id: string })[] = [];
    for (const each of batch) {
      const old = known.get(each.sourceIdentity);
      if (old) {
        count.add(await bringUpToDate(tx, old, each, when));
        ids.set(each.sourceIdentity, old.row.id);
      } else if (ids.has(each.sourceIdentity)) count.add('unchanged');
      else {
        const id = each.id ?? newId();
        added.push({ ...each, id });
        ids.set(each.sourceIdentity, id);
        count.add('created');
      }
    }
    await insertAll(tx, added, when);
  }
  return { count, ids };
}

interface Known {
  row: ListingRow;
  attributes: AttributeFact[];
  touchedByPeople: boolean;
}

async function knownOf(tx: Transaction, batch: readonly ImportedListing[]): Promise<Map<string, Known>> {
  const rows = await tx.manager.findBy(ListingRow, {
    sourceIdentity: In(batch.map(({ sourceIdentity }) => sourceIdentity)),
  });
  if (rows.length === 0) return new Map();
  const listingIds = rows.map((row) => row.id);
  const attributes = await attributesOf(tx, listingIds);
  const changes = await tx.manager.find(ListingChangeRow, {
    where: { listingId: In(listingIds) },
    select: { id: true, listingId: true },
  });
  const touched = new Set(changes.map((change) => change.listingId));
  return new Map(
    rows.map((row) => [
      row.sourceIdentity ?? '',
      { row, attributes: attributes.get(row.id) ?? [], touchedByPeople: touched.has(row.id) },
    ]),
  );
}

/** A door that is shut here is opened by its own people only: what another source knows of it, however lately, was never hers to tell. */
const doorStaysShut = (old: ListingFacts, said: ListingFacts): ListingFacts =>
  old.address.visibility !== 'FULL' && said.address.visibility === 'FULL' ? { ...said, address: old.address } : said;

/** What its own people or the network wrote or confirmed later than the source is truer than the source. */
async function bringUpToDate(
  tx: Transaction,
  { row, attributes, touchedByPeople }: Known,
  { facts: said, lastConfirmedAt = null, status = 'PUBLISHED' }: ImportedListing,
  { revision }: When,
): Promise<'kept' | 'unchanged' | 'updated'> {
  const confirmedLater = row.lastConfirmedAt !== null && row.lastConfirmedAt > (lastConfirmedAt ?? '');
  if (touchedByPeople || confirmedLater) return 'kept';
  const old = factsOf({ row, attributes });
  const facts = doorStaysShut(old, said);
  // Answers that the source does not give (women's, the network's) stay; only those that it gives are compared.
  const oldAnswers = new Map(attributes.map((fact) => [fact.code, fact]));
  const answers = facts.attributes.filter((fact) => !saysTheSame(fact, oldAnswers.get(fact.code)));
  const sameRow = saysTheSame(
    { ...columnsOf(old), lastConfirmedAt: row.lastConfirmedAt, status: row.status },
    { ...columnsOf(facts), lastConfirmedAt, status },
  );
  if (sameRow && answers.length === 0) return 'unchanged';
  await tx.manager.update(
    ListingRow,
    { id: row.id },
    { ...columnsOf(facts), lastConfirmedAt, status, version: row.version + 1, revision },
  );
  await saveAnswers(tx, row.id, answers);
  return 'updated';
}

async function insertAll(
  tx: Transaction,
  added: readonly (ImportedListing & { id: string })[],
  { revision, now }: When,
): Promise<void> {
  if (added.length === 0) return;
  const organizationOf = await organizationIds(tx, added);
  const rows = added.map(({ id, facts, status = 'PUBLISHED', lastConfirmedAt = null, ...from }) => ({
    ...columnsOf(facts),
    id,
    organizationId: organizationOf.get(from.organizationIdentity) ?? '',
    version: 1,
    revision,
    status,
    lastConfirmedAt,
    sourceIdentity: from.sourceIdentity,
    createdAt: now,
  }));
  const answers = added.flatMap(({ id, facts }) => facts.attributes.map((fact) => ({ listingId: id, ...fact })));
  const capacities = added.flatMap(({ id, capacity }) => (capacity ? [{ listingId: id, ...capacity }] : []));
  const insert = () => tx.manager.createQueryBuilder().insert();
  await insert().into(ListingRow).values(rows).updateEntity(false).execute();
  for (let at = 0; at < answers.length; at += ANSWERS_AT_ONCE) {
    const some = answers.slice(at, at + ANSWERS_AT_ONCE);
    await insert().into(ListingAttributeRow).values(some).updateEntity(false).execute();
  }
  if (capacities.length > 0) await insert().into(ListingCapacityRow).values(capacities).updateEntity(false).execute();
}

async function organizationIds(tx: Transaction, added: readonly ImportedListing[]): Promise<Map<string, string>> {
  const wanted = [...new Set(added.map(({ organizationIdentity }) => organizationIdentity))];
  const rows = await tx.manager.findBy(OrganizationRow, { sourceIdentity: In(wanted) });
  const found = new Map(rows.map((row) => [row.sourceIdentity ?? '', row.id]));
  const missing = wanted.filter((identity) => !found.has(identity));
  if (missing.length > 0)
    throw new Error(`an imported listing names an organization that was not imported: ${missing[0]}`);
  return found;
}
