import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import { effortOf } from '../support/effort.js';
import {
  CASEWORKER,
  CITY_SHELTER,
  BRIGID,
  REFUGE,
  TestJourney,
  toldAloud,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { search } from '../support/searching.js';

/** It is 23:00. She takes methadone, has her child of four with her, and cannot go home. */
describe.each(DATABASES)('she flees at eleven at night, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let around: AskingAround;
  let woman: Woman;
  let referral: SeenReferral;
  let secondPlace: string;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    app.clock.set('2026-03-18T23:00:00Z');
    journey = new TestJourney(app);
    around = new AskingAround(app);
    for (const who of [CASEWORKER, REFUGE, CITY_SHELTER, BRIGID]) await app.token(who);
    secondPlace = app.network.listings.secondStage;
  });
  afterAll(() => app.close());

  const family = async (): Promise<number> => {
    const document = `query ($id: ID!) { listing(id: $id) { capacity { familyPlacesFree } } }`;
    const { data } = await app.as(CITY_SHELTER)(document, { id: app.network.listings.refuge });
    return data.listing.capacity.familyPlacesFree as number;
  };

  it('five places are asked at once, and one keeps a family’s room till midnight: five operations, none with her in it', async () => {
    const effort = await effortOf(app, async () => {
      await search(app.as(CASEWORKER), {
        services: ['shelter'],
        mustHave: ['accepts-ost', 'accepts-drug-use'],
        childrenAges: [4],
        openNow: true,
      });
      const places = ['refuge', 'cityShelter', 'brigidRefuge', 'hostel', { id: secondPlace }] as const;
      const said = { urgency: 'NOW', childrenAges: [4], conditions: ['accepts-ost'] };
      const question = await around.asks(CASEWORKER, [...places], said);
      expect(question.toRing.map(({ id }) => id)).toEqual([app.network.listings.hostel]);
      await around.answers(BRIGID, question.id, 'brigidRefuge', 'NO', { reasonCode: 'on-ost' });
      await around.answers(CASEWORKER, question.id, 'hostel', 'NO_ANSWER');
      const midnight = '2026-03-19T00:00:00.000Z';
      const yes = { holdUntil: midnight, note: 'Ring from the corner.' };
      await around.answers(REFUGE, question.id, 'refuge', 'CONDITIONAL', yes);
      const [seen] = await around.sees(CASEWORKER);
      expect(seen?.answers.find(({ answer }) => answer === 'CONDITIONAL')).toMatchObject(yes);
      expect(await family()).toBe(0);
      woman = await journey.opens({ childrenAges: [4], safeContact: { channel: 'IN_PERSON', slipOk: true } });
      await journey.sheConsents(woman, 'safeHouse', { fields: ['CHILDREN', 'NEEDS'], purpose: 'a room for tonight' });
      const draft = await journey.drafts(woman, 'refuge', {
        fromPlaceQuestionId: question.id,
        urgency: 'NOW',
        handover: { assistance: 'ACCOMPANIED', companion: 'PEER', transport: 'PAID', childcareArranged: true },
      });
      expect(await journey.previews(draft)).toMatchObject({ shared: { childrenAges: [4] }, missing: [] });
      referral = await journey.takes('SEND', CASEWORKER, draft);
    });
    expect(referral).toMatchObject({ status: 'SENT', holdUntil: '2026-03-19T00:00:00.000Z' });
    // Her worker: search, ask, note one call, look at the answers, open, consent, draft, read aloud, send.
    expect(effort[CASEWORKER]).toBeLessThanOrEqual(9);
    for (const who of [REFUGE, BRIGID]) expect(effort[who]).toBe(1);
  });

  it('the others were told it is settled, and none of them reads whom it was for', async () => {
    const [told] = await around.sees(CITY_SHELTER, false);
    expect(told).toMatchObject({ closed: true });
    expect((await journey.inbox(CITY_SHELTER, 'ALL')).totalCount).toBe(0);
  });

  it('the refuge says yes, a peer takes her there, and she arrives by the code on her slip: two operations at the door', async () => {
    app.clock.pass({ minutes: 20 });
    const effort = await effortOf(app, async () => {
      const yes = { holdUntil: '2026-03-19T01:00:00Z', condition: 'Ring from the corner.' };
      const accepted = await journey.takes('ACCEPT', REFUGE, referral, yes);
      expect(accepted.handover).toMatchObject({ companion: 'PEER', transport: 'PAID' });
      app.clock.pass({ minutes: 30 });
      const found = await journey.findsByCode(REFUGE, referral.code.toLowerCase());
      expect(found?.shared?.childrenAges).toEqual([4]);
      referral = await journey.takes('ARRIVE', REFUGE, found!, { stillWithHerWhenReceived: true });
    });
    expect(effort).toEqual({ [REFUGE]: 3 });
    expect(referral).toMatchObject({
      status: 'ARRIVED',
      handover: { companion: 'PEER', stillWithHerWhenReceived: true },
    });
  });

  it('her room is taken also after the hold would have lapsed, and her worker knows the whole of it in one look', async () => {
    app.clock.pass({ hours: 1, minutes: 5 });
    expect(await family()).toBe(0);
    const effort = await effortOf(app, async () => {
      const seen = await journey.sees(CASEWORKER, referral);
      expect(toldAloud(seen).filter((line) => !line.startsWith('noted'))).toEqual([
        'SEND → SENT by Riverside Drop-in (CASEWORKER)',
        'ACCEPT → ACCEPTED by Safe House (AGENCY)',
        'ARRIVE → ARRIVED by Safe House (AGENCY)',
      ]);
    });
    expect(effort).toEqual({ [CASEWORKER]: 1 });
  });

  it('the manager finds her in the morning among those who were accompanied', async () => {
    const audit = await app.as('manager@riverside.example')(
      `{ completionAudit(from: "2026-03-18", to: "2026-03-19") {
        byCompanion { key arrived } byStillWithHerWhenReceived { key arrived } byChildcareArranged { key arrived } } }`,
    );
    expect(audit.data.completionAudit).toEqual({
      byCompanion: [{ key: 'PEER', arrived: 1 }],
      byStillWithHerWhenReceived: [{ key: 'YES', arrived: 1 }],
      byChildcareArranged: [{ key: 'YES', arrived: 1 }],
    });
  });
});
