import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  BRIGID,
  CASEWORKER,
  pathsOf,
  REFUGE,
  TestJourney,
  type SeenReferral,
} from '../support/journey.js';

describe.each(DATABASES)('a step is taken once, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ({ referral } = await journey.sends('refuge', 'safeHouse'));
  });

  it('sent twice with one key it is one step, also with a version that has gone stale since', async () => {
    const said = { key: randomUUID(), holdUntil: '2026-03-19T10:00:00Z', note: 'Upstairs.' };
    const first = await journey.takes('ACCEPT', REFUGE, referral, said);
    expect(await journey.takes('ACCEPT', REFUGE, referral, said)).toEqual(first);
    const scheduled = await journey.takes('SCHEDULE', CASEWORKER, first, { appointmentAt: '2026-03-20T08:00:00Z' });
    const repeated = await journey.takes('ACCEPT', REFUGE, referral, said);
    expect(repeated).toMatchObject({ id: referral.id, version: scheduled.version, status: 'SCHEDULED' });
    expect(repeated.timeline.filter(({ step }) => step === 'ACCEPT')).toHaveLength(1);
  });

  it('the same key for another body, or another step, is refused and writes nothing', async () => {
    const key = randomUUID();
    const accepted = await journey.takes('ACCEPT', REFUGE, referral, { key });
    expect(pathsOf(await journey.tries('ACCEPT', REFUGE, referral, { key, note: 'Upstairs.' }))).toEqual(['key']);
    const other = await journey.tries('ARRIVE', REFUGE, referral, { key });
    expect(pathsOf(other)).toEqual(['key']);
    expect(await journey.sees(REFUGE, referral)).toEqual(accepted);
  });

  it('a step that was refused has not used its key', async () => {
    const key = randomUUID();
    expect(pathsOf(await journey.tries('DECLINE', REFUGE, referral, { key }))).toEqual(['reasonCode']);
    const stale = { id: referral.id, version: 1 };
    expect((await journey.tries('DECLINE', REFUGE, stale, { key, reasonCode: 'hiv' })).__typename).toBe(
      'StaleReferral',
    );
    expect((await journey.takes('DECLINE', REFUGE, referral, { key, reasonCode: 'hiv' })).status).toBe('DECLINED');
  });

  it('a draft, too: one key, one draft', async () => {
    const woman = await journey.opens();
    const key = randomUUID();
    const first = await journey.drafts(woman, 'refuge', { key, note: 'Tonight.' });
    expect(await journey.drafts(woman, 'refuge', { key, note: 'Tonight.' })).toEqual(first);
    expect(pathsOf(await journey.asksToDraft(woman, 'refuge', { key, note: 'Tomorrow.' }))).toEqual(['key']);
  });

  it('of a step repeated at once, both are given the one answer', async () => {
    const said = { key: randomUUID() };
    const answers = await Promise.all([1, 2, 3, 4].map(() => journey.tries('ACCEPT', REFUGE, referral, said)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ __typename: 'Referral', status: 'ACCEPTED', version: 3 });
  });

  it('of two steps at once one is taken, and the other is told where it stands now', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { referral: wanted } = await journey.sends('refuge', 'safeHouse');
      const answers = await Promise.all([
        journey.tries('ACCEPT', REFUGE, wanted),
        journey.tries('DECLINE', REFUGE, wanted, { reasonCode: 'no-space' }),
        journey.tries('WITHDRAW', CASEWORKER, wanted, { reasonCode: 'found-elsewhere' }),
      ]);
      const taken = answers.filter((answer) => answer.__typename === 'Referral');
      const stale = answers.filter((answer) => answer.__typename === 'StaleReferral');
      expect([taken.length, stale.length]).toEqual([1, 2]);
      const after = await journey.sees(CASEWORKER, wanted);
      expect(after).toMatchObject({ version: 3, status: taken[0]?.status });
      expect(after.timeline.map(({ status }) => status)).toEqual(['DRAFT', 'SENT', after.status]);
      for (const { current } of stale) expect(current).toMatchObject({ version: 3, status: after.status });
    }
  });

  it('what she says herself is not lost to a step in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { referral: hers } = await journey.sends('refuge', 'safeHouse');
      await Promise.all([journey.takes('ACCEPT', REFUGE, hers), journey.notesHerWord(hers, { gotHelp: true })]);
      expect(await journey.sees(CASEWORKER, hers)).toMatchObject({ status: 'ACCEPTED', herWord: { gotHelp: true } });
    }
  });

  it('whose it is not cannot tell whether it is there', async () => {
    const unknown = { id: randomUUID(), version: 2 };
    const forbidden = await journey.tries('ACCEPT', BRIGID, unknown);
    expect(forbidden.__typename).toBe('Forbidden');
    for (const step of ['ACKNOWLEDGE', 'ACCEPT', 'ARRIVE'] as const) {
      expect(await journey.tries(step, BRIGID, referral)).toEqual(forbidden);
      expect(await journey.tries(step, ANOTHER_NETWORKER, referral)).toEqual(forbidden);
    }
    expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
  });
});
