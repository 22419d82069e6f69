import { AuditEntryRow, NETWORK_CHAIN } from '../audit/index.js';
import { DATABASES } from '../../test/support/databases.js';
import { asking, staffOf, testDirectory, type TestDirectory } from '../../test/support/directory.js';
import { AreaRow } from './area.entity.js';
import { FindAreas } from './find-areas.js';
import type { AddressVisibilityValue, ListingFacts } from './listing-facts.js';
import { PROMISES_NOTHING } from './writing/listing-content.js';
import { ListingPages } from './listing-pages.js';
import { OrganizationBook } from './organization-book.js';
import { OrganizationRow } from './organization.entity.js';
import { presentFound } from './present-page.js';
import { saveImported } from './writing/save-imported.js';
import { ListingIndex, type Found } from './search/index.js';

const facts = (name: string, visibility: AddressVisibilityValue, areaId: string | null): ListingFacts => ({
  name,
  description: null,
  services: ['shelter'],
  attributes: [{ code: 'no-id', answer: 'YES', note: null, source: 'ORGANIZATION', confirmedAt: null }],
  languages: null,
  schedules: [],
  phones: [],
  address: {
    visibility,
    areaId,
    line: 'CANARY Lane 1',
    city: 'CANARY City',
    region: null,
    postalCode: null,
    country: null,
    latitude: 45.1,
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
});

describe.each(DATABASES)('the listing book on %s', (kind) => {
  let directory: TestDirectory;
  let ids: string[];
  const MANY = 100;

  beforeAll(async () => {
    directory = await testDirectory(kind);
    const { database, clock, areaId, organizationId } = directory;
    await database.write(async (tx) => {
      await tx.manager.update(OrganizationRow, { id: organizationId }, { sourceIdentity: 'o:0' });
      const report = await saveImported(
        tx,
        {
          organizations: Array.from({ length: 10 }, (_, n) => ({
            sourceIdentity: `o:${n}`,
            name: `Organization ${n}`,
            description: null,
            website: null,
          })),
          listings: Array.from({ length: MANY }, (_, n) => ({
            sourceIdentity: `l:${n}`,
            organizationIdentity: `o:${n % 10}`,
            facts: facts(`Listing ${String(n).padStart(3, '0')}`, n % 2 ? 'AREA' : 'FULL', areaId),
            status: n === 10 ? 'DRAFT' : n === 20 ? 'RETIRED' : 'PUBLISHED',
          })),
        },
        clock.now(),
      );
      ids = [...report.listingIds.values()];
    });
  });
  afterAll(() => directory.close());

  /** How many statements something costs. */
  const statementsOf = async (work: () => Promise<unknown>): Promise<number> => {
    const { database } = directory;
    const spies = [jest.spyOn(database, 'all'), jest.spyOn(database.manager, 'findBy')];
    try {
      await work();
      return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  };

  it('presents a hundred listings in a handful of statements, in the order asked for', async () => {
    const caseworker = staffOf(directory.otherOrganizationId, ['CASEWORKER']);
    let names: (string | undefined)[] = [];
    const statements = await statementsOf(async () => {
      const listings = await directory.book.listings(asking(caseworker), [...ids].reverse());
      names = listings.map((listing) => listing?.name);
    });
    expect(names).toHaveLength(MANY);
    expect(names[0]).toBe('Listing 099');
    // Listings, answers, capacities, holds; what is being checked, who was refused; organizations, who answers here; areas.
    expect(statements).toBe(9);
  });

  it('presents what a search found without reading the listings again', async () => {
    const { listings } = await new ListingIndex(directory.database).current();
    const found = (listing: Found['listing']): Found => ({
      listing,
      distanceKm: null,
      fit: { score: 1, met: [], depends: [], unknown: [], missedNiceToHave: [] },
      opensAt: null,
    });
    const page = {
      edges: listings.map((listing) => ({ cursor: listing.row.id, found: found(listing) })),
      totalCount: listings.length,
      hasNextPage: false,
      hasPreviousPage: false,
    };
    const caseworker = staffOf(directory.otherOrganizationId, ['CASEWORKER']);
    let text = '';
    const statements = await statementsOf(async () => {
      const connection = await presentFound(directory.book, asking(caseworker), page);
      expect(connection.edges).toHaveLength(MANY - 2);
      text = JSON.stringify(connection.edges.filter(({ node }) => node.listing.address.visibility === 'AREA'));
    });
    expect(statements).toBe(3);
    expect(text).toContain('Northside');
    expect(text).not.toContain('CANARY');
  });

  it('opens a confidential door where a referral does, and closes it again', async () => {
    const [id] = ids.slice(1);
    if (!id) throw new Error('no listing');
    const caseworker = staffOf(directory.otherOrganizationId, ['CASEWORKER']);
    const analyst = staffOf(directory.otherOrganizationId, ['ANALYST']);
    const line = async (actor = caseworker) => (await directory.book.visible(asking(actor), id))?.address.line;
    expect(await line()).toBeNull();
    directory.openDoors.add(id);
    expect(await line()).toBe('CANARY Lane 1');
    expect(await line(analyst)).toBeNull();
    directory.openDoors.clear();
    expect(await line()).toBeNull();
  });

  it('writes down which confidential doors an administrator reads, once each, and no others', async () => {
    const [open, confidential] = ids;
    const administrator = staffOf(directory.otherOrganizationId, ['ADMINISTRATOR']);
    const reading = asking(administrator);
    const listings = await directory.book.listings(reading, ids.slice(0, 4));
    expect(listings[1]?.name).toBe('Listing 001');
    expect([listings[0], listings[1], listings[1]].map((each) => each?.address.line)).toEqual(
      Array.from({ length: 3 }, () => 'CANARY Lane 1'),
    );
    await reading.context.settle();
    const entries = await directory.database.manager.findBy(AuditEntryRow, { actorId: administrator.staffId });
    expect(entries).toMatchObject([
      { action: 'door.read', chain: NETWORK_CHAIN, subjectType: 'listing', subjectId: confidential },
    ]);
    expect(open).not.toBe(confidential);
  });

  it('lists what an organization publishes by name, and all but the retired for its own people', async () => {
    const pages = new ListingPages(directory.database, directory.clock);
    const names = async (actor = staffOf(directory.otherOrganizationId, ['CASEWORKER']), first = 100) => {
      const page = await pages.ofOrganization(actor, directory.organizationId, { first });
      const listings = await directory.book.listings(
        asking(actor),
        page.places.map(({ id }) => id),
      );
      return { ...page, names: listings.map((listing) => listing?.name) };
    };
    const public_ = await names();
    expect(public_.names).toEqual([0, 30, 40, 50, 60, 70, 80, 90].map((n) => `Listing ${String(n).padStart(3, '0')}`));
    expect(public_).toMatchObject({ totalCount: 8, hasNextPage: false, hasPreviousPage: false });
    expect((await names(staffOf(directory.organizationId, ['CASEWORKER']))).names[1]).toBe('Listing 010');
    expect((await names(staffOf(directory.otherOrganizationId, ['ADMINISTRATOR']))).totalCount).toBe(9);
    expect((await names(staffOf(directory.organizationId, ['ANALYST']))).totalCount).toBe(8);
    const two = await names(undefined, 2);
    const after = two.places[1]?.cursor;
    const next = await pages.ofOrganization(staffOf('x', ['CASEWORKER']), directory.organizationId, {
      first: 3,
      after,
    });
    expect(next.places.map(({ id }) => id)).toEqual(public_.places.slice(2, 5).map(({ id }) => id));
    expect(next).toMatchObject({ totalCount: 8, hasNextPage: true, hasPreviousPage: true });
  });

  it('knows organizations and areas by id, in the order asked for', async () => {
    const book = new OrganizationBook(directory.loaders);
    const reader = asking(staffOf(directory.organizationId, ['AGENCY']));
    const { organizationId, otherOrganizationId, areaId } = directory;
    const organizations = await book.organizations(reader, [otherOrganizationId, 'no-such', organizationId]);
    expect(organizations).toMatchObject([{ name: 'Another', answersHere: false }, null, { name: 'Organization 0' }]);
    expect(await book.areas(reader, ['no-such', areaId])).toMatchObject([null, { name: 'Northside', within: null }]);
  });

  it('finds areas by how their names begin, then by what is in them, accents aside', async () => {
    const { database, areaId } = directory;
    const area = (id: string, name: string) => ({ id, name, parentId: areaId, latitude: 1, longitude: 2 });
    await database.write((tx) =>
      tx.manager.insert(AreaRow, [
        area('a1', 'Peñalver'),
        area('a2', 'Old Penalty Row'),
        area('a3', 'Pena'),
        area('a4', '100% Quarter'),
      ]),
    );
    const find = new FindAreas(database);
    expect(await find.find(' PENA', 10)).toEqual(['a3', 'a1', 'a2']);
    expect(await find.find('peña', 2)).toEqual(['a3', 'a1']);
    expect(await find.find('%', 10)).toEqual(['a4']);
    expect(await find.find('nowhere', 10)).toEqual([]);
  });
});
