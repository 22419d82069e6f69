import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { ForgetQuestions } from '../../src/referrals/asking/forget-questions.js';
import { TestApp } from '../support/app.js';
import { AskingAround, type SeenQuestion } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  CITY_SHELTER,
  COLLEAGUE,
  NIGHT_DESK,
  pathsOf,
  REFUGE,
  TestJourney,
} from '../support/journey.js';

describe.each(DATABASES)('she asks around tonight, on %s', (kind) => {
  let app: TestApp;
  let around: AskingAround;
  let journey: TestJourney;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    around = new AskingAround(app);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    app.clock.pass({ minutes: 1 });
  });

  const idOf = (key: keyof TestApp['network']['listings']) => app.network.listings[key];
  const ids = (listings: { id: string }[]) => listings.map(({ id }) => id);
  const one = async (who: string, id: string, open: boolean | null = null) =>
    (await around.sees(who, open)).find((question) => question.id === id);
  /** To be compared with what another gets: a Forbidden says the same to everybody. */
  const unknownQuestion = (who: string) => around.answers(who, randomUUID(), 'cityShelter', 'YES');

  describe('a call', () => {
    it('is noted in one act, with no woman in it', async () => {
      const call = await around.rings(CASEWORKER, 'hostel', 'NO', {
        reasonCode: 'drug-use',
        conditions: ['accepts-drug-use'],
      });
      expect(call).toEqual({
        __typename: 'Call',
        id: expect.any(String),
        listing: { id: idOf('hostel') },
        answer: 'NO',
        reason: { code: 'drug-use', side: 'RECEIVER' },
        at: app.clock.now(),
      });
      expect(await around.rings(CASEWORKER, 'hostel', 'NO_ANSWER')).toMatchObject({
        answer: 'NO_ANSWER',
        reason: null,
      });
    });

    it('sent twice with one key it is one call', async () => {
      const said = { key: randomUUID(), reasonCode: 'no-space' };
      const first = await around.rings(CASEWORKER, 'hostel', 'NO', said);
      app.clock.pass({ minutes: 5 });
      expect(await around.rings(CASEWORKER, 'hostel', 'NO', said)).toEqual(first);
      expect(pathsOf(await around.rings(CASEWORKER, 'hostel', 'YES', { key: said.key }))).toEqual(['key']);
    });

    it('says what is to be mended, and nothing of a place that is not to be found', async () => {
      const refused = async (answer: string, said: object) =>
        pathsOf(await around.rings(CASEWORKER, 'hostel', answer, said));
      expect(await refused('NO', {})).toEqual(['reasonCode']);
      expect(await refused('YES', { reasonCode: 'no-space' })).toEqual(['reasonCode']);
      expect(await refused('NO', { reasonCode: 'changed-mind' })).toEqual(['reasonCode']);
      expect(await refused('NO', { reasonCode: 'receiver-silent' })).toEqual(['reasonCode']);
      expect(await refused('YES', { services: [] })).toEqual(['services']);
      expect(await refused('NO', { services: ['shelter', 'spa'], conditions: ['nice'] })).toEqual([
        'services.1',
        'conditions.0',
        'reasonCode',
      ]);
      const unknown = await around.rings(CASEWORKER, { id: randomUUID() }, 'YES');
      expect(unknown.__typename).toBe('Forbidden');
      await app.database.write((tx) =>
        tx.run(sql`UPDATE listing SET status = 'PAUSED' WHERE id = ${idOf('clinicPmtct')}`),
      );
      expect(await around.rings(CASEWORKER, 'clinicPmtct', 'YES')).toEqual(unknown);
    });
  });

  describe('several places at once', () => {
    let question: SeenQuestion;

    it('are asked what is needed, never for whom', async () => {
      question = await around.asks(CASEWORKER, ['cityShelter', 'refuge', 'hostel'], {
        conditions: ['accepts-drug-use'],
        childrenAges: [4, 9],
      });
      expect(question).toMatchObject({
        __typename: 'PlaceQuestion',
        services: ['shelter'],
        conditions: ['accepts-drug-use'],
        childrenAges: [4, 9],
        urgency: 'TODAY',
        closesAt: around.at(4),
        answers: [],
        closed: false,
      });
      expect(ids(question.asked)).toEqual([idOf('cityShelter'), idOf('refuge'), idOf('hostel')]);
    });

    it('the place without an account is shown with its number, for her to ring', () => {
      expect(question.toRing).toEqual([
        { id: idOf('hostel'), phones: [{ number: '+999 555 0101' }], howToRefer: { nightPhone: null } },
      ]);
    });

    it('each place sees what is needed and nothing of who asks or who else is asked', async () => {
      const asSeen = await one(REFUGE, question.id, true);
      expect(asSeen).toEqual({ ...question, asked: [{ id: idOf('refuge') }], toRing: [] });
      const { data } = await app.as(REFUGE)(`{ __type(name: "PlaceQuestion") { fields { name } } }`);
      const fields = (data.__type.fields as { name: string }[]).map(({ name }) => name);
      expect(fields.filter((name) => /by|from|staff|organi/i.test(name))).toEqual([]);
      expect(await one(NIGHT_DESK, question.id)).toBeUndefined();
      expect(await one(ANOTHER_NETWORKER, question.id)).toBeUndefined();
    });

    it('the first answer is hers at once, and only hers', async () => {
      const said = { holdUntil: around.at(3), note: 'Come before ten.' };
      const toPlace = await around.answers(REFUGE, question.id, 'refuge', 'CONDITIONAL', said);
      expect(toPlace).toMatchObject({ asked: [{ id: idOf('refuge') }], closed: false });
      const answer = {
        listing: { id: idOf('refuge') },
        answer: 'CONDITIONAL',
        reason: null,
        at: app.clock.now(),
        ...said,
      };
      expect(toPlace.answers).toEqual([answer]);
      expect((await one(CASEWORKER, question.id))?.answers).toEqual([answer]);
      expect((await one(COLLEAGUE, question.id))?.answers).toEqual([answer]);
      expect((await one(CITY_SHELTER, question.id))?.answers).toEqual([]);
    });

    it('a no has its reason, and a later word replaces the earlier', async () => {
      expect(pathsOf(await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'NO'))).toEqual(['reasonCode']);
      await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'YES', { holdUntil: around.at(2) });
      app.clock.pass({ minutes: 1 });
      await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'NO', { reasonCode: 'no-reason-given' });
      const seen = await one(CASEWORKER, question.id);
      expect(seen?.answers.map(({ listing, reason, holdUntil }) => [listing.id, reason?.code, holdUntil])).toEqual([
        [idOf('refuge'), undefined, expect.any(String)],
        [idOf('cityShelter'), 'no-reason-given', null],
      ]);
    });

    it('she writes down what was said where nobody answers here, and for nobody else', async () => {
      const unreached = await around.answers(CASEWORKER, question.id, 'hostel', 'NO_ANSWER');
      expect(ids(unreached.toRing)).toEqual([idOf('hostel')]);
      expect(unreached.closed).toBe(false);
      const reached = await around.answers(CASEWORKER, question.id, 'hostel', 'YES');
      expect(reached.toRing).toEqual([]);
      expect(reached.closed).toBe(true);
      // A place learns of no other: to it the question is open until it is settled or over.
      expect((await one(REFUGE, question.id))?.closed).toBe(false);

      const forbidden = await unknownQuestion(CASEWORKER);
      expect(forbidden.__typename).toBe('Forbidden');
      expect(await around.answers(CASEWORKER, question.id, 'refuge', 'YES')).toEqual(forbidden);
      expect(await around.answers(COLLEAGUE, question.id, 'hostel', 'YES')).toEqual(forbidden);
      expect(await around.answers(ANOTHER_NETWORKER, question.id, 'hostel', 'YES')).toEqual(forbidden);
      expect(await around.answers(CITY_SHELTER, question.id, 'refuge', 'YES')).toEqual(forbidden);
      expect(await around.answers(NIGHT_DESK, question.id, 'refuge', 'YES')).toEqual(forbidden);
      expect(await around.answers(REFUGE, question.id, 'brigidRefuge', 'YES')).toEqual(forbidden);
      expect(pathsOf(await around.answers(REFUGE, question.id, 'refuge', 'NO_ANSWER'))).toEqual(['answer']);
    });

    it('a draft made from an answer bears its condition and its hold, and the others are told it is settled', async () => {
      app.clock.pass({ minutes: 3 });
      const holdUntil = (await one(CASEWORKER, question.id))?.answers[0]?.holdUntil;
      const woman = await journey.opens();
      await journey.sheConsents(woman, 'safeHouse');
      const draft = await journey.drafts(woman, 'refuge', {
        needs: ['A cot'],
        fromPlaceQuestionId: question.id,
      });
      expect(draft.holdUntil).toBe(holdUntil);
      expect((await journey.previews(draft)).shared.needs).toEqual(['A cot', 'Come before ten.']);
      for (const who of [CITY_SHELTER, REFUGE, CASEWORKER]) {
        expect(await one(who, question.id, true)).toBeUndefined();
        expect((await one(who, question.id, false))?.closed).toBe(true);
      }
      expect(pathsOf(await around.answers(CITY_SHELTER, question.id, 'cityShelter', 'YES'))).toEqual(['id']);

      app.clock.pass({ minutes: 1 });
      const sent = await journey.takes('SEND', CASEWORKER, draft);
      expect(sent.holdUntil).toBe(holdUntil);
      expect(await journey.sees(REFUGE, sent)).toMatchObject({
        holdUntil,
        shared: { needs: ['A cot', 'Come before ten.'] },
      });
    });

    it('is settled once, by a place that said yes, by who asked', async () => {
      const woman = await journey.opens();
      const from = (fromPlaceQuestionId: string, by?: string) =>
        journey.asksToDraft(woman, 'refuge', { fromPlaceQuestionId }, by);
      const twice = await from(question.id);
      expect(pathsOf(twice)).toEqual(['fromPlaceQuestionId']);

      const another = await around.asks(CASEWORKER, ['refuge', 'cityShelter']);
      expect(pathsOf(await from(another.id))).toEqual(['fromPlaceQuestionId']);
      await around.answers(REFUGE, another.id, 'refuge', 'NO', { reasonCode: 'no-space' });
      expect(pathsOf(await from(another.id))).toEqual(['fromPlaceQuestionId']);
      expect((await one(CASEWORKER, another.id))?.closed).toBe(false);
      expect((await from(randomUUID())).__typename).toBe('Forbidden');

      const theirs = await around.asks(ANOTHER_NETWORKER, ['refuge']);
      await around.answers(REFUGE, theirs.id, 'refuge', 'YES');
      expect(await from(theirs.id)).toEqual(await from(randomUUID()));

      await around.answers(REFUGE, another.id, 'refuge', 'YES');
      const key = randomUUID();
      const again = await journey.asksToDraft(woman, 'refuge', { fromPlaceQuestionId: another.id, key });
      expect(again.__typename).toBe('Referral');
      expect(await journey.asksToDraft(woman, 'refuge', { fromPlaceQuestionId: another.id, key })).toEqual(again);
    });
  });

  it('the question is over when its time is, sooner the more urgent it is', async () => {
    const hours: [string, number][] = [
      ['NOW', 1],
      ['TODAY', 4],
      ['SOON', 24],
      ['ROUTINE', 24],
    ];
    for (const [urgency, until] of hours)
      expect((await around.asks(CASEWORKER, ['refuge'], { urgency })).closesAt).toBe(around.at(until));
    const now = await around.asks(CASEWORKER, ['refuge'], { urgency: 'NOW' });
    app.clock.pass({ hours: 1 });
    expect(await one(CASEWORKER, now.id, true)).toBeUndefined();
    expect(await one(CASEWORKER, now.id, false)).toMatchObject({ closed: true });
    expect(pathsOf(await around.answers(REFUGE, now.id, 'refuge', 'YES'))).toEqual(['id']);
  });

  it('hers come first, the newest of each before the older', async () => {
    const first = await around.asks(COLLEAGUE, ['brigidRefuge']);
    app.clock.pass({ minutes: 1 });
    const second = await around.asks(CASEWORKER, ['brigidRefuge']);
    app.clock.pass({ minutes: 1 });
    const third = await around.asks(CASEWORKER, ['brigidRefuge']);
    app.clock.pass({ minutes: 1 });
    const fourth = await around.asks(COLLEAGUE, ['brigidRefuge']);
    const these = ids([first, second, third, fourth]);
    const order = ids(await around.sees(CASEWORKER)).filter((id) => these.includes(id));
    expect(order).toEqual(ids([third, second, fourth, first]));
  });

  it('asked twice with one key it is one question; what cannot be asked is said all at once', async () => {
    const key = randomUUID();
    const first = await around.asks(CASEWORKER, ['refuge'], { key });
    expect(await around.asks(CASEWORKER, ['refuge'], { key })).toEqual(first);
    const refused = async (listings: Parameters<AskingAround['asks']>[1], said: object = {}) =>
      pathsOf(await around.asks(CASEWORKER, listings, said));
    expect(await refused([])).toEqual(['listingIds']);
    expect(await refused(Array.from({ length: 21 }, () => 'refuge'))).toEqual(['listingIds']);
    expect(await refused(['refuge', { id: randomUUID() }, 'refuge', 'clinicPmtct'], { services: ['spa'] })).toEqual([
      'services.0',
      'listingIds.1',
      'listingIds.2',
      'listingIds.3',
    ]);
    expect(await refused(['refuge'], { childrenAges: [4, 400] })).toEqual(['childrenAges']);
  });

  it('who is neither worker nor agency does none of it', async () => {
    const documents = [
      `{ placeQuestions { id } }`,
      `mutation { askPlaces(input: { listingIds: [], services: [], urgency: NOW }) { __typename } }`,
      `mutation { recordCall(input: { listingId: "x", services: [], answer: YES }) { __typename } }`,
      `mutation { answerPlaceQuestion(input: { id: "x", listingId: "x", answer: YES }) { __typename } }`,
    ];
    for (const email of ['manager@riverside.example', 'administrator@network.example', 'analyst@funder.example'])
      for (const document of documents)
        expect((await app.as(email)(document)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const document of documents.slice(1, 3))
      expect((await app.as(REFUGE)(document)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('each act is in the trail of who did it', async () => {
    const question = await around.asks(CASEWORKER, ['refuge', 'hostel']);
    await around.answers(REFUGE, question.id, 'refuge', 'YES');
    await around.answers(CASEWORKER, question.id, 'hostel', 'NO_ANSWER');
    const trail = async (who: string) => {
      const document = `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action subjectType } } } }`;
      const { data } = await app.as(who)(document, { id: question.id });
      return (data.auditTrail.edges as { node: { action: string } }[]).map(({ node }) => node.action).toSorted();
    };
    expect(await trail('manager@riverside.example')).toEqual(['place-question.answer', 'place-question.ask']);
    expect(await trail('manager@safehouse.example')).toEqual(['place-question.answer']);
  });

  it('a week after it closed nobody sees it any more, and what is left says who asked no longer', async () => {
    const question = await around.asks(CASEWORKER, ['refuge'], { childrenAges: [3], conditions: ['accepts-ost'] });
    await around.answers(REFUGE, question.id, 'refuge', 'YES', { note: 'Ring twice.', holdUntil: around.at(2) });
    const forgetting = app.nest.get(ForgetQuestions, { strict: false });
    app.clock.pass({ days: 7, hours: 4 });
    app.signInAgain();
    expect(await one(CASEWORKER, question.id)).toBeDefined();
    await forgetting.run();
    expect(await one(CASEWORKER, question.id)).toBeDefined();
    app.clock.pass({ minutes: 1 });
    expect(await forgetting.run()).toBeGreaterThan(0);
    expect(await forgetting.run()).toBe(0);
    expect(await one(CASEWORKER, question.id)).toBeUndefined();
    expect(await one(REFUGE, question.id)).toBeUndefined();
    const kept = await app.database.one(sql`
      SELECT q.asked_by_id, q.organization_id, q.conditions, q.children_ages, p.note, p.hold_until, p.hold_id, p.answer
      FROM place_question q JOIN asked_place p ON p.question_id = q.id WHERE q.id = ${question.id}`);
    expect(kept).toEqual({
      asked_by_id: null,
      organization_id: null,
      conditions: '[]',
      children_ages: '[]',
      note: null,
      hold_until: null,
      hold_id: null,
      answer: 'YES',
    });
    expect(await app.database.all(sql`SELECT id FROM listing_hold`)).toEqual([]);
  });
});
