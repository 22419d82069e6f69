import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CITY_SHELTER, pathsOf, REFUGE, TestJourney } from '../support/journey.js';
import type { ListingKey } from '../support/network.js';
import { search, standing } from '../support/searching.js';

describe.each(DATABASES)('a held place counts, on %s', (kind) => {
  let app: TestApp;
  let around: AskingAround;
  beforeEach(async () => {
    app = await TestApp.start(kind);
    around = new AskingAround(app);
  });
  afterEach(() => app.close());

  const free = async (key: ListingKey): Promise<[number | null, number | null]> => {
    const document = `query ($id: ID!) { listing(id: $id) { capacity { placesFree familyPlacesFree } } }`;
    const { data } = await app.as(CASEWORKER)(document, { id: app.network.listings[key] });
    return [data.listing.capacity.placesFree, data.listing.capacity.familyPlacesFree];
  };
  const found = async (key: ListingKey, childrenAges?: number[]) =>
    standing(
      await search(app.as(CASEWORKER), { services: ['shelter'], placesFree: true, childrenAges }),
      app.network.listings[key],
    );
  const held = async (key: ListingKey, who: string, hours: number, childrenAges: number[] = []) => {
    const question = await around.asks(CASEWORKER, [key], { childrenAges });
    await around.answers(who, question.id, key, 'YES', { holdUntil: around.at(hours) });
    return question;
  };
  const reports = async (who: string, key: ListingKey, placesFree: number) => {
    const document = `mutation ($id: ID!, $free: Int) { reportCapacity(listingId: $id, placesFree: $free) { __typename } }`;
    await app.as(who)(document, { id: app.network.listings[key], free: placesFree });
  };

  it('as taken where it is shown and where it is searched, and is free again by itself', async () => {
    expect(await found('cityShelter')).toBe('match');
    await reports(CITY_SHELTER, 'cityShelter', 1);
    app.clock.pass({ minutes: 1 });
    expect(await found('cityShelter')).toBe('match');
    await held('cityShelter', CITY_SHELTER, 1);
    expect(await free('cityShelter')).toEqual([0, null]);
    expect(await found('cityShelter')).toBe('nowhere');
    app.clock.pass({ minutes: 59 });
    expect(await found('cityShelter')).toBe('nowhere');
    app.clock.pass({ minutes: 1 });
    expect(await free('cityShelter')).toEqual([1, null]);
    expect(await found('cityShelter')).toBe('match');
  });

  it('with children it is a family’s place, where the place tells those apart', async () => {
    expect(await free('refuge')).toEqual([2, 1]);
    await held('refuge', REFUGE, 2, [4]);
    expect(await free('refuge')).toEqual([2, 0]);
    expect(await found('refuge', [4])).toBe('nowhere');
    expect(await found('refuge')).toBe('match');
    await held('refuge', REFUGE, 2);
    expect(await free('refuge')).toEqual([1, 0]);
    await held('cityShelter', CITY_SHELTER, 2, [4]);
    expect(await free('cityShelter')).toEqual([4, null]);
  });

  it('never below none, and not at all where nobody said how many there are', async () => {
    await reports(CITY_SHELTER, 'cityShelter', 0);
    await held('cityShelter', CITY_SHELTER, 1);
    expect(await free('cityShelter')).toEqual([0, null]);
    await held('hostel', CASEWORKER, 1);
    expect(await found('hostel')).toBe('call first ?capacity');
  });

  it('until the place takes it back, or says anew how many are free', async () => {
    const { id } = await held('cityShelter', CITY_SHELTER, 2);
    expect(await free('cityShelter')).toEqual([4, null]);
    await around.answers(CITY_SHELTER, id, 'cityShelter', 'YES');
    expect(await free('cityShelter')).toEqual([5, null]);
    await around.answers(CITY_SHELTER, id, 'cityShelter', 'CONDITIONAL', { holdUntil: around.at(2) });
    expect(await free('cityShelter')).toEqual([4, null]);
    app.clock.pass({ minutes: 1 });
    await reports(CITY_SHELTER, 'cityShelter', 3);
    expect(await free('cityShelter')).toEqual([3, null]);
  });

  it('those that are not needed are given back when a draft settles the question; the one she goes to is kept', async () => {
    const journey = new TestJourney(app);
    const question = await around.asks(CASEWORKER, ['cityShelter', 'refuge']);
    await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'YES', { holdUntil: around.at(2) });
    await around.answers(REFUGE, question.id, 'refuge', 'YES', { holdUntil: around.at(2) });
    expect([await free('cityShelter'), await free('refuge')]).toEqual([
      [4, null],
      [1, 1],
    ]);
    await journey.drafts(await journey.opens(), 'refuge', { fromPlaceQuestionId: question.id });
    expect([await free('cityShelter'), await free('refuge')]).toEqual([
      [5, null],
      [1, 1],
    ]);
    const [told] = await around.sees(CITY_SHELTER, false);
    expect(told).toMatchObject({ closed: true, answers: [{ holdUntil: null }] });
  });

  it('a hold lies ahead, a day at most, and belongs to a yes', async () => {
    const { id } = await around.asks(CASEWORKER, ['cityShelter']);
    const refused = async (answer: string, said: object) =>
      pathsOf(await around.answers(CITY_SHELTER, id, 'cityShelter', answer, said));
    expect(await refused('YES', { holdUntil: around.at(0) })).toEqual(['holdUntil']);
    expect(await refused('YES', { holdUntil: around.at(24.1) })).toEqual(['holdUntil']);
    expect(await refused('NO', { reasonCode: 'no-space', holdUntil: around.at(1) })).toEqual(['holdUntil']);
    expect(await free('cityShelter')).toEqual([5, null]);
    await around.answers(CITY_SHELTER, id, 'cityShelter', 'YES', { holdUntil: around.at(24) });
    expect(await free('cityShelter')).toEqual([4, null]);
  });
});
