import { TestApp, type Ask } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { keeping } from '../support/keeping.js';
import { putPlaces } from '../support/places.js';
import { search, standing } from '../support/searching.js';

/** A place that nobody ever asked anything. It is lost to no woman, and promised to none. */
describe.each(DATABASES)('unknown is never yes and never no, on %s', (kind) => {
  let app: TestApp;
  let worker: Ask;
  let place: string;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    worker = app.as('caseworker@riverside.example');
    ({ place } = await putPlaces(app, {
      place: {
        organization: 'city',
        area: null,
        facts: { name: 'Night Kitchen', services: ['shelter'], schedules: [] },
      },
    }));
  });
  afterAll(() => app.close());

  const agency = () => keeping(app.as('agency@cityshelter.example'));
  const network = () => keeping(app.as('administrator@network.example'));
  const isFound = async (where: object) => standing(await search(worker, where), place);
  const areas = () => app.network.areas;

  it('matches where nothing is asked that nobody answered', async () => {
    expect(await isFound({ services: ['shelter'] })).toBe('match');
    expect(await isFound({ services: ['violence-safety'], text: 'kitchen' })).toBe('match');
    expect(await isFound({ services: ['housing'] })).toBe('nowhere');
  });

  const conditions: [string, () => object, string][] = [
    ['one of two attributes', () => ({ mustHave: ['accepts-ost', 'no-id'] }), '?accepts-ost ?no-id'],
    ['being open now', () => ({ openNow: true }), '?hours'],
    ['being open at a time', () => ({ openAt: '2026-03-19T09:00:00+02:00' }), '?hours'],
    ['hours for women only', () => ({ womenOnlyHours: true }), '?hours'],
    ['an earliest start', () => ({ deadline: '2026-03-19T21:00:00Z' }), '?hours'],
    ['her age', () => ({ age: 40 }), '?age'],
    ['her children', () => ({ childrenAges: [4] }), '?accepts-children ?children'],
    ['her boys', () => ({ boys: true }), '?accepts-children ?children'],
    ['her language', () => ({ languages: ['en'] }), '?languages'],
    ['a place free', () => ({ placesFree: true }), '?capacity'],
    ['being near', () => ({ near: { areaId: areas().oldTown, withinKm: 500 } }), '?distance'],
    ['being far', () => ({ farFrom: { areaId: areas().farVillage, atLeastKm: 0.1 } }), '?distance'],
    ['being elsewhere', () => ({ avoidAreas: [areas().farVillage] }), '?distance'],
  ];
  it.each(conditions)('says to call first about %s', async (_what, where, why) => {
    expect(await isFound(where())).toBe(`call first ${why}`);
  });

  it('names all of them together, once each, and gives neither a distance nor an opening that nobody knows', async () => {
    const all = Object.assign({}, ...conditions.map(([, where]) => where())) as object;
    const { callFirst } = await search(worker, all);
    const found = callFirst.find(({ listing }) => listing.id === place);
    expect(found).toMatchObject({ distanceKm: null, opensAt: null });
    expect(found?.fit).toEqual({
      score: expect.any(Number),
      met: [],
      depends: [],
      unknown: [
        'accepts-children',
        'accepts-ost',
        'age',
        'capacity',
        'children',
        'distance',
        'hours',
        'languages',
        'no-id',
      ],
      missedNiceToHave: [],
    });
  });

  it('ranks what is unknown between yes and no, and excludes nothing that would only be good', async () => {
    const { matches } = await search(worker, { services: ['shelter'], niceToHave: ['accepts-drug-use'] });
    const scoreOf = (id: string) => matches.find(({ listing }) => listing.id === id)?.fit.score ?? NaN;
    const { refuge, brigidRefuge, hostel } = app.network.listings;
    expect(scoreOf(refuge)).toBe(1);
    expect(scoreOf(place)).toBe(scoreOf(hostel));
    expect(scoreOf(place)).toBeLessThan(scoreOf(refuge));
    expect(scoreOf(place)).toBeGreaterThan(scoreOf(brigidRefuge));
  });

  it('tells her worker that the hours are not known, and not that it is closed', async () => {
    const { data } = await worker(
      'query ($id: ID!) { listing(id: $id) { openAt languages schedules { opensAt } attributes { code } capacity { stale } address { visibility area line latitude } } }',
      { id: place },
    );
    expect(data.listing).toEqual({
      openAt: null,
      languages: null,
      schedules: [],
      attributes: [],
      capacity: null,
      address: { visibility: 'FULL', area: null, line: null, latitude: null },
    });
  });

  describe('when the place answers', () => {
    const answering = (answer: string, note?: string) => ({ attributes: [{ code: 'accepts-ost', answer, note }] });
    const asked = { mustHave: ['accepts-ost'] };

    it('stays unknown until the network has looked at it; then yes is a match', async () => {
      expect(await agency().say(place, answering('YES'))).toMatchObject({ inReview: ['attributes'] });
      expect(await isFound(asked)).toBe('call first ?accepts-ost');
      expect(await network().decide(place, true)).toMatchObject({ __typename: 'ListingUpdated', inReview: [] });
      expect(await isFound(asked)).toBe('match');
    });

    it('is nowhere once it has said no', async () => {
      await agency().say(place, answering('NO'));
      expect(await isFound(asked)).toBe('match');
      await network().decide(place, true);
      expect(await isFound(asked)).toBe('nowhere');
      expect(await isFound({ services: ['shelter'] })).toBe('match');
    });

    it('is to be called first when it depends, and says so by another name than unknown', async () => {
      await agency().say(place, answering('DEPENDS', 'with a letter of her clinic'));
      await network().decide(place, true);
      expect(await isFound(asked)).toBe('call first ~accepts-ost');
      expect(await isFound({ mustHave: ['accepts-ost', 'no-id'] })).toBe('call first ?no-id ~accepts-ost');
    });

    it('is unknown again when it takes its answer back', async () => {
      await agency().say(place, answering('UNKNOWN'));
      await network().decide(place, true);
      expect(await isFound(asked)).toBe('call first ?accepts-ost');
    });

    it('keeps what was public when the network sends the change back', async () => {
      await agency().say(place, answering('YES'));
      await network().decide(place, false, 'Your leaflet says no. Ring us.');
      expect(await isFound(asked)).toBe('call first ?accepts-ost');
    });
  });

  describe('when it says its hours', () => {
    const mondays = { byday: ['MO'], opensAt: '18:00', closesAt: '08:00' };
    const monday = { openAt: '2026-03-23T20:00:00Z' };
    const tuesday = { openAt: '2026-03-24T20:00:00Z' };

    it('is open or closed at once, with no review', async () => {
      expect(await agency().say(place, { schedules: [mondays] })).toMatchObject({ inReview: [] });
      expect([await isFound(monday), await isFound(tuesday)]).toEqual(['match', 'nowhere']);
      // Past midnight the night still belongs to Monday.
      expect(await isFound({ openAt: '2026-03-24T07:59:00Z' })).toBe('match');
      expect(await isFound({ openAt: '2026-03-24T08:00:00Z' })).toBe('nowhere');
    });

    it('is unsure on the day whose hours it did not say, and closed on the others', async () => {
      await agency().say(place, { schedules: [mondays, { byday: ['WE'] }] });
      const wednesday = { openAt: '2026-03-25T20:00:00Z' };
      expect([await isFound(monday), await isFound(tuesday), await isFound(wednesday)]).toEqual([
        'match',
        'nowhere',
        'call first ?hours',
      ]);
    });

    it('is unsure beyond the last day that its timetable holds for', async () => {
      await agency().say(place, { schedules: [{ ...mondays, validTo: '2026-03-31' }] });
      expect(await isFound(monday)).toBe('match');
      expect(await isFound({ openAt: '2026-04-06T20:00:00Z' })).toBe('call first ?hours');
    });

    it('is no match for women-only hours that it has not, and one for those that it has', async () => {
      const morning = { byday: ['FR'], opensAt: '09:00', closesAt: '12:00' };
      await agency().say(place, { schedules: [morning] });
      expect(await isFound({ womenOnlyHours: true })).toBe('nowhere');
      await agency().say(place, { schedules: [{ ...morning, womenOnly: true }] });
      expect(await isFound({ womenOnlyHours: true })).toBe('match');
      expect(await isFound({ womenOnlyHours: true, openAt: '2026-03-20T10:00:00Z' })).toBe('match');
    });

    it('tells the earliest possible start before a deadline, and is nowhere when that is too late', async () => {
      const { matches } = await search(worker, { services: ['shelter'], deadline: '2026-03-20T21:00:00Z' });
      const found = matches.find(({ listing }) => listing.id === place);
      expect(found?.opensAt).toBe('2026-03-20T09:00:00.000Z');
      expect(await isFound({ deadline: '2026-03-20T08:59:00Z' })).toBe('nowhere');
      // Too late is a reason to hurry and never one to show her nothing.
      expect(await isFound({ deadline: '2026-03-18T20:00:00Z' })).toBe('match');
    });

    it('is unknown again when it takes its hours back', async () => {
      await agency().say(place, { schedules: [] });
      expect(await isFound({ openNow: true })).toBe('call first ?hours');
    });
  });

  describe('when it says its languages', () => {
    it('matches these and no others, at once; taken back, it is unknown again', async () => {
      expect(await agency().say(place, { languages: ['pt-BR', 'en'] })).toMatchObject({ inReview: [] });
      expect(await isFound({ languages: ['pt'] })).toBe('match');
      expect(await isFound({ languages: ['uk'] })).toBe('nowhere');
      await agency().say(place, { languages: null });
      expect(await isFound({ languages: ['pt'] })).toBe('call first ?languages');
    });
  });

  describe('when it says whom it takes', () => {
    const accepted = async (said: object) => {
      const { inReview } = await agency().say(place, said);
      expect(inReview).toEqual(Object.keys(said));
      await network().decide(place, true);
    };

    it('takes a woman of the right age only', async () => {
      expect(await isFound({ age: 17 })).toBe('call first ?age');
      await accepted({ minimumAge: 18 });
      expect([await isFound({ age: 17 }), await isFound({ age: 18 })]).toEqual(['nowhere', 'match']);
      await accepted({ maximumAge: 60 });
      expect([await isFound({ age: 60 }), await isFound({ age: 61 })]).toEqual(['match', 'nowhere']);
    });

    it('is to be asked about girls when only the oldest age is known', async () => {
      await accepted({ minimumAge: null });
      expect([await isFound({ age: 17 }), await isFound({ age: 61 })]).toEqual(['call first ?age', 'nowhere']);
    });

    it('is to be asked about boys as long as nobody said up to what age they may come', async () => {
      await accepted({
        attributes: [{ code: 'accepts-children', answer: 'YES' }],
        childrenMinimumAge: 1,
        childrenMaximumAge: 14,
      });
      expect(await isFound({ childrenAges: [4, 9] })).toBe('match');
      expect(await isFound({ childrenAges: [4, 9], boys: true })).toBe('call first ?children');
      expect(await isFound({ childrenAges: [0, 9] })).toBe('nowhere');
      await accepted({ boysMaximumAge: 8 });
      expect(await isFound({ childrenAges: [4, 8], boys: true })).toBe('match');
      expect(await isFound({ childrenAges: [4, 9], boys: true })).toBe('nowhere');
    });

    it('is nowhere with children once it has said no to them, whatever ages it names', async () => {
      await accepted({ attributes: [{ code: 'accepts-children', answer: 'NO' }] });
      expect(await isFound({ childrenAges: [4] })).toBe('nowhere');
      expect(await isFound({ services: ['shelter'] })).toBe('match');
    });
  });

  describe('when it says what is free', () => {
    it('counts for three hours; then it is unknown, neither still free nor full', async () => {
      await agency().report(place, { placesFree: 1 });
      expect(await isFound({ placesFree: true })).toBe('match');
      app.clock.pass({ hours: 3 });
      expect(await isFound({ placesFree: true })).toBe('match');
      app.clock.pass({ minutes: 1 });
      expect(await isFound({ placesFree: true })).toBe('call first ?capacity');
    });

    it('is nowhere while it is full, and to be called when that word is stale', async () => {
      await agency().report(place, { placesFree: 0 });
      expect(await isFound({ placesFree: true })).toBe('nowhere');
      app.clock.pass({ hours: 4 });
      expect(await isFound({ placesFree: true })).toBe('call first ?capacity');
    });

    it('says nothing of places when it only says that one can wait', async () => {
      await agency().report(place, { waitlistOpen: true });
      expect(await isFound({ placesFree: true })).toBe('call first ?capacity');
    });
  });

  describe('when it says where it is', () => {
    const near = () => ({ near: { areaId: areas().oldTown, withinKm: 1 } });

    it('is neither near nor far as long as the network has not seen its address', async () => {
      const door = {
        visibility: 'FULL',
        areaId: areas().oldTown,
        line: '5 Well Street',
        latitude: 45.2,
        longitude: -20.1,
      };
      expect(await agency().say(place, { address: door })).toMatchObject({ inReview: ['address'] });
      expect(await isFound(near())).toBe('call first ?distance');
      await network().decide(place, true);
      expect(await isFound(near())).toBe('match');
      expect(await isFound({ farFrom: { areaId: areas().oldTown, atLeastKm: 1 } })).toBe('nowhere');
      expect(await isFound({ avoidAreas: [areas().oldTown] })).toBe('nowhere');
    });

    it('is to be asked when it is known to be somewhere in the town, and she must keep out of one quarter', async () => {
      await network().say(place, { address: { visibility: 'FULL', areaId: areas().town } });
      expect(await isFound({ avoidAreas: [areas().eastside] })).toBe('call first ?distance');
      expect(await isFound({ avoidAreas: [areas().farVillage] })).toBe('match');
      expect(await isFound({ avoidAreas: [areas().town] })).toBe('nowhere');
    });
  });
});
