import { randomUUID } from 'node:crypto';
import { TestApp, type Ask } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { putPlaces } from '../support/places.js';
import { names, search, standing } from '../support/searching.js';

/** It is 23:00. She uses drugs, and has her four-year-old and her boy of nine with her. */
describe.each(DATABASES)('she finds a shelter tonight, on %s', (kind) => {
  let app: TestApp;
  let worker: Ask;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    app.clock.set('2026-03-18T23:00:00Z');
    worker = app.as('caseworker@riverside.example');
  });
  afterAll(() => app.close());

  const tonight = (also: object = {}) => ({
    services: ['shelter'],
    mustHave: ['accepts-drug-use'],
    childrenAges: [4, 9],
    boys: true,
    age: 31,
    languages: ['en'],
    openNow: true,
    placesFree: true,
    near: { areaId: app.network.areas.oldTown, withinKm: 12 },
    avoidAreas: [app.network.areas.millLane],
    farFrom: { areaId: app.network.areas.millLane, atLeastKm: 3 },
    ...also,
  });
  const everything = [
    'accepts-children',
    'accepts-drug-use',
    'age',
    'capacity',
    'children',
    'distance',
    'hours',
    'languages',
  ];

  it('has one place that takes them all tonight, and says why', async () => {
    const { matches } = await search(worker, tonight());
    expect(matches).toEqual([
      {
        listing: { id: app.network.listings.refuge, name: 'Safe House Refuge' },
        // From the middle of Old Town to the middle of Eastside: the refuge's own door is nobody's business.
        distanceKm: expect.closeTo(3.325, 2),
        opensAt: '2026-03-18T23:00:00.000Z',
        fit: { score: 1, met: everything, depends: [], unknown: [], missedNiceToHave: [] },
      },
    ]);
  });

  it('says of the city shelter that only one thing is to be asked: up to what age boys may come', async () => {
    const { callFirst } = await search(worker, tonight());
    expect(callFirst[0]).toEqual({
      listing: { id: app.network.listings.cityShelter, name: 'City Shelter' },
      distanceKm: expect.closeTo(0.136, 2),
      opensAt: '2026-03-18T23:00:00.000Z',
      fit: {
        score: expect.any(Number),
        met: everything.filter((code) => code !== 'children'),
        depends: [],
        unknown: ['children'],
        missedNiceToHave: [],
      },
    });
  });

  it('names everything that nobody asked the hostel, and loses it to none of that', async () => {
    const { callFirst } = await search(worker, tonight());
    expect(names(callFirst)).toEqual(['City Shelter', 'Harbour Hostel']);
    expect(callFirst[1]).toEqual({
      listing: { id: app.network.listings.hostel, name: 'Harbour Hostel' },
      distanceKm: expect.closeTo(2.856, 2),
      opensAt: null,
      fit: {
        score: expect.any(Number),
        met: ['distance'],
        depends: [],
        unknown: everything.filter((code) => code !== 'distance'),
        missedNiceToHave: [],
      },
    });
    const [city, hostel] = callFirst.map(({ fit }) => fit.score);
    expect(hostel).toBeGreaterThan(0);
    expect(hostel).toBeLessThan(city ?? 0);
    expect(city).toBeLessThan(1);
  });

  it('shows nowhere the place that says no to women who use drugs', async () => {
    const { brigidRefuge } = app.network.listings;
    expect(standing(await search(worker, tonight()), brigidRefuge)).toBe('nowhere');
    // It is there for a woman who does not: nobody hides it.
    const { services, near } = tonight();
    expect(standing(await search(worker, { services, near }), brigidRefuge)).toBe('match');
  });

  it('takes both places where there is no boy, the nearer of two equals first', async () => {
    const { matches } = await search(worker, tonight({ boys: false }));
    expect(names(matches)).toEqual(['City Shelter', 'Safe House Refuge']);
    expect(matches.map(({ fit }) => fit)).toEqual(
      Array(2).fill({ score: 1, met: everything, depends: [], unknown: [], missedNiceToHave: [] }),
    );
  });

  it('gives equal scores to equal places, whatever they are called and wherever they are', async () => {
    const twin = {
      yes: ['accepts-drug-use', 'accepts-children'],
      facts: { services: ['shelter'], childrenMinimumAge: 0, childrenMaximumAge: 14, languages: ['en'] },
    };
    const { first, second } = await putPlaces(app, {
      first: { ...twin, organization: 'clinic', area: 'harbour', facts: { ...twin.facts, name: 'Aurora' } },
      second: { ...twin, organization: 'hostel', area: 'oldTown', facts: { ...twin.facts, name: 'Zephyr' } },
    });
    const { callFirst } = await search(worker, tonight({ niceToHave: ['free'] }));
    const fits = [first, second].map((id) => callFirst.find(({ listing }) => listing.id === id)?.fit);
    expect(fits[0]).toMatchObject({ unknown: ['age', 'capacity', 'children', 'distance'], missedNiceToHave: ['free'] });
    expect(fits[1]).toEqual(fits[0]);
    const gone = { organization: 'clinic', area: null, status: 'RETIRED' } as const;
    await putPlaces(app, { first: gone, second: { ...gone, organization: 'hostel' } });
  });

  it('puts first what has more of what would be good, and throws nothing away for it', async () => {
    const { matches } = await search(worker, tonight({ boys: false, niceToHave: ['no-police', 'accepts-ost'] }));
    expect(names(matches)).toEqual(['Safe House Refuge', 'City Shelter']);
    const [refuge, city] = matches.map(({ fit }) => fit);
    expect(refuge).toMatchObject({ score: 1, missedNiceToHave: [] });
    expect(refuge?.met).toEqual([...everything, 'accepts-ost', 'no-police'].toSorted());
    // Police are told who comes there: a known no, and still only a wish of hers.
    expect(city).toMatchObject({ met: everything, missedNiceToHave: ['accepts-ost', 'no-police'] });
    expect(city?.score).toBeLessThan(1);
  });

  it('leaves the refuge out for a boy of eleven, and keeps it for a girl of eleven', async () => {
    const { refuge, cityShelter } = app.network.listings;
    const withBoy = await search(worker, tonight({ childrenAges: [11] }));
    expect(standing(withBoy, refuge)).toBe('nowhere');
    expect(standing(withBoy, cityShelter)).toBe('call first ?children');
    const withGirl = await search(worker, tonight({ childrenAges: [11], boys: false }));
    expect(standing(withGirl, refuge)).toBe('match');
    const withTen = await search(worker, tonight({ childrenAges: [10] }));
    expect(standing(withTen, refuge)).toBe('match');
  });

  it('leaves a place out for a child who is too old, and for a woman who is too young', async () => {
    const { refuge, cityShelter } = app.network.listings;
    const thirteen = await search(worker, tonight({ childrenAges: [4, 13], boys: false }));
    expect([standing(thirteen, refuge), standing(thirteen, cityShelter)]).toEqual(['nowhere', 'match']);
    const seventeen = await search(worker, tonight({ age: 17 }));
    expect([standing(seventeen, refuge), standing(seventeen, cityShelter)]).toEqual(['nowhere', 'nowhere']);
  });

  it('asks who speaks her language: a place that says it does not is left out', async () => {
    const { refuge, cityShelter, hostel } = app.network.listings;
    const spanish = await search(worker, tonight({ languages: ['es-MX'] }));
    expect(standing(spanish, refuge)).toBe('match');
    expect(standing(spanish, cityShelter)).toBe('nowhere');
    expect(standing(spanish, hostel)).toContain('?languages');
    const either = await search(worker, tonight({ languages: ['uk', 'en'], boys: false }));
    expect(standing(either, cityShelter)).toBe('match');
  });

  it('keeps her away from her street: not in its quarter, and not within so many kilometres of it', async () => {
    const { refuge, cityShelter, hostel } = app.network.listings;
    const { oldTown, harbour, millLane, town } = app.network.areas;
    const places = async (also: object) => {
      const found = await search(worker, tonight({ boys: false, ...also }));
      return [refuge, cityShelter, hostel].map((id) => standing(found, id).split(' ?')[0]);
    };
    expect(await places({})).toEqual(['match', 'match', 'call first']);
    expect(await places({ avoidAreas: [oldTown] })).toEqual(['match', 'nowhere', 'call first']);
    expect(await places({ avoidAreas: [oldTown, harbour] })).toEqual(['match', 'nowhere', 'nowhere']);
    expect(await places({ farFrom: { areaId: millLane, atLeastKm: 7 } })).toEqual(['match', 'match', 'nowhere']);
    expect(await places({ farFrom: { latitude: 45.2, longitude: -20.2, atLeastKm: 9 } })).toEqual([
      'match',
      'nowhere',
      'nowhere',
    ]);
    // All of the town is around every quarter of it.
    expect(await places({ avoidAreas: [town] })).toEqual(['nowhere', 'nowhere', 'nowhere']);
  });

  it('stops at the distance she can go: what is farther away is left out', async () => {
    const { refuge, cityShelter } = app.network.listings;
    const near = await search(
      worker,
      tonight({ boys: false, near: { areaId: app.network.areas.oldTown, withinKm: 3 } }),
    );
    expect([standing(near, refuge), standing(near, cityShelter)]).toEqual(['nowhere', 'match']);
  });

  it('believes the word on places free for as long as it counts, and for families by the family places', async () => {
    const { refuge, cityShelter } = app.network.listings;
    const agency = app.as('agency@safehouse.example');
    const report = `mutation ($id: ID!, $free: Int, $family: Int) {
      reportCapacity(listingId: $id, placesFree: $free, familyPlacesFree: $family) { ... on Listing { capacity { placesFree } } }
    }`;
    await agency(report, { id: refuge, free: 3, family: 0 });
    const withChildren = await search(worker, tonight({ boys: false }));
    expect([standing(withChildren, refuge), standing(withChildren, cityShelter)]).toEqual(['nowhere', 'match']);
    const alone = await search(worker, tonight({ childrenAges: [], boys: false }));
    expect(standing(alone, refuge)).toBe('match');
    await agency(report, { id: refuge, free: 2, family: 1 });
    expect(standing(await search(worker, tonight()), refuge)).toBe('match');
  });

  describe('for a woman whose record says whom and where she must not meet', () => {
    const open = `mutation ($input: OpenClientInput!) { openClient(input: $input) { __typename ... on Client { id code } } }`;
    const forHer = (clientId: string) => ({
      where: tonight({ boys: false }),
      forClientId: clientId,
    });
    const asked = `query ($where: FindListingsInput!, $forClientId: ID) { findListings(where: $where, forClientId: $forClientId) { matches { totalCount } } }`;
    let her: { id: string; code: string };
    beforeAll(async () => {
      const { organizations, areas } = app.network;
      const avoid = { organizationIds: [organizations.safeHouse], areaIds: [areas.harbour], note: 'his sister' };
      her = (await worker(open, { input: { avoid } })).data.openClient;
    });

    it('leaves these out without being told again', async () => {
      const found = await search(worker, tonight({ boys: false }), her.id);
      expect(names(found.matches)).toEqual(['City Shelter']);
      expect(names(found.callFirst)).toEqual([]);
      expect(names((await search(worker, tonight({ boys: false }))).matches)).toHaveLength(2);
    });

    it('adds them to what the search itself leaves out', async () => {
      const found = await search(worker, tonight({ avoidAreas: [app.network.areas.oldTown] }), her.id);
      expect([...found.matches, ...found.callFirst]).toEqual([]);
    });

    it('answers a client of another organization exactly like one that does not exist', async () => {
      const elsewhere = app.as('caseworker@northside.example');
      const unknown = await elsewhere(asked, forHer(randomUUID()));
      expect(unknown.data).toBeNull();
      expect(unknown.errors).toEqual([
        {
          message: expect.any(String),
          path: ['findListings'],
          locations: expect.anything(),
          extensions: {
            code: 'BAD_USER_INPUT',
            problems: [{ path: 'forClientId', message: expect.any(String) }],
          },
        },
      ]);
      expect(await elsewhere(asked, forHer(her.id))).toEqual(unknown);
      expect(await elsewhere(asked, forHer('no id at all'))).toEqual(unknown);
    });

    it.each([
      'agency@safehouse.example',
      'manager@riverside.example',
      'administrator@network.example',
      'colleague@riverside.example',
    ])('answers %s in the same way', async (email) => {
      const ask = app.as(email);
      const where = { ...tonight({ boys: false }) };
      const unknown = await ask(asked, { where, forClientId: randomUUID() });
      expect(unknown.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(await ask(asked, { where, forClientId: her.id })).toEqual(unknown);
    });

    it('serves a colleague once she has said what for', async () => {
      const colleague = app.as('colleague@riverside.example');
      const opened = await colleague(
        `query ($code: String!) { clientByCode(code: $code, purpose: "night shift: a bed for her") { id } }`,
        { code: her.code },
      );
      expect(opened.data.clientByCode).toEqual({ id: her.id });
      const found = await search(colleague, tonight({ boys: false }), her.id);
      expect(names(found.matches)).toEqual(['City Shelter']);
    });

    it.each(['avoidAreas', 'avoidOrganizations'])(
      'refuses a mistyped id at %s: it would protect her from nobody',
      async (list) => {
        const answer = await worker(asked, { where: { ...tonight({}), [list]: [randomUUID()] } });
        expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: list }] });
      },
    );
  });
});
