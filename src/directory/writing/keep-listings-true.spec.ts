import { AuditEntryRow, NETWORK_CHAIN } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { plusMinutes } from '../../platform/clock.js';
import type { InvalidInput } from '../../platform/graphql/problem.type.js';
import { Refusal } from '../../platform/graphql/refusal.js';
import { DATABASES } from '../../../test/support/databases.js';
import { asking, staffOf, testDirectory, type TestDirectory } from '../../../test/support/directory.js';
import { ConfirmListing } from './confirm-listing.js';
import { CreateListing } from './create-listing.js';
import { DecideListingChange } from './decide-listing-change.js';
import { ListingPages } from '../listing-pages.js';
import { ListingUpdates } from './listing-updates.js';
import type { ListingUpdated, StaleListing } from '../listing-results.type.js';
import { ListingRow } from '../listing.entity.js';
import type { CreateListingInput, UpdateListingInput } from '../listing.input.js';
import { ReportCapacity, type CapacityReport } from './report-capacity.js';
import { UpdateListing } from './update-listing.js';

describe.each(DATABASES)('keeping listings true on %s', (kind) => {
  let directory: TestDirectory;
  let agency: Actor;
  let administrator: Actor;

  beforeAll(async () => {
    directory = await testDirectory(kind);
    agency = staffOf(directory.organizationId, ['AGENCY']);
    administrator = staffOf(directory.otherOrganizationId, ['ADMINISTRATOR']);
  });
  afterAll(() => directory.close());

  const stand = () => directory;
  const answer = (actor: Actor, write: () => Promise<string>) =>
    new ListingUpdates(stand().database, stand().book).present(asking(actor), write);
  const create = (actor: Actor, changes: Partial<CreateListingInput> = {}) => {
    const { database, clock, once, trail, areaId } = stand();
    const input: CreateListingInput = {
      name: ' Refuge ',
      services: ['shelter'],
      address: { visibility: 'AREA', areaId, line: 'Old Lane 1' },
      ...changes,
    };
    return answer(actor, () =>
      new CreateListing(database, clock, once, trail).write(actor, input),
    ) as Promise<ListingUpdated>;
  };
  const update = (actor: Actor, id: string, version: number, given: Partial<UpdateListingInput>) => {
    const { database, clock, trail } = stand();
    const input = { ...given, id, version };
    return answer(actor, () =>
      new UpdateListing(database, clock, trail).write(actor, input),
    ) as Promise<ListingUpdated>;
  };
  const confirm = (actor: Actor, id: string, version: number) => {
    const { database, clock, trail } = stand();
    return answer(actor, () =>
      new ConfirmListing(database, clock, trail).write(actor, id, version),
    ) as Promise<ListingUpdated>;
  };
  const decide = (actor: Actor, id: string, accept: boolean, note?: string) => {
    const { database, clock, trail } = stand();
    const decision = { id, accept, note };
    return answer(actor, () =>
      new DecideListingChange(database, clock, trail).write(actor, decision),
    ) as Promise<ListingUpdated>;
  };
  const report = async (actor: Actor, given: CapacityReport) => {
    const { database, clock, trail, book } = stand();
    return book.listing(asking(actor), await new ReportCapacity(database, clock, trail).write(actor, given));
  };
  const published = async (changes: Partial<CreateListingInput> = {}) => {
    const { listing } = await create(agency, changes);
    return (await decide(administrator, listing.id, true)).listing;
  };
  const refused = async (work: Promise<unknown>): Promise<Refusal['outcome']> => {
    const error: unknown = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Refusal)) throw new Error('it was not refused', { cause: error });
    return error.outcome;
  };
  const pathsOf = async (work: Promise<unknown>) =>
    ((await refused(work)) as InvalidInput).problems.map(({ path }) => path);
  const acts = async (subjectId: string) =>
    (
      await directory.database.manager.find(AuditEntryRow, {
        where: { subjectId },
        order: { at: 'ASC', position: 'ASC' },
      })
    ).map(({ action, chain, actorId }) => ({ action, chain, actorId }));

  describe('a new listing', () => {
    it('of an agency waits as a whole, and is published when it is accepted', async () => {
      const made = await create(agency, { attributes: [{ code: 'no-id', answer: 'YES' }] });
      expect(made.inReview).toEqual(['listing']);
      expect(made.listing).toMatchObject({ name: 'Refuge', status: 'IN_REVIEW', version: 1, freshness: 'FRESH' });
      expect(made.listing.attributes).toMatchObject([{ code: 'no-id', source: 'ORGANIZATION', freshness: 'FRESH' }]);
      const outsider = staffOf(directory.otherOrganizationId, ['CASEWORKER']);
      expect(await directory.book.visible(asking(outsider), made.listing.id)).toBeNull();
      const accepted = await decide(administrator, made.listing.id, true);
      expect(accepted.inReview).toEqual([]);
      expect(accepted.listing).toMatchObject({ status: 'PUBLISHED', version: 2 });
      expect((await directory.book.visible(asking(outsider), made.listing.id))?.address.line).toBeNull();
      expect(await acts(made.listing.id)).toEqual([
        { action: 'listing.create', chain: directory.organizationId, actorId: agency.staffId },
        { action: 'listing.accept-change', chain: NETWORK_CHAIN, actorId: administrator.staffId },
      ]);
    });

    it('that is refused is a draft, and comes back when it is changed', async () => {
      const { listing } = await create(agency);
      const back = await decide(administrator, listing.id, false, 'Say who is welcome.');
      expect(back.listing.status).toBe('DRAFT');
      const again = await update(agency, listing.id, back.listing.version, { cost: 'Free' });
      expect(again.listing.status).toBe('IN_REVIEW');
      expect(again.inReview).toEqual(['listing']);
    });

    it('of an administrator is found at once', async () => {
      const made = await create(administrator, { attributes: [{ code: 'no-id', answer: 'NO' }] });
      expect(made.inReview).toEqual([]);
      expect(made.listing.status).toBe('PUBLISHED');
      expect(made.listing.attributes).toMatchObject([{ source: 'NETWORK' }]);
    });

    it('sent twice with one key is one listing; another body under it is not taken', async () => {
      const one = await create(agency, { key: 'k1' });
      const two = await create(agency, { key: 'k1' });
      expect(two.listing.id).toBe(one.listing.id);
      expect(await pathsOf(create(agency, { key: 'k1', name: 'Other' }))).toEqual(['key']);
      expect(await acts(one.listing.id)).toHaveLength(1);
    });

    it('names all that is to be mended', async () => {
      const paths = await pathsOf(
        create(agency, {
          name: '  ',
          services: ['shelter', 'violence-safety'],
          attributes: [
            { code: 'no-such', answer: 'YES' },
            { code: 'no-id', answer: 'YES' },
            { code: 'no-id', answer: 'NO' },
          ],
          address: { visibility: 'AREA', latitude: 1 },
        }),
      );
      expect(paths).toEqual([
        'name',
        'services.1',
        'attributes.0.code',
        'attributes.2.code',
        'address.longitude',
        'address.areaId',
      ]);
      expect(await pathsOf(create(agency, { services: [] }))).toEqual(['services']);
      expect(await pathsOf(create(agency, { address: { visibility: 'FULL', areaId: 'nowhere' } }))).toEqual([
        'address.areaId',
      ]);
    });

    it('is not for who answers for some listings only', async () => {
      expect((await refused(create(staffOf(directory.organizationId, ['AGENCY'], [])))).constructor.name).toBe(
        'Forbidden',
      );
    });
  });

  describe('an update', () => {
    it('by an agency is live or waits, field by field, and is true as it was said when it is accepted', async () => {
      const { id, version } = await published({ attributes: [{ code: 'free', answer: 'YES' }] });
      const saidAt = directory.clock.now();
      const one = await update(agency, id, version, {
        cost: 'Free',
        phones: [{ number: ' +999 1 ' }],
        minimumAge: 16,
        attributes: [{ code: 'no-id', answer: 'YES' }],
      });
      expect(one.inReview).toEqual(['attributes', 'minimumAge']);
      expect(one.listing).toMatchObject({ version: version + 1, cost: 'Free', minimumAge: null });
      expect(one.listing.phones).toMatchObject([{ number: '+999 1', languages: [] }]);
      expect(one.listing.attributes.map(({ code }) => code)).toEqual(['free']);
      directory.clock.pass(5);
      const two = await update(agency, id, version + 1, { minimumAge: null, maximumAge: 60 });
      expect(two.inReview).toEqual(['attributes', 'maximumAge']);
      const { listing } = await decide(administrator, id, true);
      expect(listing).toMatchObject({ minimumAge: null, maximumAge: 60, version: version + 3 });
      expect(listing.attributes).toMatchObject([
        { code: 'no-id', answer: 'YES', source: 'ORGANIZATION', confirmedAt: saidAt },
        { code: 'free' },
      ]);
      expect(await pathsOf(decide(administrator, id, true))).toEqual(['id']);
    });

    it('that is refused leaves what was public', async () => {
      const { id, version } = await published();
      await update(agency, id, version, { address: { visibility: 'FULL', line: 'New Lane 2' } });
      const back = await decide(administrator, id, false, 'Is that safe?');
      expect(back.listing).toMatchObject({ status: 'PUBLISHED', address: { line: 'Old Lane 1' } });
      expect(back.inReview).toEqual([]);
    });

    it('by an administrator is true at once, as the network’s word', async () => {
      const { id, version } = await published();
      const { listing, inReview } = await update(administrator, id, version, {
        minimumAge: 18,
        attributes: [{ code: 'walk-in', answer: 'DEPENDS', note: 'Ring first.' }],
        address: { visibility: 'FULL', line: 'New Lane 2', country: 'zz' },
      });
      expect(inReview).toEqual([]);
      expect(listing).toMatchObject({ minimumAge: 18, address: { line: 'New Lane 2', country: 'ZZ', area: null } });
      expect(listing.attributes).toMatchObject([{ code: 'walk-in', note: 'Ring first.', source: 'NETWORK' }]);
    });

    it('of a stale version answers with what stands there, and writes nothing', async () => {
      const { id, version } = await published();
      await update(agency, id, version, { cost: 'Free' });
      const answer = (await update(agency, id, version, { cost: 'Dear', name: '' })) as unknown as StaleListing;
      expect(answer.constructor.name).toBe('StaleListing');
      expect(answer.current).toMatchObject({ cost: 'Free', version: version + 1 });
    });

    it('of two at once has one winner', async () => {
      const { id, version } = await published();
      const costs = ['1', '2', '3', '4', '5', '6'];
      const answers = await Promise.all(costs.map((cost) => update(agency, id, version, { cost })));
      const names = answers.map((each) => each.constructor.name).sort();
      expect(names).toEqual(['ListingUpdated', ...Array.from({ length: 5 }, () => 'StaleListing')]);
      const winner = costs[answers.findIndex((each) => each.constructor.name === 'ListingUpdated')];
      expect(await directory.book.listing(asking(agency), id)).toMatchObject({ cost: winner, version: version + 1 });
      expect((await acts(id)).filter(({ action }) => action === 'listing.update')).toHaveLength(1);
    });

    it('that says nothing new leaves the version alone', async () => {
      const { id, version } = await published();
      expect((await update(agency, id, version, { name: 'Refuge' })).listing.version).toBe(version);
    });

    it('names all that is to be mended, also against what waits', async () => {
      const { id, version } = await published();
      await update(agency, id, version, { minimumAge: 30 });
      const paths = await pathsOf(
        update(agency, id, version + 1, {
          maximumAge: 20,
          languages: ['en', 'en-'],
          schedules: [{ byday: ['MO'], opensAt: '09:00' }],
          childrenMinimumAge: 5,
          childrenMaximumAge: 4,
        }),
      );
      expect(paths).toEqual(['languages.1', 'schedules.0.closesAt', 'maximumAge', 'childrenMinimumAge']);
      expect(await pathsOf(update(agency, id, version + 1, { address: null }))).toEqual(['address']);
      expect(await pathsOf(update(agency, id, version + 1, { name: null }))).toEqual(['name']);
    });

    it('sounds the same for a listing that is not there and for one that is not hers', async () => {
      const { id, version } = await published();
      const other = staffOf(directory.otherOrganizationId, ['AGENCY']);
      const narrowed = staffOf(directory.organizationId, ['AGENCY'], ['another']);
      const unknown = await refused(update(agency, 'no-such', 1, { cost: 'x' }));
      expect(unknown.constructor.name).toBe('Forbidden');
      for (const actor of [other, narrowed, staffOf(directory.organizationId, ['CASEWORKER', 'MANAGER'])]) {
        expect(await refused(update(actor, id, version, { cost: 'x' }))).toEqual(unknown);
        expect(await refused(confirm(actor, id, version))).toEqual(unknown);
        expect(await refused(report(actor, { listingId: id, placesFree: 1 }))).toEqual(unknown);
        expect(await refused(decide(actor, id, true))).toEqual(unknown);
      }
    });
  });

  describe('confirming', () => {
    it('makes all of it fresh again, and leaves who said it', async () => {
      const { id, version } = await published({ attributes: [{ code: 'no-id', answer: 'YES' }] });
      directory.clock.pass(24 * 200);
      const pages = new ListingPages(directory.database, directory.clock);
      const due = async () => (await pages.toConfirm(agency, { first: 100 })).places.map((place) => place.id);
      expect(await due()).toContain(id);
      expect(await directory.book.listing(asking(agency), id)).toMatchObject({ freshness: 'STALE' });
      const { listing } = await confirm(agency, id, version);
      expect(listing).toMatchObject({
        version: version + 1,
        freshness: 'FRESH',
        lastConfirmedAt: directory.clock.now(),
      });
      expect(listing.attributes).toMatchObject([{ source: 'ORGANIZATION', freshness: 'FRESH' }]);
      expect(await due()).not.toContain(id);
      expect((await confirm(agency, id, version)).constructor.name).toBe('StaleListing');
    });

    it('is asked for oldest first, page by page, and only of who answers for it', async () => {
      const pages = new ListingPages(directory.database, directory.clock);
      const all = await pages.toConfirm(agency, { first: 100 });
      expect(all.totalCount).toBe(all.places.length);
      const rows = await Promise.all(
        all.places.map(({ id }) => directory.database.manager.findOneByOrFail(ListingRow, { id })),
      );
      const times = rows.map((row) => row.lastConfirmedAt ?? '');
      expect(times).toEqual([...times].sort());
      const seen: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await pages.toConfirm(agency, { first: 2, after });
        seen.push(...page.places.map(({ id }) => id));
        if (!page.hasNextPage) break;
        after = page.places.at(-1)?.cursor;
      }
      expect(seen).toEqual(all.places.map(({ id }) => id));
      const narrowed = staffOf(directory.organizationId, ['AGENCY'], [seen[1] ?? '']);
      expect((await pages.toConfirm(narrowed, { first: 5 })).places.map(({ id }) => id)).toEqual([seen[1]]);
      expect((await pages.toConfirm(staffOf(directory.organizationId, ['AGENCY'], []), { first: 5 })).totalCount).toBe(
        0,
      );
    });
  });

  describe('the word on places free', () => {
    it('counts for three hours at a shelter and for a day elsewhere, and leaves the version', async () => {
      const shelter = await published();
      const now = directory.clock.now();
      const said = await report(agency, { listingId: shelter.id, placesFree: 2, waitlistOpen: true });
      expect(said).toMatchObject({
        version: shelter.version,
        capacity: { placesFree: 2, waitlistOpen: true, saidBy: 'ORGANIZATION' },
      });
      expect(said.capacity).toMatchObject({ validUntil: plusMinutes(now, 180), stale: false });
      const other = await published({ services: ['childcare'] });
      const later = await report(administrator, { listingId: other.id, familyPlacesFree: 0 });
      expect(later.capacity).toMatchObject({
        validUntil: plusMinutes(now, 24 * 60),
        saidBy: 'NETWORK',
        placesFree: null,
      });
      directory.clock.pass(4);
      const [stale] = await directory.book.listings(asking(agency), [shelter.id]);
      expect(stale?.capacity?.stale).toBe(true);
    });

    it('is replaced whole, and is refused where it says nothing or too much', async () => {
      const { id } = await published();
      const now = directory.clock.now();
      await report(agency, { listingId: id, placesFree: 2 });
      expect((await report(agency, { listingId: id, waitlistOpen: false })).capacity).toMatchObject({
        placesFree: null,
      });
      const listingId = id;
      expect(await pathsOf(report(agency, { listingId }))).toEqual(['placesFree']);
      expect(await pathsOf(report(agency, { listingId, placesFree: -1, familyPlacesFree: -1 }))).toEqual([
        'placesFree',
        'familyPlacesFree',
      ]);
      for (const validUntil of [now, plusMinutes(now, 24 * 60 + 1)])
        expect(await pathsOf(report(agency, { listingId, placesFree: 1, validUntil }))).toEqual(['validUntil']);
      const until = plusMinutes(now, 24 * 60);
      expect((await report(agency, { listingId, placesFree: 1, validUntil: until })).capacity?.validUntil).toBe(until);
    });
  });
});
