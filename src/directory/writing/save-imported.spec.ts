import { DATABASES } from '../../../test/support/databases.js';
import { asking, staffOf, testDirectory, type TestDirectory } from '../../../test/support/directory.js';
import { ConfirmListing } from './confirm-listing.js';
import type { ListingFacts } from '../listing-facts.js';
import { PROMISES_NOTHING } from './listing-content.js';
import { ListingAttributeRow, ListingRow } from '../listing.entity.js';
import { OrganizationRow } from '../organization.entity.js';
import type { ImportedListing } from './save-imported-listings.js';
import { saveImported, type Imported } from './save-imported.js';
import { ListingIndex } from '../search/index.js';
import { UpdateListing } from './update-listing.js';

const CONFIRMED = '2026-01-01T00:00:00.000Z';

const facts = (changes: Partial<ListingFacts> = {}): ListingFacts => ({
  name: 'Kitchen',
  description: null,
  services: ['food'],
  attributes: [{ code: 'free', answer: 'YES', note: null, source: 'NETWORK', confirmedAt: CONFIRMED }],
  languages: ['en'],
  schedules: [],
  phones: [],
  address: {
    visibility: 'FULL',
    areaId: null,
    line: 'Lane 1',
    city: null,
    region: null,
    postalCode: null,
    country: null,
    latitude: 45.123456,
    longitude: -20.1,
    meetingPoint: null,
  },
  howToRefer: PROMISES_NOTHING,
  cost: null,
  minimumAge: null,
  maximumAge: null,
  childrenMinimumAge: null,
  childrenMaximumAge: null,
  boysMaximumAge: null,
  ...changes,
});

const listing = (n: number, changes: Partial<ImportedListing> = {}): ImportedListing => ({
  sourceIdentity: `l:${n}`,
  organizationIdentity: 'o:1',
  facts: facts(),
  lastConfirmedAt: CONFIRMED,
  ...changes,
});
const ORGANIZATION = { sourceIdentity: 'o:1', name: 'Imported', description: null, website: null };

