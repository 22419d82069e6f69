import sql from 'sql-template-tag';
import { ExpireReferrals } from '../../src/referrals/index.js';
import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  CITY_SHELTER,
  pathsOf,
  REFUGE,
  TestJourney,
  type Consent,
  type SeenReferral,
} from '../support/journey.js';
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

  describe('by a yes to her referral', () => {
    let journey: TestJourney;
    let accepted: SeenReferral;
    let consent: Consent;
    beforeEach(async () => {
      journey = new TestJourney(app);
      const sent = await journey.sends('refuge', 'safeHouse', { urgency: 'TODAY' });
      ({ consent } = sent);
      accepted = await journey.takes('ACCEPT', REFUGE, sent.referral, { holdUntil: around.at(2) });
    });
    const holds = async () => (await app.database.all(sql`SELECT id FROM listing_hold`)).length;

    it('until its time, by itself', async () => {
      expect(await free('refuge')).toEqual([1, 1]);
      app.clock.pass({ hours: 2 });
      expect(await free('refuge')).toEqual([2, 1]);
    });

    it('a yes without a time holds none', async () => {
      const { referral } = await journey.sends('refuge', 'safeHouse');
      await journey.takes('ACCEPT', REFUGE, referral);
      expect(await free('refuge')).toEqual([1, 1]);
    });

    it('with children it is a family’s place, where her consent says that she has any', async () => {
      const woman = await journey.opens({ childrenAges: [4] });
      await journey.sheConsents(woman, 'safeHouse');
      const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge'));
      await journey.takes('ACCEPT', REFUGE, sent, { holdUntil: around.at(2) });
      expect(await free('refuge')).toEqual([1, 0]);
      const another = await journey.opens({ childrenAges: [4] });
      await journey.sheConsents(another, 'safeHouse', { fields: ['NEEDS'] });
      const untold = await journey.takes('SEND', CASEWORKER, await journey.drafts(another, 'refuge'));
      await journey.takes('ACCEPT', REFUGE, untold, { holdUntil: around.at(2) });
      expect(await free('refuge')).toEqual([0, 0]);
    });

    it('through an appointment and a miss', async () => {
      const scheduled = await journey.takes('SCHEDULE', REFUGE, accepted, { appointmentAt: around.at(1) });
      const missed = await journey.takes('MISS', REFUGE, scheduled);
      expect(await free('refuge')).toEqual([1, 1]);
      await journey.takes('CLOSE', REFUGE, missed, { reasonCode: 'not-seen' });
      expect(await free('refuge')).toEqual([2, 1]);
    });

    it.each([
      ['TURN_AWAY', REFUGE, { reasonCode: 'no-space' }],
      ['CLOSE', CASEWORKER, { reasonCode: 'moved' }],
      ['WITHDRAW', CASEWORKER, { reasonCode: 'changed-mind' }],
      ['CORRECT', CASEWORKER, {}],
    ] as const)('%s gives it back at once', async (step, who, said) => {
      const over = await journey.takes(step, who, accepted, said);
      expect(over.holdUntil).toBeNull();
      expect(await free('refuge')).toEqual([2, 1]);
      expect(await holds()).toBe(0);
    });

    it('she takes her consent back, and with it the place; unless she keeps it', async () => {
      await journey.sheWithdraws(consent.id, { keepPlace: true });
      expect(await free('refuge')).toEqual([1, 1]);
      await journey.sheWithdraws(consent.id);
      expect(await free('refuge')).toEqual([2, 1]);
    });

    it('a step that is lost holds and frees nothing', async () => {
      expect(
        (await journey.tries('WITHDRAW', CASEWORKER, { ...accepted, version: 1 }, { reasonCode: 'changed-mind' }))
          .__typename,
      ).toBe('StaleReferral');
      expect(await free('refuge')).toEqual([1, 1]);
    });

    it('she arrives, and it is taken until the place says anew how many are free, not until the hold would have lapsed', async () => {
      const arrived = await journey.takes('ARRIVE', REFUGE, accepted);
      app.clock.pass({ hours: 2, minutes: 1 });
      expect(await free('refuge')).toEqual([1, 1]);
      expect(await holds()).toBe(1);
      await reports(REFUGE, 'refuge', 2);
      expect((await free('refuge'))[0]).toBe(2);
      await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
      expect((await free('refuge'))[0]).toBe(2);
    });

    it('she got nothing there after all, and it is free', async () => {
      const arrived = await journey.takes('ARRIVE', REFUGE, accepted);
      await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'NOT_RECEIVED' });
      expect(await free('refuge')).toEqual([2, 1]);
    });

    it('held when it was asked and again with the yes, it is one place; and given back whichever way it was held', async () => {
      const draftFrom = async () => {
        const question = await held('cityShelter', CITY_SHELTER, 3);
        const woman = await journey.opens();
        await journey.sheConsents(woman, 'city');
        return journey.drafts(woman, 'cityShelter', { fromPlaceQuestionId: question.id });
      };
      const sent = await journey.takes('SEND', CASEWORKER, await draftFrom());
      expect(await free('cityShelter')).toEqual([4, null]);
      const yes = await journey.takes('ACCEPT', CITY_SHELTER, sent, { holdUntil: around.at(5) });
      expect(await free('cityShelter')).toEqual([4, null]);
      await journey.takes('WITHDRAW', CASEWORKER, yes, { reasonCode: 'changed-mind' });
      expect(await free('cityShelter')).toEqual([5, null]);
      const draft = await draftFrom();
      expect(await free('cityShelter')).toEqual([4, null]);
      await journey.takes('WITHDRAW', CASEWORKER, draft, { reasonCode: 'changed-mind' });
      expect(await free('cityShelter')).toEqual([5, null]);
      const refused = await journey.takes('SEND', CASEWORKER, await draftFrom());
      await journey.takes('DECLINE', CITY_SHELTER, refused, { reasonCode: 'no-space' });
      expect(await free('cityShelter')).toEqual([5, null]);
    });

    it('nobody answered in time: what was held when it was asked is free as well', async () => {
      const question = await held('cityShelter', CITY_SHELTER, 20);
      const woman = await journey.opens();
      await journey.sheConsents(woman, 'city');
      const draft = await journey.drafts(woman, 'cityShelter', { fromPlaceQuestionId: question.id, urgency: 'NOW' });
      const sent = await journey.takes('SEND', CASEWORKER, draft);
      app.clock.pass({ hours: 2, minutes: 1 });
      await app.nest.get(ExpireReferrals).run();
      expect((await journey.sees(CASEWORKER, sent)).status).toBe('EXPIRED');
      expect(await free('cityShelter')).toEqual([5, null]);
    });
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
