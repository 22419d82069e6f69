import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  toldAloud,
  type Handover,
  type SeenReferral,
} from '../support/journey.js';

const NOT_SETTLED: Handover = {
  assistance: 'INFORMATION',
  companion: null,
  transport: null,
  childcareArranged: null,
  meetingPoint: null,
  meetAt: null,
  callBack: null,
  stillWithHerWhenReceived: null,
};
const FIRST_PLAN: Handover = {
  ...NOT_SETTLED,
  assistance: 'CONTACT_MADE',
  companion: 'PEER',
  meetAt: '2026-03-19T07:30:00.000Z',
};

describe.each(DATABASES)('handover and messages, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  describe('how far her worker walks with her', () => {
    let referral: SeenReferral;
    const plans = async (who: string, handover: Partial<Handover>) => {
      const answer = await journey.plansHandover(who, referral, handover);
      if (answer.__typename !== 'Referral') throw new Error(answer.__typename);
      referral = answer;
      return answer.handover;
    };

    it('is planned with the draft, or later', async () => {
      const woman = await journey.opens();
      await journey.sheConsents(woman, 'safeHouse');
      expect((await journey.drafts(woman, 'refuge')).handover).toEqual(NOT_SETTLED);
      referral = await journey.drafts(woman, 'refuge', {
        handover: { assistance: 'CONTACT_MADE', companion: 'PEER', meetAt: '2026-03-19T08:30:00+01:00' },
      });
      const preview = await app.as(CASEWORKER)(
        `query ($id: ID!) { disclosurePreview(referralId: $id) { handover { companion meetAt } deadline neededFrom } }`,
        { id: referral.id },
      );
      expect(preview.data.disclosurePreview).toEqual({
        handover: { companion: 'PEER', meetAt: '2026-03-19T07:30:00.000Z' },
        deadline: null,
        neededFrom: null,
      });
      expect(referral.handover).toEqual(FIRST_PLAN);
    });

    it('only what is given changes, and null takes it back', async () => {
      expect(
        await plans(CASEWORKER, { companion: 'WORKER', meetingPoint: 'the library', callBack: 'Jo, 0199' }),
      ).toEqual({ ...FIRST_PLAN, companion: 'WORKER', meetingPoint: 'the library', callBack: 'Jo, 0199' });
      expect(await plans(CASEWORKER, { assistance: 'ACCOMPANIED', callBack: null })).toEqual({
        ...FIRST_PLAN,
        assistance: 'ACCOMPANIED',
        companion: 'WORKER',
        meetingPoint: 'the library',
      });
      expect(referral).toMatchObject({ version: 3, status: 'DRAFT' });
      expect(await journey.reads(REFUGE, referral.id)).toBeNull();
    });

    it('the refuge sees the plan once it is sent, and the changes after that', async () => {
      referral = await journey.takes('SEND', CASEWORKER, referral);
      const planned = await plans(CASEWORKER, { transport: 'PAID', childcareArranged: true });
      expect(planned).toEqual({
        ...FIRST_PLAN,
        assistance: 'ACCOMPANIED',
        companion: 'WORKER',
        meetingPoint: 'the library',
        transport: 'PAID',
        childcareArranged: true,
      });
      const theirs = await journey.sees(REFUGE, referral);
      expect(theirs.handover).toEqual(planned);
      expect(toldAloud(theirs)).toEqual([
        'SEND → SENT by Riverside Centre (CASEWORKER)',
        'noted → SENT by Riverside Centre (CASEWORKER)',
      ]);
    });

    it('a plan made over an older one is not written', async () => {
      const stale = await journey.plansHandover(CASEWORKER, { id: referral.id, version: 3 }, { companion: 'NOBODY' });
      expect(stale).toMatchObject({
        __typename: 'StaleReferral',
        current: { version: referral.version, handover: { companion: 'WORKER' } },
      });
    });

    it('the refuge says whether she was still accompanied, and nothing else of the plan', async () => {
      referral = await journey.takes('ARRIVE', REFUGE, referral);
      for (const change of [{ companion: 'NOBODY' }, { stillWithHerWhenReceived: true, assistance: 'MET_ON_SITE' }])
        expect((await journey.plansHandover(REFUGE, referral, change)).__typename).toBe('Forbidden');
      expect(await plans(REFUGE, { stillWithHerWhenReceived: true })).toMatchObject({
        companion: 'WORKER',
        stillWithHerWhenReceived: true,
      });
      const hers = await journey.sees(CASEWORKER, referral);
      expect(hers.handover).toMatchObject({ assistance: 'ACCOMPANIED', stillWithHerWhenReceived: true });
      expect(toldAloud(hers).at(-1)).toBe('noted → ARRIVED by Safe House (AGENCY)');
    });

    it('it is noted after she was received, too, but not of what never came to be', async () => {
      referral = await journey.takes('COMPLETE', REFUGE, referral, { outcome: 'RECEIVED' });
      expect(await plans(CASEWORKER, { assistance: 'MET_ON_SITE' })).toMatchObject({ assistance: 'MET_ON_SITE' });
      const { referral: another } = await journey.sends('refuge', 'safeHouse');
      await journey.takes('DECLINE', REFUGE, another, { reasonCode: 'no-space' });
      const over = await journey.sees(CASEWORKER, another);
      expect(await journey.plansHandover(CASEWORKER, over, { assistance: 'MET_ON_SITE' })).toMatchObject({
        __typename: 'StepNotAllowed',
        status: 'DECLINED',
        allowedSteps: ['CORRECT'],
      });
    });

    it('nobody else plans it, and cannot tell whether it is there', async () => {
      const forbidden = await journey.plansHandover(ANOTHER_NETWORKER, referral, { companion: 'NOBODY' });
      expect(forbidden.__typename).toBe('Forbidden');
      const unknown = { id: randomUUID(), version: 1 };
      expect(await journey.plansHandover(ANOTHER_NETWORKER, unknown, { companion: 'NOBODY' })).toEqual(forbidden);
      for (const who of [COLLEAGUE, BRIGID])
        expect(await journey.plansHandover(who, referral, { companion: 'NOBODY' })).toEqual(forbidden);
    });

    it('what nobody changed keeps the version that everybody read', async () => {
      const { timeline, version } = await journey.sees(CASEWORKER, referral);
      expect(timeline).toHaveLength(version);
      expect(version).toBe(referral.version);
    });
  });

  describe('messages', () => {
    let referral: SeenReferral;
    beforeAll(async () => {
      ({ referral } = await journey.sends('refuge', 'safeHouse'));
    });

    it('go both ways, under the names by which the sides know each other', async () => {
      expect(await journey.writes(CASEWORKER, referral, 'We come by bus.')).toMatchObject({
        __typename: 'Referral',
        version: referral.version,
        messages: [{ text: 'We come by bus.' }],
      });
      app.clock.pass({ minutes: 3 });
      await journey.writes(REFUGE, referral, 'Ring twice.');
      const { safeHouse, riverside } = app.network.organizations;
      const hers = await journey.sees(CASEWORKER, referral);
      expect(hers.messages).toEqual([
        { at: '2026-03-18T21:00:00.000Z', from: { id: riverside, name: 'Riverside Drop-in' }, text: 'We come by bus.' },
        { at: '2026-03-18T21:03:00.000Z', from: { id: safeHouse, name: 'Safe House' }, text: 'Ring twice.' },
      ]);
      const theirs = await journey.sees(REFUGE, referral);
      expect(theirs.messages).toEqual([
        { at: '2026-03-18T21:00:00.000Z', from: theirs.from, text: 'We come by bus.' },
        { at: '2026-03-18T21:03:00.000Z', from: { id: safeHouse, name: 'Safe House' }, text: 'Ring twice.' },
      ]);
      expect(theirs.from.name).toBe('Riverside Centre');
      expect(JSON.stringify(theirs)).not.toContain(riverside);
      expect(theirs.timeline).toHaveLength(1);
    });

    it('lie in the database as nobody can read them', async () => {
      const rows = await app.database.all<{ text: string }>(
        sql`SELECT text FROM referral_message WHERE referral_id = ${referral.id}`,
      );
      expect(rows).toHaveLength(2);
      for (const { text } of rows) expect(text).not.toMatch(/bus|twice/);
    });

    it('say something, in four thousand characters at most', async () => {
      for (const text of ['', ' \n\t', 'x'.repeat(4001)])
        expect(pathsOf(await journey.writes(CASEWORKER, referral, text))).toEqual(['text']);
      expect((await journey.writes(REFUGE, referral, 'x'.repeat(4000))).__typename).toBe('Referral');
      expect((await journey.sees(CASEWORKER, referral)).messages).toHaveLength(3);
    });

    it('sent twice with one key are one; the same key for other words is refused', async () => {
      await journey.writes(CASEWORKER, referral, 'On our way.', 'on-our-way');
      const again = await journey.writes(CASEWORKER, referral, 'On our way.', 'on-our-way');
      expect(again).toMatchObject({ __typename: 'Referral' });
      expect(pathsOf(await journey.writes(CASEWORKER, referral, 'Not coming.', 'on-our-way'))).toEqual(['key']);
      // A key is its owner's: the other side may happen on the same.
      await journey.writes(REFUGE, referral, 'We wait.', 'on-our-way');
      const texts = (await journey.sees(CASEWORKER, referral)).messages.map(({ text }) => text);
      expect(texts.filter((text) => text === 'On our way.')).toHaveLength(1);
      expect(texts).toContain('We wait.');
      expect(texts).toHaveLength(5);
    });

    it('are not written on a draft, of which the refuge knows nothing', async () => {
      const draft = await journey.drafts(await journey.opens(), 'refuge');
      expect(pathsOf(await journey.writes(CASEWORKER, draft, 'Hello?'))).toEqual(['referralId']);
      expect((await journey.writes(REFUGE, draft, 'Hello?')).__typename).toBe('Forbidden');
    });

    it('are written by the two of them, and by nobody else', async () => {
      const forbidden = await journey.writes(ANOTHER_NETWORKER, referral, 'Hello?');
      expect(forbidden.__typename).toBe('Forbidden');
      expect(await journey.writes(ANOTHER_NETWORKER, { id: randomUUID() }, 'Hello?')).toEqual(forbidden);
      for (const who of [COLLEAGUE, BRIGID]) expect(await journey.writes(who, referral, 'Hello?')).toEqual(forbidden);
      for (const who of [COLLEAGUE, 'manager@riverside.example', 'manager@safehouse.example'])
        expect((await journey.sees(who, referral)).messages).toEqual([]);
    });

    it('go on after it is over, while her consent stands', async () => {
      const arrived = await journey.takes('ARRIVE', REFUGE, referral);
      await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
      expect((await journey.writes(REFUGE, referral, 'She left her book.')).__typename).toBe('Referral');
    });
  });
});