describe.each(DATABASES)('importing into the directory on %s', (kind) => {
  let directory: TestDirectory;
  beforeAll(async () => {
    directory = await testDirectory(kind);
  });
  afterAll(() => directory.close());

  const save = (imported: Imported) =>
    directory.database.write((tx) => saveImported(tx, imported, directory.clock.now()));
  const row = (sourceIdentity: string) => directory.database.manager.findOneByOrFail(ListingRow, { sourceIdentity });
  const counts = (created: number, updated: number, unchanged: number, kept = 0) => ({
    created,
    updated,
    unchanged,
    kept,
  });

  it('creates, leaves alone what says the same, and brings up to date what does not', async () => {
    const all = Array.from({ length: 250 }, (_, n) => listing(n));
    const first = await save({ organizations: [ORGANIZATION], listings: all });
    expect(first).toMatchObject({ organizations: counts(1, 0, 0), listings: counts(250, 0, 0) });
    expect(first.listingIds.size).toBe(250);

    const again = await save({ organizations: [ORGANIZATION], listings: all });
    expect(again).toMatchObject({ organizations: counts(0, 0, 1), listings: counts(0, 0, 250) });
    expect(again.listingIds).toEqual(first.listingIds);
    expect(await row('l:7')).toMatchObject({ version: 1, status: 'PUBLISHED' });

    const answer = { code: 'no-id', answer: 'NO', note: null, source: 'NETWORK', confirmedAt: null } as const;
    const changed = [
      listing(7, { facts: facts({ cost: 'Free' }) }),
      listing(8, { facts: facts({ attributes: [answer] }) }),
      listing(9),
    ];
    expect((await save({ organizations: [], listings: changed })).listings).toEqual(counts(0, 2, 1));
    expect(await row('l:7')).toMatchObject({ version: 2, cost: 'Free' });
    const codes = await directory.database.manager.findBy(ListingAttributeRow, { listingId: (await row('l:8')).id });
    expect(codes.map(({ code }) => code).sort()).toEqual(['free', 'no-id']);
  });

  it('doubles nothing that the source gives twice', async () => {
    const twice = { ...ORGANIZATION, sourceIdentity: 'o:2' };
    const listings = [listing(900, { organizationIdentity: 'o:2' }), listing(900, { organizationIdentity: 'o:2' })];
    const report = await save({ organizations: [twice, twice], listings });
    expect(report).toMatchObject({ organizations: counts(1, 0, 1), listings: counts(1, 0, 1) });
  });

  it('keeps what people here wrote or confirmed since', async () => {
    const { database, clock, trail } = directory;
    const { organizationId, id, version } = await row('l:20');
    const agency = staffOf(organizationId, ['AGENCY']);
    await new UpdateListing(database, clock, trail).write(agency, { id, version, phones: [{ number: '+999 1' }] });
    const confirmed = await row('l:21');
    await new ConfirmListing(database, clock, trail).write(agency, confirmed.id, confirmed.version);
    const told = facts({ name: 'Overwritten' });
    const listings = [20, 21, 22].map((n) => listing(n, { facts: told }));
    expect((await save({ organizations: [], listings })).listings).toEqual(counts(0, 1, 0, 2));
    expect(await row('l:20')).toMatchObject({ name: 'Kitchen', phones: [{ number: '+999 1' }] });
    expect((await row('l:21')).name).toBe('Kitchen');
    expect((await row('l:22')).name).toBe('Overwritten');
  });

  it('tells the search of what changed, and of an organization’s new name', async () => {
    const index = new ListingIndex(directory.database);
    const named = async () =>
      (await index.current()).listings
        .filter((each) => each.row.sourceIdentity === 'l:22')
        .map((each) => [each.row.name, each.organizationName]);
    expect(await named()).toEqual([['Overwritten', 'Imported']]);
    await save({ organizations: [{ ...ORGANIZATION, name: 'Renamed' }], listings: [] });
    expect(await named()).toEqual([['Overwritten', 'Renamed']]);
    await save({ organizations: [], listings: [listing(22, { facts: facts({ name: 'Soup' }) })] });
    expect(await named()).toEqual([['Soup', 'Renamed']]);
  });

  it('takes ids, status and places free from the demo network', async () => {
    const { clock } = directory;
    const capacity = {
      placesFree: 2,
      familyPlacesFree: null,
      waitlistOpen: false,
      saidAt: clock.now(),
      saidBy: 'ORGANIZATION',
      validUntil: clock.now(),
    } as const;
    await save({
      organizations: [{ ...ORGANIZATION, sourceIdentity: 'o:demo', id: 'demo-organization', neutralName: 'Centre' }],
      listings: [
        listing(1, {
          sourceIdentity: 'l:demo',
          organizationIdentity: 'o:demo',
          id: 'demo-listing',
          status: 'PAUSED',
          capacity,
        }),
      ],
    });
    const [shown] = await directory.book.listings(asking(staffOf('demo-organization', ['AGENCY'])), ['demo-listing']);
    expect(shown).toMatchObject({
      status: 'PAUSED',
      organization: { name: 'Imported' },
      capacity: { placesFree: 2, stale: false },
    });
    const organization = { id: 'demo-organization' };
    expect(await directory.database.manager.findOneBy(OrganizationRow, organization)).toMatchObject({
      neutralName: 'Centre',
    });
  });

  it('refuses a listing of an organization that nobody knows, and keeps nothing of it', async () => {
    const listings = [listing(5000), listing(5001, { organizationIdentity: 'o:nowhere' })];
    await expect(save({ organizations: [], listings })).rejects.toThrow('o:nowhere');
    expect(await directory.database.manager.findOneBy(ListingRow, { sourceIdentity: 'l:5000' })).toBeNull();
  });
});
