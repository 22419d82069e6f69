import { randomBytes } from 'node:crypto';
import sql from 'sql-template-tag';
import { DATABASES, freshDatabase, type FreshDatabase } from '../../../test/support/databases.js';
import { AREAS, listingParts, type SaidOfListing } from '../../../test/support/indexed-listings.js';
import { migrations } from '../../migrations/index.js';
import { readSettings } from '../../platform/config.js';
import { openDatabase, type Database, type Transaction } from '../../platform/database/index.js';
import { MasterKey, Secret } from '../../platform/secrets/index.js';
import { AreaRow } from '../area.entity.js';
import {
  DirectoryRevisionRow,
  ListingAttributeRow,
  ListingCapacityRow,
  ListingRow,
  type ListingStatusValue,
} from '../listing.entity.js';
import { ListingHoldRow } from '../listing-hold.entity.js';
import { OrganizationRow } from '../organization.entity.js';
import { ListingIndex } from './listing-index.js';
import { bumpRevision } from './revision.js';

const SCHEMA = {
  entities: [
    OrganizationRow,
    AreaRow,
    ListingRow,
    ListingAttributeRow,
    ListingCapacityRow,
    ListingHoldRow,
    DirectoryRevisionRow,
  ],
  migrations,
};

describe.each(DATABASES)('the index on %s', (kind) => {
  let fresh: FreshDatabase;
  let database: Database;
  let index: ListingIndex;

  beforeEach(async () => {
    fresh = await freshDatabase(kind);
    const key = randomBytes(32).toString('base64');
    const settings = readSettings({ DATABASE_URL: fresh.url, ALONGSIDE_KEY: key });
    database = await openDatabase(settings.database, new MasterKey(new Secret(key)), SCHEMA);
    await database.migrate();
    await database.write(async (tx) => {
      const organization = { description: null, website: null, neutralName: null, sourceIdentity: null, createdAt: '' };
      await tx.manager.insert(OrganizationRow, { id: 'organization', name: 'An organization', ...organization });
      await tx.manager.insert(AreaRow, AREAS);
    });
    index = new ListingIndex(database);
  });
  afterEach(async () => {
    await database.close();
    await fresh.drop();
  });

  const insert = (said: SaidOfListing) =>
    database.write(async (tx) => {
      const { row, attributes, capacity } = listingParts(said);
      await tx.manager.insert(ListingRow, { ...row, revision: await bumpRevision(tx) });
      for (const fact of attributes.values())
        await tx.manager.insert(ListingAttributeRow, { listingId: row.id, ...fact });
      if (capacity) await tx.manager.insert(ListingCapacityRow, capacity);
    });
  const change = (id: string, work: (tx: Transaction) => Promise<unknown>) =>
    database.write(async (tx) => {
      await work(tx);
      const revision = await bumpRevision(tx);
      await tx.run(sql`UPDATE listing SET revision = ${revision} WHERE id = ${id}`);
    });
  const setStatus = (id: string, status: ListingStatusValue) =>
    change(id, (tx) => tx.run(sql`UPDATE listing SET status = ${status} WHERE id = ${id}`));
  const ids = async () => (await index.current()).listings.map(({ row }) => row.id).sort();
  const only = async () => (await index.current()).listings[0]!;

  it('holds the published listings with all that belongs to them', async () => {
    await insert({
      id: 'one',
      addressVisibility: 'AREA',
      areaId: 'block',
      latitude: 1,
      longitude: 1,
      schedules: [],
      answers: { free: 'YES', 'walk-in': 'NO' },
      capacity: { placesFree: 2, waitlistOpen: true },
    });
    await insert({ id: 'draft', status: 'DRAFT' });
    expect(await ids()).toEqual(['one']);
    expect(await only()).toMatchObject({
      organizationName: 'An organization',
      areaName: 'Área block',
      areaIds: ['block', 'north', 'city'],
      point: { latitude: 50.04, longitude: 10.01 },
      capacity: { placesFree: 2, familyPlacesFree: null, waitlistOpen: true },
      yes: ['free'],
    });
    expect((await only()).attributes.get('walk-in')?.answer).toBe('NO');
  });

  it('sees each change at the next search: new, changed, renamed, paused and published again', async () => {
    await insert({ id: 'one' });
    const before = await index.current();
    await insert({ id: 'two', answers: { free: 'YES' } });
    expect(await ids()).toEqual(['one', 'two']);
    expect(before.listings).toHaveLength(1);

    await setStatus('one', 'PAUSED');
    expect(await ids()).toEqual(['two']);
    await change('two', (tx) => tx.run(sql`UPDATE listing_attribute SET answer = 'NO' WHERE listing_id = 'two'`));
    expect((await only()).yes).toEqual([]);
    await change('two', (tx) => tx.run(sql`UPDATE organization SET name = 'Renamed'`));
    expect(await only()).toMatchObject({ organizationName: 'Renamed' });
    await setStatus('one', 'PUBLISHED');
    expect(await ids()).toEqual(['one', 'two']);
  });

  it('moves every listing of an area when the area moves', async () => {
    await insert({ id: 'one', addressVisibility: 'AREA', areaId: 'block' });
    expect((await only()).areaIds).toHaveLength(3);
    await database.write(async (tx) => {
      await tx.run(sql`UPDATE area SET parent_id = NULL, latitude = 51 WHERE id = 'block'`);
      await bumpRevision(tx);
    });
    expect(await only()).toMatchObject({ areaIds: ['block'], point: { latitude: 51 } });
  });

  it('keeps what it read when nothing changed, and reads once for searches that come together', async () => {
    await insert({ id: 'one' });
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => index.current()));
    for (const other of others) expect(other).toBe(first);
    expect(await index.current()).toBe(first);
  });

  it('shows a search what was kept before it began, however many write at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, place) => {
        await insert({ id: `listing-${place}` });
        expect(await ids()).toContain(`listing-${place}`);
      }),
    );
    expect(await ids()).toHaveLength(20);
  });

  it('counts nothing that was rolled back', async () => {
    await insert({ id: 'one' });
    const { revision } = await index.current();
    const failing = database.write(async (tx) => {
      expect(await bumpRevision(tx)).toBe(revision + 1);
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect((await index.current()).revision).toBe(revision);
  });

  it('reads more listings than fit one batch', async () => {
    await database.write(async (tx) => {
      const revision = await bumpRevision(tx);
      const rows = Array.from({ length: 1203 }, (_, place) => listingParts({ id: `l${place}`, revision }).row);
      for (let at = 0; at < rows.length; at += 100) await tx.manager.insert(ListingRow, rows.slice(at, at + 100));
    });
    expect((await index.current()).listings).toHaveLength(1203);
  });
});
