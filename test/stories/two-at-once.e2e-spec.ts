import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  CITY_SHELTER,
  pathsOf,
  REFUGE,
  TestJourney,
  type SeenReferral,
  type StepAnswer,
  type Woman,
} from '../support/journey.js';

const SECOND = 'second@cityshelter.example';
const SLOW = 120_000;

describe.each(DATABASES)('two at once, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    woman = await journey.opens();
    await journey.sheConsents(woman, 'city');
  });
  afterAll(() => app.close());

  const sent = async (): Promise<SeenReferral> =>
    journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'cityShelter'));
  const taken = (answers: StepAnswer[]) => answers.flatMap((each) => (each.__typename === 'Referral' ? [each] : []));
  const stale = (answers: StepAnswer[]) =>
    answers.flatMap((each) => (each.__typename === 'StaleReferral' ? [each] : []));
  /** What stands in the tables of one referral: its version, and how often each act was written into timeline and trail. */
  async function written({ id }: Pick<SeenReferral, 'id'>) {
    const [row] = await app.database.all<{ version: number }>(sql`SELECT version FROM referral WHERE id = ${id}`);
    const events = await app.database.all<{ place: number; step: string }>(
      sql`SELECT place, step FROM referral_event WHERE referral_id = ${id} ORDER BY place`,
    );
    const acts = await app.database.all<{ action: string }>(
      sql`SELECT action FROM audit_entry WHERE subject_id = ${id} AND action <> 'referral.read' ORDER BY chain, position`,
    );
    return { version: row?.version, events, acts: acts.map(({ action }) => action).sort() };
  }
  const intact = async (manager: string) =>
    (await app.as(manager)('{ verifyAuditTrail { intact firstBroken } }')).data.verifyAuditTrail as object;

  it(
    'of two of the shelter’s who accept her in the same moment one does, and the other is shown where it stands: twenty times',
    async () => {
      await Promise.all([app.token(CITY_SHELTER), app.token(SECOND)]);
      for (let round = 0; round < 20; round++) {
        const referral = await sent();
        const who = round % 2 ? [CITY_SHELTER, SECOND] : [SECOND, CITY_SHELTER];
        const answers = await Promise.all(
          who.map((each, n) => journey.tries('ACCEPT', each, referral, { note: `held by ${n}` })),
        );
        expect([taken(answers).length, stale(answers).length]).toEqual([1, 1]);
        const now = await journey.sees(CITY_SHELTER, referral);
        expect(now).toMatchObject({ status: 'ACCEPTED', version: referral.version + 1 });
        expect(stale(answers)[0]!.current).toEqual(now);
        expect(taken(answers)[0]).toEqual({ __typename: 'Referral', ...now });
        expect(await written(referral)).toEqual({
          version: 3,
          events: [
            { place: 1, step: null },
            { place: 2, step: 'SEND' },
            { place: 3, step: 'ACCEPT' },
          ],
          acts: ['referral.accept', 'referral.draft', 'referral.send'],
        });
      }
    },
    SLOW,
  );

  it(
    'of eight different steps in the same moment one is taken, and what is then written is one step',
    async () => {
      for (let round = 0; round < 5; round++) {
        const referral = await sent();
        const answers = await Promise.all([
          journey.tries('ACCEPT', CITY_SHELTER, referral),
          journey.tries('ACKNOWLEDGE', SECOND, referral),
          journey.tries('DECLINE', CITY_SHELTER, referral, { reasonCode: 'no-space' }),
          journey.tries('WAITLIST', SECOND, referral, { lookAgainOn: '2026-03-25' }),
          journey.tries('ARRIVE', CITY_SHELTER, referral),
          journey.tries('WITHDRAW', CASEWORKER, referral, { reasonCode: 'changed-mind' }),
          journey.tries('CORRECT', CASEWORKER, referral),
          journey.plansHandover(CASEWORKER, referral, { companion: 'PEER' }),
        ]);
        expect([taken(answers).length, stale(answers).length]).toEqual([1, 7]);
        const { version, events, acts } = await written(referral);
        expect([version, events.map(({ place }) => place), acts.length]).toEqual([3, [1, 2, 3], 3]);
      }
    },
    SLOW,
  );

  it('one key sent twice in the same moment is one step, and both are given the referral', async () => {
    for (let round = 0; round < 10; round++) {
      const referral = await sent();
      const said = { key: randomUUID(), note: 'upstairs' };
      const answers = await Promise.all([1, 2].map(() => journey.tries('ACCEPT', CITY_SHELTER, referral, said)));
      expect(taken(answers)).toHaveLength(2);
      expect(answers[1]).toEqual(answers[0]);
      expect((await written(referral)).acts).toEqual(['referral.accept', 'referral.draft', 'referral.send']);
    }
  });

  it('two who chose the same key are two: a key is its owner’s', async () => {
    const [one, other] = [await sent(), await sent()];
    const key = randomUUID();
    const answers = await Promise.all([
      journey.tries('ACCEPT', CITY_SHELTER, one, { key }),
      journey.tries('ACCEPT', SECOND, other, { key }),
    ]);
    expect(taken(answers).map(({ id }) => id)).toEqual([one.id, other.id]);
  });

  it('a message, a draft and a woman of one key are one, however many come at once', async () => {
    const referral = await sent();
    const key = randomUUID();
    const messages = await Promise.all(
      [1, 2, 3, 4].map(() => journey.writes(CASEWORKER, referral, 'We come at eight.', key)),
    );
    expect(messages.map(({ __typename }) => __typename)).toEqual(Array(4).fill('Referral'));
    expect((await journey.sees(CITY_SHELTER, referral)).messages.map(({ text }) => text)).toEqual([
      'We come at eight.',
    ]);
    const drafted = { key: randomUUID(), note: 'one bag' };
    const drafts = await Promise.all([1, 2, 3, 4].map(() => journey.drafts(woman, 'cityShelter', drafted)));
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(1);
    const women = await Promise.all([1, 2, 3, 4].map((_, __, all) => journey.opens({ key: `${key}${all.length}` })));
    expect(new Set(women.map(({ id }) => id)).size).toBe(1);
  });

  it(
    'sixteen who write of sixteen different referrals are all answered, and nothing of it is missing',
    async () => {
      for (let round = 0; round < 3; round++) {
        const referrals = await Promise.all(Array.from({ length: 16 }, sent));
        const answers = await Promise.all(
          referrals.map((referral, n) => journey.tries('ACCEPT', n % 2 ? CITY_SHELTER : SECOND, referral)),
        );
        expect(answers.map(({ __typename }) => __typename)).toEqual(Array(16).fill('Referral'));
        const next = await Promise.all(
          taken(answers).map((referral, n) =>
            n % 2
              ? journey.tries('SCHEDULE', CASEWORKER, referral, { appointmentAt: '2026-03-25T10:00:00Z' })
              : journey.tries('ARRIVE', CITY_SHELTER, referral),
          ),
        );
        expect(next.map(({ __typename }) => __typename)).toEqual(Array(16).fill('Referral'));
        for (const referral of referrals) expect((await written(referral)).events).toHaveLength(4);
      }
      expect(await intact('manager@riverside.example')).toEqual({ intact: true, firstBroken: null });
    },
    SLOW,
  );

  it('while others write, who verifies the trail is never told that it is broken', async () => {
    const referrals = await Promise.all(Array.from({ length: 8 }, sent));
    const verified = Array.from({ length: 8 }, () => intact('manager@riverside.example'));
    const steps = referrals.map((referral) => journey.takes('CORRECT', CASEWORKER, referral));
    for (const each of await Promise.all(verified)) expect(each).toEqual({ intact: true, firstBroken: null });
    await Promise.all(steps);
  });

  it('who read it before another’s step is told so, and writes nothing', async () => {
    const referral = await sent();
    const accepted = await journey.takes('ACCEPT', CITY_SHELTER, referral);
    for (const version of [0, 1, referral.version, accepted.version + 1, 2_147_483_647]) {
      const answer = await journey.tries('ARRIVE', SECOND, { id: referral.id, version });
      expect(answer).toEqual({ __typename: 'StaleReferral', message: expect.any(String), current: accepted });
    }
    expect((await written(referral)).version).toBe(accepted.version);
  });

  it('where the receiver and the sender speak in the same moment, neither loses what it wrote', async () => {
    const referral = await sent();
    await Promise.all([
      journey.writes(CASEWORKER, referral, 'We come at eight.'),
      journey.writes(CITY_SHELTER, referral, 'We wait.'),
      journey.tries('ACKNOWLEDGE', CITY_SHELTER, referral),
      journey.notesHerWord(referral, { treatedWithRespect: true }),
    ]);
    const after = await journey.sees(CASEWORKER, referral);
    expect(after.messages.map(({ text }) => text).sort()).toEqual(['We come at eight.', 'We wait.']);
    expect(after).toMatchObject({ status: 'ACKNOWLEDGED', herWord: { treatedWithRespect: true } });
  });

  describe('after it was stopped and started again', () => {
    it('a key is still known: the same body is given the first answer, and another is refused', async () => {
      const referral = await sent();
      const said = { key: randomUUID(), note: 'upstairs' };
      const first = await journey.takes('ACCEPT', CITY_SHELTER, referral, said);
      const opened = { key: randomUUID(), gender: 'she' };
      const she = await journey.opens(opened);
      const agreed = { key: randomUUID(), purpose: 'a bed' };
      const consent = await journey.sheConsents(she, 'safeHouse', agreed);
      const drafted = { key: randomUUID(), note: 'one bag' };
      const draft = await journey.drafts(she, 'refuge', drafted);

      await app.restart();

      expect(await journey.takes('ACCEPT', CITY_SHELTER, referral, said)).toEqual(first);
      expect(pathsOf(await journey.tries('ACCEPT', CITY_SHELTER, referral, { ...said, note: 'downstairs' }))).toEqual([
        'key',
      ]);
      expect(pathsOf(await journey.tries('ARRIVE', CITY_SHELTER, first, said))).toEqual(['key']);
      expect(await journey.opens(opened)).toEqual(she);
      expect(await journey.sheConsents(she, 'safeHouse', agreed)).toEqual(consent);
      expect(pathsOf(await journey.asksConsent(she, 'safeHouse', { ...agreed, purpose: 'two beds' }))).toEqual(['key']);
      expect(await journey.drafts(she, 'refuge', drafted)).toEqual(draft);
      expect(pathsOf(await journey.asksToDraft(she, 'refuge', { ...drafted, urgency: 'NOW' }))).toEqual(['key']);
      expect((await written(referral)).acts).toEqual(['referral.accept', 'referral.draft', 'referral.send']);
    });

    it('all that was sealed opens again, and who was signed in still is', async () => {
      const { woman: she, referral } = await journey.sends('refuge', 'safeHouse', {
        note: 'one bag',
        needs: ['a bed'],
      });
      const accepted = await journey.takes('ACCEPT', REFUGE, referral, { note: 'upstairs' });
      await journey.writes(REFUGE, accepted, 'We wait for her.');
      const before = { hers: await journey.sees(CASEWORKER, referral), theirs: await journey.sees(REFUGE, referral) };
      await app.restart();
      expect(await journey.sees(CASEWORKER, referral)).toEqual(before.hers);
      expect(await journey.sees(REFUGE, referral)).toEqual(before.theirs);
      expect(before.theirs.shared).toMatchObject({ note: 'one bag', needs: ['a bed'] });
      const ask = app.as(CASEWORKER);
      expect((await ask('query ($id: ID!) { client(id: $id) { code } }', { id: she.id })).data.client.code).toBe(
        she.code,
      );
      expect(await intact('manager@safehouse.example')).toEqual({ intact: true, firstBroken: null });
    });
  });
});
