import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  toldAloud,
  type Consent,
  type SeenReferral,
  type WithdrawalAnswer,
} from '../support/journey.js';

/** What must be nowhere afterwards. */
const SHE_IS_HERE = 'She comes after dark.';

describe.each(DATABASES)('she withdraws consent, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  /** Accepted, with notes on both sides and a word each way. */
  async function acceptedAndTalkedAbout(): Promise<{ consent: Consent; referral: SeenReferral }> {
    const { consent, referral } = await journey.sends('refuge', 'safeHouse', {
      note: SHE_IS_HERE,
      handover: { assistance: 'ACCOMPANIED', companion: 'WORKER', meetingPoint: 'the library' },
    });
    await journey.writes(CASEWORKER, referral, 'We come by bus.');
    await journey.writes(REFUGE, referral, 'Ring twice.');
    await journey.takes('ACCEPT', REFUGE, referral, { note: 'The room upstairs.' });
    return { consent, referral: await journey.sees(CASEWORKER, referral) };
  }

  function withdrawn(answer: WithdrawalAnswer) {
    if (answer.__typename !== 'ConsentWithdrawn') throw new Error(answer.message);
    return answer;
  }

  /** Looks behind the house's back into the tables. */
  async function leftInTheTables(consent: Consent, { id }: SeenReferral) {
    const { database } = app;
    const key = await database.one(sql`SELECT wrapped FROM consent_key WHERE consent_id = ${consent.id}`);
    const row = await database.one<{ content: string }>(sql`SELECT content FROM referral WHERE id = ${id}`);
    const texts = await database.all<{ text: string }>(
      sql`SELECT text FROM referral_message WHERE referral_id = ${id} ORDER BY at`,
    );
    const notes = await database.all<{ note: string | null }>(
      sql`SELECT note FROM referral_event WHERE referral_id = ${id} AND by_side = 'receiver'`,
    );
    return { key, content: row?.content, texts: texts.map(({ text }) => text), notes: notes.map(({ note }) => note) };
  }

  describe('and takes everything back', () => {
    let consent: Consent;
    let referral: SeenReferral;
    let answer: ReturnType<typeof withdrawn>;

    beforeAll(async () => {
      ({ consent, referral } = await acceptedAndTalkedAbout());
      expect(await leftInTheTables(consent, referral)).toEqual({
        key: { wrapped: expect.stringMatching(/./) as string },
        content: expect.stringMatching(/./) as string,
        texts: [expect.stringMatching(/./), expect.stringMatching(/./)],
        notes: [expect.stringMatching(/./)],
      });
      app.clock.pass({ minutes: 1 });
      answer = withdrawn(await journey.sheWithdraws(consent.id));
    });

    it('in one action, spoken: her worker is told what ended with it', () => {
      expect(answer.consent).toEqual({
        ...consent,
        withdrawnAt: new Date(app.clock.millis()).toISOString(),
        active: false,
      });
      expect(answer.ended).toHaveLength(1);
      expect(answer.ended[0]).toMatchObject({
        id: referral.id,
        version: referral.version + 1,
        status: 'WITHDRAWN',
        reason: { code: 'consent-withdrawn', side: 'WOMAN' },
        shared: null,
        handover: null,
        respondBy: null,
        allowedSteps: ['CORRECT'],
      });
      expect(toldAloud(answer.ended[0]!).at(-1)).toBe(
        'END_CONSENT → WITHDRAWN by Riverside Drop-in (CASEWORKER) because consent-withdrawn',
      );
    });

    it('the refuge learns that it ended, as if her worker had withdrawn it, and nothing more', async () => {
      const theirs = await journey.sees(REFUGE, referral);
      expect(theirs).toMatchObject({
        status: 'WITHDRAWN',
        reason: null,
        shared: null,
        handover: null,
        messages: [],
        allowedSteps: [],
      });
      expect(toldAloud(theirs)).toEqual([
        'SEND → SENT by Riverside Centre (CASEWORKER)',
        'ACCEPT → ACCEPTED by Safe House (AGENCY)',
        'WITHDRAW → WITHDRAWN by Riverside Centre (CASEWORKER)',
      ]);
      expect(toldAloud(await journey.sees(REFUGE_MANAGER, referral))).toEqual(toldAloud(theirs));
      expect(await journey.inbox(REFUGE, 'CLOSED', { reasonCode: 'consent-withdrawn' })).toEqual({
        ids: [],
        totalCount: 0,
      });
      expect(await journey.inbox(CASEWORKER, 'CLOSED', { reasonCode: 'consent-withdrawn' })).toEqual({
        ids: [referral.id],
        totalCount: 1,
      });
    });

    it('her own side reads the messages no more either', async () => {
      const { messages, shared } = await journey.sees(CASEWORKER, referral);
      expect(messages.map(({ text }) => text)).toEqual([null, null]);
      expect(shared).toBeNull();
    });

    it('nothing is left that anybody could decipher', async () => {
      expect(await leftInTheTables(consent, referral)).toEqual({
        key: undefined,
        content: '',
        texts: ['', ''],
        notes: [null],
      });
    });

    it('saying it twice is saying it once', async () => {
      app.clock.pass({ minutes: 1 });
      const again = withdrawn(await journey.sheWithdraws(consent.id));
      expect(again.ended).toEqual([]);
      expect(again.consent).toEqual(answer.consent);
      expect((await journey.sees(CASEWORKER, referral)).version).toBe(referral.version + 1);
    });

    it('nothing more is written about her there', async () => {
      expect((await journey.writes(REFUGE, referral, 'Where is she?')).__typename).toBe('ConsentMissing');
      expect((await journey.writes(CASEWORKER, referral, 'She is gone.')).__typename).toBe('ConsentMissing');
    });
  });

  describe('but keeps the place', () => {
    let consent: Consent;
    let referral: SeenReferral;

    beforeAll(async () => {
      ({ consent, referral } = await acceptedAndTalkedAbout());
      const answer = withdrawn(await journey.sheWithdraws(consent.id, { keepPlace: true }));
      expect(answer).toMatchObject({ ended: [], consent: { active: false } });
    });

    it('her bed stays hers', async () => {
      const theirs = await journey.sees(REFUGE, referral);
      expect(theirs).toMatchObject({
        status: 'ACCEPTED',
        version: referral.version,
        shared: null,
        handover: null,
        messages: [],
        allowedSteps: ['SCHEDULE', 'ARRIVE', 'TURN_AWAY', 'CLOSE'],
      });
      expect(theirs.timeline.map(({ note }) => note)).toEqual([null, null]);
      expect(await leftInTheTables(consent, referral)).toEqual({
        key: undefined,
        content: '',
        texts: ['', ''],
        notes: [null],
      });
    });

    it('a message finds no way, and neither does a plan that nobody could read', async () => {
      expect(await journey.writes(CASEWORKER, referral, 'We come later.')).toMatchObject({
        __typename: 'ConsentMissing',
        receiver: { name: 'Safe House' },
      });
      const plan = await journey.plansHandover(CASEWORKER, referral, { meetingPoint: 'the station' });
      expect(plan.__typename).toBe('ConsentMissing');
      expect((await journey.sees(CASEWORKER, referral)).version).toBe(referral.version);
    });

    it('she is received by the code on her slip, and what is then written about her goes nowhere', async () => {
      const found = await journey.findsByCode(REFUGE, referral.code);
      const arrived = await journey.takes('ARRIVE', REFUGE, found!, { note: 'She is tired.' });
      const completed = await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
      expect(completed).toMatchObject({ status: 'COMPLETED', outcome: 'RECEIVED', shared: null });
      expect(completed.timeline.map(({ note }) => note)).toEqual([null, null, null, null]);
      expect((await leftInTheTables(consent, referral)).notes).toEqual([null, null, null]);
      expect((await journey.sees(CASEWORKER, referral)).status).toBe('COMPLETED');
    });

    it('taking it back again does not touch what is over', async () => {
      expect(withdrawn(await journey.sheWithdraws(consent.id)).ended).toEqual([]);
    });

    it('she may say so twice, and may still give the place up', async () => {
      ({ consent, referral } = await acceptedAndTalkedAbout());
      for (const { keepPlace, ends } of [
        { keepPlace: true, ends: [] },
        { keepPlace: true, ends: [] },
        { keepPlace: false, ends: [referral.id] },
        { keepPlace: false, ends: [] },
      ])
        expect(withdrawn(await journey.sheWithdraws(consent.id, { keepPlace })).ended.map(({ id }) => id)).toEqual(
          ends,
        );
      expect(await journey.sees(REFUGE, referral)).toMatchObject({
        status: 'WITHDRAWN',
        version: referral.version + 1,
      });
    });
  });

  it('all that is open under one consent ends; what is over, and what other consents carry, stays', async () => {
    const woman = await journey.opens();
    const consent = await journey.sheConsents(woman, 'safeHouse');
    await journey.sheConsents(woman, 'city');
    const send = async (listing: 'refuge' | 'secondStage' | 'cityShelter') =>
      journey.takes('SEND', CASEWORKER, await journey.drafts(woman, listing));
    const [one, two, over, elsewhere] = [
      await send('refuge'),
      await send('secondStage'),
      await send('refuge'),
      await send('cityShelter'),
    ];
    await journey.takes('DECLINE', REFUGE, over, { reasonCode: 'no-space' });
    const draft = await journey.drafts(woman, 'refuge');
    const { ended } = withdrawn(await journey.sheWithdraws(consent.id));
    expect(ended.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
    expect(await journey.sees(REFUGE, over)).toMatchObject({ status: 'DECLINED', reason: { code: 'no-space' } });
    expect(await journey.sees(CASEWORKER, elsewhere)).toEqual(elsewhere);
    expect(await journey.sees(CASEWORKER, draft)).toEqual(draft);
    expect((await journey.tries('SEND', CASEWORKER, draft)).__typename).toBe('ConsentMissing');
  });

  it('nobody else takes it back, and cannot tell whether there is one', async () => {
    const { consent, referral } = await journey.sends('refuge', 'safeHouse');
    const foreign = await journey.sheWithdraws(consent.id, {}, ANOTHER_NETWORKER);
    expect(foreign.__typename).toBe('Forbidden');
    expect(await journey.sheWithdraws(randomUUID(), {}, ANOTHER_NETWORKER)).toEqual(foreign);
    expect(await journey.sheWithdraws(consent.id, {}, COLLEAGUE)).toEqual(foreign);
    expect(await journey.sheWithdraws('', {}, CASEWORKER)).toEqual(foreign);
    expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
  });

  it('a woman’s withdrawal never fails because somebody takes a step in the same moment', async () => {
    for (let round = 0; round < 6; round += 1) {
      const woman = await journey.opens();
      const consent = await journey.sheConsents(woman, 'safeHouse');
      const referrals: SeenReferral[] = [];
      for (let count = 0; count < 5; count += 1)
        referrals.push(
          await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge', { note: SHE_IS_HERE })),
        );
      // A little later in each round, so that it falls into the midst of the others.
      const speaks = new Promise((resolve) => setTimeout(resolve, round * 8));
      const [answer, ...others] = await Promise.all([
        speaks.then(() => journey.sheWithdraws(consent.id)),
        ...referrals.map((each) => journey.tries('ACCEPT', REFUGE, each, { note: 'The room upstairs.' })),
        ...referrals.map((each) => journey.writes(CASEWORKER, each, 'We come by bus.')),
      ]);
      expect(
        withdrawn(answer)
          .ended.map(({ id }) => id)
          .sort(),
      ).toEqual(referrals.map(({ id }) => id).sort());
      for (const { __typename } of others)
        expect(['Referral', 'StaleReferral', 'ConsentMissing']).toContain(__typename);
      for (const referral of referrals) {
        const after = await journey.sees(CASEWORKER, referral);
        expect(after.status).toBe('WITHDRAWN');
        expect(after.timeline.at(-1)?.step).toBe('END_CONSENT');
        const { key, content, texts, notes } = await leftInTheTables(consent, referral);
        expect([key, content]).toEqual([undefined, '']);
        expect([...texts, ...notes].filter(Boolean)).toEqual([]);
      }
    }
  });

  it('and nothing is sent under a consent that she takes back in the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const woman = await journey.opens();
      const consent = await journey.sheConsents(woman, 'safeHouse');
      const draft = await journey.drafts(woman, 'refuge', { note: SHE_IS_HERE });
      const [sent] = await Promise.all([
        journey.tries('SEND', CASEWORKER, draft),
        journey.sheWithdraws(consent.id).then(withdrawn),
      ]);
      const { status } = await journey.sees(CASEWORKER, draft);
      expect([sent.__typename, status]).toEqual(
        sent.__typename === 'Referral' ? ['Referral', 'WITHDRAWN'] : ['ConsentMissing', 'DRAFT'],
      );
    }
  });
});
