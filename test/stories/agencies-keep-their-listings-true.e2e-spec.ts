import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { keeping, type Kept } from '../support/keeping.js';
import { names, search, standing } from '../support/searching.js';

const CITY = 'agency@cityshelter.example';
const CITY_TOO = 'second@cityshelter.example';
const NIGHT_DESK = 'nightdesk@safehouse.example';
const ADMINISTRATOR = 'administrator@network.example';
const WORKER = 'caseworker@riverside.example';

const LISTING = `id version status name services cost languages minimumAge maximumAge childrenMaximumAge lastConfirmedAt freshness
  attributes { code answer note source confirmedAt freshness } phones { number } schedules { byday opensAt closesAt womenOnly }
  address { visibility area line } capacity { placesFree familyPlacesFree waitlistOpen saidAt saidBy validUntil stale }
  organization { id name } howToRefer { method respondsWithinMinutes nightPhone }`;

describe.each(DATABASES)('agencies keep their listings true, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  const city = () => keeping(app.as(CITY));
  const network = () => keeping(app.as(ADMINISTRATOR));
  const read = async (reader: string, id: string) =>
    (await app.as(reader)(`query ($id: ID!) { listing(id: $id) { ${LISTING} } }`, { id })).data.listing;
  const areas = () => app.network.areas;
  const annexe = (also: object = {}) => ({
    name: 'Annexe',
    services: ['night-shelter'],
    attributes: [{ code: 'accepts-drug-use', answer: 'YES' }],
    address: { visibility: 'FULL', areaId: areas().oldTown, line: '4 Market Square', latitude: 45.2, longitude: -20.1 },
    ...also,
  });
  /** A listing of City Shelter that everybody can see. */
  const published = async (also: object = {}): Promise<string> => {
    const { listing } = await city().create(annexe(also));
    const id = listing?.id ?? '';
    await network().decide(id, true);
    return id;
  };

  describe('a new place', () => {
    let id: string;

    it('waits for review as a whole, and says so', async () => {
      const made = await city().create(annexe({ description: ' Ten beds, women only. ' }));
      expect(made).toEqual({
        __typename: 'ListingUpdated',
        inReview: ['listing'],
        listing: { id: expect.stringMatching(/^[\da-f-]{36}$/), version: 1, status: 'IN_REVIEW' },
      });
      id = made.listing?.id ?? '';
    });

    it('is there for its own people and for who runs the network, and for nobody else', async () => {
      for (const reader of [CITY, CITY_TOO, ADMINISTRATOR])
        expect(await read(reader, id)).toMatchObject({ name: 'Annexe', status: 'IN_REVIEW' });
      for (const reader of [WORKER, 'agency@clinic.example', 'manager@riverside.example', 'analyst@funder.example'])
        expect(await read(reader, id)).toBeNull();
    });

    it('is found by no search, and listed to its own people only', async () => {
      for (const reader of [WORKER, CITY, ADMINISTRATOR]) {
        const { matches, callFirst } = await search(app.as(reader), { text: 'annexe' });
        expect([...matches, ...callFirst]).toEqual([]);
      }
      const listed = async (reader: string) => {
        const document = `query ($id: ID!) { organization(id: $id) { listings { totalCount edges { node { name } } } } }`;
        const { data } = await app.as(reader)(document, { id: app.network.organizations.city });
        const { totalCount, edges } = data.organization.listings;
        expect(totalCount).toBe(edges.length);
        return (edges as { node: { name: string } }[]).map(({ node }) => node.name);
      };
      expect(await listed(CITY_TOO)).toEqual(['Annexe', 'City Shelter']);
      expect(await listed(ADMINISTRATOR)).toEqual(['Annexe', 'City Shelter']);
      expect(await listed(WORKER)).toEqual(['City Shelter']);
    });

    it('is nowhere that anybody could be sent to', async () => {
      const worker = app.as(WORKER);
      const her = await worker(`mutation { openClient(input: {}) { ... on Client { id } } }`);
      const document = `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) {
        __typename ... on InvalidInput { problems { path } } } }`;
      const draft = (listingId: string) =>
        worker(document, { input: { clientId: her.data.openClient.id, listingId, services: ['night-shelter'] } });
      const waiting = await draft(id);
      expect(waiting.data.draftReferral).toEqual({ __typename: 'InvalidInput', problems: [{ path: 'listingId' }] });
      expect(await draft(randomUUID())).toEqual(waiting);
    });

    it('goes back with a word, and comes again when it is mended', async () => {
      expect(await network().decide(id, false, 'Which beds are for women with children?')).toMatchObject({
        inReview: [],
        listing: { status: 'DRAFT', version: 2 },
      });
      expect(await read(WORKER, id)).toBeNull();
      expect(await city().say(id, { description: 'Ten beds; two for women with children.' })).toMatchObject({
        inReview: ['listing'],
        listing: { status: 'IN_REVIEW', version: 3 },
      });
    });

    it('is found by everybody once the network has accepted it, as the place itself said it', async () => {
      expect(await network().decide(id, true)).toMatchObject({
        inReview: [],
        listing: { status: 'PUBLISHED', version: 4 },
      });
      expect(await read(WORKER, id)).toMatchObject({
        status: 'PUBLISHED',
        freshness: 'FRESH',
        lastConfirmedAt: '2026-03-18T21:00:00.000Z',
        organization: { id: app.network.organizations.city, name: 'City Shelter' },
        attributes: [
          {
            code: 'accepts-drug-use',
            answer: 'YES',
            note: null,
            source: 'ORGANIZATION',
            confirmedAt: '2026-03-18T21:00:00.000Z',
            freshness: 'FRESH',
          },
        ],
        address: { visibility: 'FULL', area: 'Old Town', line: '4 Market Square' },
        // What was not said is not known: not open, not closed, for nobody's age.
        languages: null,
        schedules: [],
        phones: [],
        minimumAge: null,
        capacity: null,
      });
      const { matches } = await search(app.as(WORKER), { text: 'annexe', mustHave: ['accepts-drug-use'] });
      expect(names(matches)).toEqual(['Annexe']);
    });

    it('is found at once when the network itself adds it', async () => {
      const made = await network().create(annexe({ name: 'Winter beds' }));
      expect(made).toMatchObject({ inReview: [], listing: { status: 'PUBLISHED', version: 1 } });
      expect(names((await search(app.as(WORKER), { text: 'winter' })).matches)).toEqual(['Winter beds']);
    });

    it('is made once, however often it is sent with one key', async () => {
      const key = 'tablet-7';
      const first = await city().create(annexe({ name: 'Once', key }));
      expect(await city().create(annexe({ name: 'Once', key }))).toEqual(first);
      const other = await city().create(annexe({ name: 'Twice', key }));
      expect([other.__typename, city().paths(other)]).toEqual(['InvalidInput', ['key']]);
      // The key is hers: a colleague's tablet may count from one too.
      const colleagues = await keeping(app.as(CITY_TOO)).create(annexe({ name: 'Once', key }));
      expect(colleagues.listing?.id).not.toBe(first.listing?.id);
      const atOnce = await Promise.all(
        Array.from({ length: 5 }, () => city().create(annexe({ name: 'At once', key: 'tablet-8' }))),
      );
      expect(new Set(atOnce.map(({ listing }) => listing?.id)).size).toBe(1);
    });

    it('leaves its key free when it could not be made', async () => {
      const key = 'tablet-9';
      expect(city().paths(await city().create(annexe({ services: ['no-such'], key })))).toEqual(['services.0']);
      expect(await city().create(annexe({ name: 'Mended', key }))).toMatchObject({ __typename: 'ListingUpdated' });
    });
  });

  describe('what it says', () => {
    it('goes live at once where it is hours, phones, cost, languages, words or promises', async () => {
      const id = await published({ name: 'Live' });
      const said = {
        name: 'Live and open',
        cost: 'Free',
        languages: ['en', 'uk'],
        phones: [{ number: ' +999 555 0199 ' }],
        schedules: [{ byday: ['MO', 'TU'], opensAt: '20:00', closesAt: '08:00', womenOnly: true }],
        howToRefer: { method: 'Ring the night desk', respondsWithinMinutes: 30, nightPhone: '+999 555 0100' },
        services: ['night-shelter', 'showers-laundry'],
      };
      expect(await city().say(id, said)).toMatchObject({
        inReview: [],
        listing: { id, version: 3, status: 'PUBLISHED' },
      });
      expect(await read(WORKER, id)).toMatchObject({ ...said, phones: [{ number: '+999 555 0199' }] });
      expect(standing(await search(app.as(WORKER), { services: ['showers-laundry'], text: 'open' }), id)).toBe('match');
    });

    it('changes only what is given, and takes back what is given as nothing', async () => {
      const id = await published({ name: 'Partly' });
      await city().say(id, { cost: 'Free', languages: ['en'], howToRefer: { method: 'Ring', nightPhone: '+999 1' } });
      await city().say(id, { cost: null });
      expect(await read(WORKER, id)).toMatchObject({ cost: null, languages: ['en'], name: 'Partly' });
      await city().say(id, { languages: null, howToRefer: { method: 'Come by' } });
      expect(await read(WORKER, id)).toMatchObject({
        languages: null,
        howToRefer: { method: 'Come by', nightPhone: '+999 1' },
      });
    });

    it('waits where it is who is welcome or where the door is, and what was public stays public meanwhile', async () => {
      const id = await published({ name: 'Waiting' });
      const before = await read(WORKER, id);
      const said = {
        attributes: [
          { code: 'accepts-drug-use', answer: 'NO' },
          { code: 'no-id', answer: 'YES' },
        ],
        minimumAge: 21,
        childrenMaximumAge: 5,
        address: { visibility: 'FULL', areaId: areas().harbour, line: '1 Pier' },
        cost: 'Free',
      };
      const { inReview, listing } = await city().say(id, said);
      expect(inReview?.toSorted()).toEqual(['address', 'attributes', 'childrenMaximumAge', 'minimumAge']);
      expect(listing?.version).toBe(before.version + 1);
      for (const reader of [WORKER, CITY, ADMINISTRATOR])
        expect(await read(reader, id)).toEqual({ ...before, cost: 'Free', version: before.version + 1 });
      const found = await search(app.as(WORKER), { mustHave: ['accepts-drug-use'], avoidAreas: [areas().harbour] });
      expect(standing(found, id)).toBe('match');

      expect(await network().decide(id, true)).toMatchObject({
        inReview: [],
        listing: { version: before.version + 2 },
      });
      expect(await read(WORKER, id)).toMatchObject({
        minimumAge: 21,
        childrenMaximumAge: 5,
        address: { area: 'Harbour', line: '1 Pier' },
        attributes: [
          { code: 'accepts-drug-use', answer: 'NO', source: 'ORGANIZATION' },
          { code: 'no-id', answer: 'YES', source: 'ORGANIZATION' },
        ],
      });
      expect(standing(await search(app.as(WORKER), { mustHave: ['accepts-drug-use'] }), id)).toBe('nowhere');
    });

    it('is gathered while it waits: answers merge by code, the last word on each counts', async () => {
      const id = await published({ name: 'Gathering' });
      await city().say(id, { attributes: [{ code: 'no-id', answer: 'YES' }], minimumAge: 16 });
      const again = await city().say(id, {
        attributes: [
          { code: 'free', answer: 'YES' },
          { code: 'no-id', answer: 'DEPENDS', note: 'On what the night brings' },
        ],
        minimumAge: 18,
      });
      expect(again.inReview?.toSorted()).toEqual(['attributes', 'minimumAge']);
      await network().decide(id, true);
      const { attributes, minimumAge } = await read(WORKER, id);
      expect(minimumAge).toBe(18);
      expect(
        (attributes as { code: string; answer: string }[]).map(({ code, answer }) => `${code} ${answer}`).toSorted(),
      ).toEqual(['accepts-drug-use YES', 'free YES', 'no-id DEPENDS']);
    });

    it('waits for nothing any more when it takes its words back', async () => {
      const id = await published({ name: 'Thinking better of it' });
      await city().say(id, { minimumAge: 16, attributes: [{ code: 'accepts-drug-use', answer: 'NO' }] });
      const back = { minimumAge: null, attributes: [{ code: 'accepts-drug-use', answer: 'YES' }] };
      expect(await city().say(id, back)).toMatchObject({ inReview: [] });
      expect(network().paths(await network().decide(id, true))).toEqual(['id']);
    });

    it('is left as it was public when the network refuses it', async () => {
      const id = await published({ name: 'Refused' });
      await city().say(id, { attributes: [{ code: 'no-police', answer: 'YES' }], maximumAge: 30 });
      expect(await network().decide(id, false, 'Two women told us otherwise.')).toMatchObject({
        inReview: [],
        listing: { status: 'PUBLISHED' },
      });
      expect(await read(WORKER, id)).toMatchObject({ maximumAge: null, attributes: [{ code: 'accepts-drug-use' }] });
      expect(network().paths(await network().decide(id, false))).toEqual(['id']);
    });

    it('is true at once when the network says it, in the network’s name', async () => {
      const id = await published({ name: 'Visited' });
      const seen = { attributes: [{ code: 'step-free', answer: 'NO', note: 'Three steps' }], minimumAge: 18 };
      expect(await network().say(id, seen)).toMatchObject({ inReview: [] });
      const { attributes, minimumAge } = await read(WORKER, id);
      expect(minimumAge).toBe(18);
      expect(attributes).toContainEqual(
        expect.objectContaining({ code: 'step-free', answer: 'NO', note: 'Three steps', source: 'NETWORK' }),
      );
    });

    it('is decided by nobody but the network', async () => {
      const id = await published({ name: 'Not hers to decide' });
      await city().say(id, { minimumAge: 16 });
      const document = `mutation ($id: ID!) { decideListingChange(id: $id, accept: true) { __typename } }`;
      for (const reader of [CITY, WORKER, 'manager@riverside.example']) {
        const { data, errors } = await app.as(reader)(document, { id });
        expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
      }
      expect((await read(WORKER, id)).minimumAge).toBeNull();
      expect(await network().decide(randomUUID(), true)).toMatchObject({ __typename: 'Forbidden' });
    });
  });

  describe('two who write at once', () => {
    it('are told: the second sees what stands there, and nothing of hers is written', async () => {
      const id = await published({ name: 'Twice written' });
      const version = await city().version(id);
      await city().update({ id, version, cost: 'Free' });
      const late = await keeping(app.as(CITY_TOO)).update({ id, version, cost: 'Five a night', minimumAge: 40 });
      expect(late).toEqual({
        __typename: 'StaleListing',
        message: expect.any(String),
        current: { id, version: version + 1, name: 'Twice written', cost: 'Free' },
      });
      expect(await read(CITY, id)).toMatchObject({ cost: 'Free', version: version + 1 });
      // Nothing of it waits either.
      expect(network().paths(await network().decide(id, true))).toEqual(['id']);
      expect(await city().confirm(id, version)).toMatchObject({ __typename: 'StaleListing' });
      expect(await city().update({ id, version: version + 7, cost: 'x' })).toMatchObject({
        __typename: 'StaleListing',
      });
    });

    it('have one winner, however many come', async () => {
      const id = await published({ name: 'A race' });
      const version = await city().version(id);
      const answers = await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          keeping(app.as(index % 2 ? CITY : CITY_TOO)).update({ id, version, cost: `word ${index}` }),
        ),
      );
      const kinds = answers.map(({ __typename }) => __typename);
      expect(kinds.toSorted()).toEqual(['ListingUpdated', ...Array<string>(5).fill('StaleListing')]);
      expect(await read(WORKER, id)).toMatchObject({
        cost: `word ${kinds.indexOf('ListingUpdated')}`,
        version: version + 1,
      });
    });
  });

  describe('what is still true', () => {
    const toConfirm = async (reader: string) => {
      const { data } = await app.as(reader)(`{ listingsToConfirm(first: 100) { edges { node { id freshness } } } }`);
      return (data.listingsToConfirm.edges as { node: { id: string; freshness: string } }[]).map(({ node }) => node);
    };

    it('is asked for when it grows old, and is fresh again by one word', async () => {
      const id = await published({ name: 'Growing old', attributes: [{ code: 'free', answer: 'UNKNOWN' }] });
      await network().say(id, { attributes: [{ code: 'no-id', answer: 'YES' }] });
      const saidAt = app.clock.now();
      expect(await toConfirm(CITY)).toEqual([]);
      app.clock.pass({ days: 31 });
      app.signInAgain();
      expect(await read(WORKER, id)).toMatchObject({ freshness: 'DUE' });
      expect(await toConfirm(CITY)).toContainEqual({ id, freshness: 'DUE' });
      app.clock.pass({ days: 30 });
      app.signInAgain();
      expect(await read(WORKER, id)).toMatchObject({ freshness: 'STALE' });

      const version = await city().version(id);
      expect(await city().confirm(id, version)).toMatchObject({ inReview: [], listing: { id, version: version + 1 } });
      const now = app.clock.now();
      const { attributes, ...listing } = await read(WORKER, id);
      expect(listing).toMatchObject({ freshness: 'FRESH', lastConfirmedAt: now });
      const said = new Map((attributes as { code: string }[]).map((attribute) => [attribute.code, attribute]));
      // Who said it first stays; and what nobody knows, nobody confirms.
      expect(said.get('no-id')).toMatchObject({ source: 'NETWORK', confirmedAt: now, freshness: 'FRESH' });
      expect(said.get('free')).toMatchObject({ answer: 'UNKNOWN', confirmedAt: saidAt });
      expect((await toConfirm(CITY)).map((node) => node.id)).not.toContain(id);
    });

    it('is said by an update too, as far as it goes live', async () => {
      const id = await published({ name: 'Kept' });
      app.clock.pass({ days: 31 });
      app.signInAgain();
      await city().say(id, { minimumAge: 25 });
      // What waits may mean that what is public is not true: it makes nothing fresh.
      expect(await read(WORKER, id)).toMatchObject({ freshness: 'DUE' });
      await city().say(id, { cost: 'Free' });
      expect(await read(WORKER, id)).toMatchObject({ freshness: 'FRESH', lastConfirmedAt: app.clock.now() });
      expect((await toConfirm(CITY)).map((node) => node.id)).not.toContain(id);
    });
  });

  describe('the word on places free', () => {
    const capacityOf = async (id: string) => (await read(WORKER, id)).capacity;

    it('counts for three hours at a shelter, for a day elsewhere, and then is stale and still told', async () => {
      const id = await published({ name: 'Beds' });
      const now = app.clock.now();
      await city().report(id, { placesFree: 3, familyPlacesFree: 1, waitlistOpen: true });
      const said = {
        placesFree: 3,
        familyPlacesFree: 1,
        waitlistOpen: true,
        saidAt: now,
        saidBy: 'ORGANIZATION',
        validUntil: new Date(Date.parse(now) + 3 * 3_600_000).toISOString(),
      };
      expect(await capacityOf(id)).toEqual({ ...said, stale: false });
      app.clock.pass({ hours: 3 });
      expect(await capacityOf(id)).toEqual({ ...said, stale: false });
      app.clock.pass({ minutes: 1 });
      expect(await capacityOf(id)).toEqual({ ...said, stale: true });

      const clinic = keeping(app.as('agency@clinic.example'));
      await clinic.report(app.network.listings.clinicOst, { placesFree: 2 });
      const { saidAt, validUntil } = await capacityOf(app.network.listings.clinicOst);
      expect(Date.parse(validUntil as string) - Date.parse(saidAt as string)).toBe(24 * 3_600_000);
    });

    it('is replaced whole by the next word, without disturbing who is just editing', async () => {
      const id = await published({ name: 'More beds' });
      const version = await city().version(id);
      await city().report(id, { placesFree: 3, familyPlacesFree: 1 });
      await city().report(id, { placesFree: 0 });
      expect(await capacityOf(id)).toMatchObject({ placesFree: 0, familyPlacesFree: null, waitlistOpen: false });
      await network().report(id, { placesFree: 1 });
      expect(await capacityOf(id)).toMatchObject({ placesFree: 1, saidBy: 'NETWORK' });
      expect(await city().update({ id, version, cost: 'Free' })).toMatchObject({ __typename: 'ListingUpdated' });
    });

    it('counts until the place says, but nobody knows more than a day of nights ahead', async () => {
      const id = await published({ name: 'Later beds' });
      const at = (hours: number) => new Date(app.clock.millis() + hours * 3_600_000).toISOString();
      await city().report(id, { placesFree: 1, validUntil: at(10) });
      expect(await capacityOf(id)).toMatchObject({ validUntil: at(10) });
      const refused = async (said: object) => city().paths(await city().report(id, said));
      expect(await refused({ placesFree: 1, validUntil: at(0) })).toEqual(['validUntil']);
      expect(await refused({ placesFree: 1, validUntil: at(-1) })).toEqual(['validUntil']);
      expect(await refused({ placesFree: 1, validUntil: at(25) })).toEqual(['validUntil']);
      expect(await refused({ placesFree: -1 })).toEqual(['placesFree']);
      expect(await refused({ placesFree: 2, familyPlacesFree: -1 })).toEqual(['familyPlacesFree']);
      expect(await refused({})).toEqual(['placesFree']);
      expect(await capacityOf(id)).toMatchObject({ placesFree: 1, validUntil: at(10) });
    });
  });

  describe('who may not', () => {
    it('hears of another’s listing what she hears of one that does not exist', async () => {
      const foreign = app.network.listings.cityShelter;
      const before = await read(ADMINISTRATOR, foreign);
      const attempts = async (email: string, id: string): Promise<Kept[]> => {
        const she = keeping(app.as(email));
        return [
          await she.update({ id, version: before.version, cost: 'Gone' }),
          await she.update({ id, version: 99, name: '', schedules: [{ byday: ['MO'], opensAt: '09:00' }] }),
          await she.confirm(id, before.version),
          await she.report(id, { placesFree: 0 }),
        ];
      };
      for (const email of ['agency@clinic.example', NIGHT_DESK, 'agency@brigid.example']) {
        const unknown = await attempts(email, randomUUID());
        expect(unknown[0]).toEqual({ __typename: 'Forbidden', message: expect.any(String) });
        expect(await attempts(email, foreign)).toEqual(unknown);
        expect(await attempts(email, 'no id at all')).toEqual(unknown);
      }
      expect(await read(ADMINISTRATOR, foreign)).toEqual(before);
    });

    it.each([WORKER, 'manager@safehouse.example', 'analyst@funder.example'])(
      '%s writes nothing at all',
      async (email) => {
        const id = app.network.listings.refuge;
        for (const document of [
          `mutation ($id: ID!) { updateListing(input: { id: $id, version: 1, cost: "x" }) { __typename } }`,
          `mutation ($id: ID!) { confirmListing(id: $id, version: 1) { __typename } }`,
          `mutation ($id: ID!) { reportCapacity(listingId: $id, placesFree: 1) { __typename } }`,
          `mutation { createListing(input: { name: "x", services: ["shelter"], address: { visibility: FULL } }) { __typename } }`,
          `{ listingsToConfirm { totalCount } }`,
        ]) {
          const { errors, data } = await app.as(email)(document, { id });
          expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
        }
      },
    );

    it('and who answers for one listing only writes in that one', async () => {
      const { secondStage, refuge } = app.network.listings;
      const desk = keeping(app.as(NIGHT_DESK));
      expect(await desk.say(secondStage, { cost: 'Free' })).toMatchObject({ __typename: 'ListingUpdated' });
      expect(await desk.report(secondStage, { placesFree: 1 })).toMatchObject({ __typename: 'Listing' });
      const unknown = await desk.update({ id: randomUUID(), version: 1, cost: 'Free' });
      expect(await desk.say(refuge, { cost: 'Free' })).toEqual(unknown);
      expect(await desk.confirm(refuge, await desk.version(refuge))).toEqual(unknown);
      expect(await desk.report(refuge, { placesFree: 1 })).toEqual(unknown);
      expect(await desk.create(annexe())).toEqual(unknown);
      const { data } = await app.as(NIGHT_DESK)(
        `{ listingsToConfirm(first: 100) { totalCount edges { node { id } } } }`,
      );
      expect((data.listingsToConfirm.edges as { node: { id: string } }[]).map(({ node }) => node.id)).not.toContain(
        refuge,
      );
      expect(await read(ADMINISTRATOR, refuge)).toMatchObject({ cost: null });
    });
  });

  describe('what cannot be', () => {
    let id: string;
    beforeAll(async () => {
      id = await published({ name: 'To be mended' });
    });

    const wrong: [string, object, string[]][] = [
      [
        'an hour that there is not',
        { schedules: [{ byday: ['MO'], opensAt: '9 am', closesAt: '25:00' }] },
        ['schedules.0.opensAt', 'schedules.0.closesAt'],
      ],
      [
        'a day that there is not',
        {
          schedules: [
            { byday: ['MO'], opensAt: '09:00', closesAt: '10:00' },
            { byday: ['XX'], opensAt: '09:00', closesAt: '10:00' },
          ],
        },
        ['schedules.1.byday'],
      ],
      ['half an opening', { schedules: [{ byday: ['MO'], opensAt: '09:00' }] }, ['schedules.0.closesAt']],
      [
        'hours of a closed day',
        { schedules: [{ byday: ['MO'], closed: true, opensAt: '09:00', closesAt: '10:00' }] },
        ['schedules.0.opensAt', 'schedules.0.closesAt'],
      ],
      ['hours on no day', { schedules: [{ byday: [], opensAt: '09:00', closesAt: '10:00' }] }, ['schedules.0.byday']],
      [
        'a season that ends before it begins',
        {
          schedules: [
            { byday: ['MO'], opensAt: '09:00', closesAt: '10:00', validFrom: '2026-05-01', validTo: '2026-04-01' },
          ],
        },
        ['schedules.0.validTo'],
      ],
      [
        'a time zone that there is not',
        { schedules: [{ byday: ['MO'], opensAt: '09:00', closesAt: '10:00', timezone: 'Middle/Earth' }] },
        ['schedules.0.timezone'],
      ],
      ['a service that nobody knows', { services: ['shelter', 'spa'] }, ['services.1']],
      ['a whole group instead of a service', { services: ['violence-safety'] }, ['services.0']],
      ['no service at all', { services: [] }, ['services']],
      [
        'an attribute that nobody knows',
        {
          attributes: [
            { code: 'no-id', answer: 'YES' },
            { code: 'nice', answer: 'YES' },
          ],
        },
        ['attributes.1.code'],
      ],
      [
        'two answers to one question',
        {
          attributes: [
            { code: 'no-id', answer: 'YES' },
            { code: 'no-id', answer: 'NO' },
          ],
        },
        ['attributes.1.code'],
      ],
      ['no name', { name: '  ' }, ['name']],
      ['ages the wrong way round', { minimumAge: 40, maximumAge: 20 }, ['minimumAge']],
      ['an age that nobody has', { minimumAge: 400 }, ['minimumAge']],
      ['boys older than the children', { childrenMaximumAge: 10, boysMaximumAge: 12 }, ['boysMaximumAge']],
      ['a language that is no tag', { languages: ['en', 'English please'] }, ['languages']],
      ['a phone without a number', { phones: [{ number: '+999 1' }, { number: ' ' }] }, ['phones.1.number']],
      ['an area that there is not', { address: { visibility: 'FULL', areaId: randomUUID() } }, ['address.areaId']],
      ['a confidential place in no area', { address: { visibility: 'AREA', line: '1 Lane' } }, ['address.areaId']],
      ['half a point', { address: { visibility: 'FULL', latitude: 45.2 } }, ['address.longitude']],
      [
        'a point off the earth',
        { address: { visibility: 'FULL', latitude: 145.2, longitude: -20 } },
        ['address.latitude'],
      ],
    ];
    it.each(wrong)('is refused where it stands: %s', async (_what, said, where) => {
      const before = await read(CITY, id);
      const answer = await city().say(id, { cost: 'Free', ...said });
      expect([answer.__typename, city().paths(answer)]).toEqual(['InvalidInput', where]);
      expect(await read(CITY, id)).toEqual(before);
    });

    it('is refused in a new place too, all of it at once', async () => {
      const answer = await city().create({
        name: 'Nowhere',
        services: ['spa'],
        attributes: [{ code: 'nice', answer: 'YES' }],
        address: { visibility: 'AREA', longitude: 3 },
      });
      expect(city().paths(answer).toSorted()).toEqual([
        'address.areaId',
        'address.latitude',
        'attributes.0.code',
        'services.0',
      ]);
    });

    it('never comes back in the answer', async () => {
      const answer = await city().say(id, { languages: ['Old Mrs Miller lives here'] });
      expect(JSON.stringify(answer)).not.toContain('Miller');
    });
  });

  it('leaves every act in the trail of who did it: the place’s own in its own, the network’s in the network’s', async () => {
    const id = app.network.listings.refuge;
    const refuge = keeping(app.as('agency@safehouse.example'));
    await refuge.say(id, { maximumAge: 70, cost: 'Free' });
    await network().decide(id, true, 'Seen on a visit');
    await refuge.confirm(id, await refuge.version(id));
    await refuge.report(id, { placesFree: 1 });
    // What was refused left nothing behind.
    await refuge.update({ id, version: 1, cost: 'Too late' });
    await refuge.say(id, { services: ['spa'] });

    const trail = async (reader: string) => {
      const document = `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action actor { email } purpose } } } }`;
      const { data } = await app.as(reader)(document, { id });
      const entries = data.auditTrail.edges as { node: { action: string; actor: { email: string }; purpose: null } }[];
      return entries.map(({ node }) => `${node.action} by ${node.actor.email}`).toReversed();
    };
    expect(await trail('manager@safehouse.example')).toEqual([
      'listing.update by agency@safehouse.example',
      'listing.confirm by agency@safehouse.example',
      'listing.report-capacity by agency@safehouse.example',
    ]);
    expect((await trail(ADMINISTRATOR)).filter((entry) => entry.startsWith('listing.'))).toEqual([
      `listing.accept-change by ${ADMINISTRATOR}`,
    ]);
    const verified = await app.as('manager@safehouse.example')('{ verifyAuditTrail { intact } }');
    expect(verified.data).toEqual({ verifyAuditTrail: { intact: true } });
  });
});
