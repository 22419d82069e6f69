import sql from 'sql-template-tag';
import request from 'supertest';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  NIGHT_DESK,
  pathsOf,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  toldAloud,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';

const MANAGER = 'manager@riverside.example';

describe.each(DATABASES)('outcome and her word differ, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let arrived: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    const { woman: she, referral } = await journey.sends('refuge', 'safeHouse');
    woman = she;
    arrived = await journey.takes('ARRIVE', REFUGE, await journey.takes('ACCEPT', REFUGE, referral));
  });

  const completes = (outcome: 'RECEIVED' | 'PARTLY_RECEIVED' | 'NOT_RECEIVED') =>
    journey.takes('COMPLETE', REFUGE, arrived, { outcome });
  const notes = async (who: string, id: string, word: object) =>
    app.as(who)(
      `mutation ($id: ID!, $gotHelp: Boolean, $treatedWithRespect: Boolean, $wouldReturn: Boolean) {
        recordHerWord(referralId: $id, gotHelp: $gotHelp, treatedWithRespect: $treatedWithRespect, wouldReturn: $wouldReturn) {
          __typename ... on Problem { message } ... on InvalidInput { problems { path } } } }`,
      { id, ...word },
    );
  /** All that who receives her can read of it, as it goes over the wire. */
  async function asItIsSeen(who: string): Promise<string[]> {
    const token = await app.token(who);
    const referral = `id version code status outcome herWord { gotHelp notedAt } reason { code } respondBy overdue allowedSteps
      timeline { at step status note byRole } messages { text } shared { note }`;
    const queries = [
      `{ referral(id: "${arrived.id}") { ${referral} } }`,
      ...['ALL', 'CLOSED', 'TO_FOLLOW'].map(
        (inbox) => `{ referrals(inbox: ${inbox}) { totalCount edges { cursor node { ${referral} } } } }`,
      ),
    ];
    const answers: string[] = [];
    for (const query of queries) {
      const call = request(app.nest.getHttpServer()).post('/graphql').set('authorization', `Bearer ${token}`);
      answers.push((await call.send({ query })).text);
    }
    return answers;
  }

  it('the refuge says that she received it, she says that she got no help: both stand, and neither changes the other', async () => {
    const completed = await completes('RECEIVED');
    const hers = await journey.notesHerWord(completed, { gotHelp: false, treatedWithRespect: false });
    expect(hers).toMatchObject({
      status: 'COMPLETED',
      outcome: 'RECEIVED',
      herWord: { gotHelp: false, treatedWithRespect: false, wouldReturn: null },
    });
    expect(await journey.sees(REFUGE, arrived)).toMatchObject({ outcome: 'RECEIVED', herWord: null });
  });

  it('the refuge says that she received nothing, and it is completed all the same; she says that she would come again', async () => {
    const completed = await completes('NOT_RECEIVED');
    expect(completed).toMatchObject({ status: 'COMPLETED', outcome: 'NOT_RECEIVED', reason: null });
    const hers = await journey.notesHerWord(completed, { gotHelp: true, wouldReturn: true });
    expect(hers).toMatchObject({ outcome: 'NOT_RECEIVED', herWord: { gotHelp: true, wouldReturn: true } });
  });

  it('some of it is an outcome of its own', async () => {
    await completes('PARTLY_RECEIVED');
    expect((await journey.sees(CASEWORKER, arrived)).outcome).toBe('PARTLY_RECEIVED');
  });

  it('without an outcome nothing is completed, and an outcome comes with nothing else', async () => {
    expect(pathsOf(await journey.tries('COMPLETE', REFUGE, arrived))).toEqual(['outcome']);
    const closed = await journey.tries('CLOSE', REFUGE, arrived, { reasonCode: 'no-space', outcome: 'RECEIVED' });
    expect(pathsOf(closed)).toEqual(['outcome']);
    expect(await journey.sees(REFUGE, arrived)).toMatchObject({ status: 'ARRIVED', outcome: null });
  });

  it('the outcome is the receiver’s to say, never her worker’s', async () => {
    const answer = await journey.tries('COMPLETE', CASEWORKER, arrived, { outcome: 'RECEIVED' });
    expect(answer).toMatchObject({ __typename: 'StepNotAllowed', status: 'ARRIVED' });
    const onBehalf = { outcome: 'RECEIVED', onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
    expect((await journey.tries('COMPLETE', CASEWORKER, arrived, onBehalf)).__typename).toBe('StepNotAllowed');
  });

  it('where nobody of the place answers here her worker writes down what it said, and what she says, apart', async () => {
    const she = await journey.opens();
    await journey.sheConsents(she, 'hostel');
    const said = { onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
    let referral = await journey.takes('SEND', CASEWORKER, await journey.drafts(she, 'hostel'));
    for (const step of ['ACCEPT', 'ARRIVE'] as const) referral = await journey.takes(step, CASEWORKER, referral, said);
    referral = await journey.takes('COMPLETE', CASEWORKER, referral, { ...said, outcome: 'RECEIVED' });
    referral = await journey.notesHerWord(referral, { gotHelp: false });
    expect(referral).toMatchObject({ outcome: 'RECEIVED', herWord: { gotHelp: false } });
    expect(toldAloud(referral).at(-1)).toMatch(/^COMPLETE → COMPLETED .* on behalf of the receiver \[PHONE\]$/);
  });

  it('her word is nothing that the receiver could notice: not a byte of what it reads changes', async () => {
    await completes('RECEIVED');
    const before = {
      refuge: await asItIsSeen(REFUGE),
      manager: await asItIsSeen(REFUGE_MANAGER),
      night: await asItIsSeen(NIGHT_DESK),
    };
    app.clock.pass({ minutes: 1 });
    await journey.notesHerWord(arrived, { gotHelp: false, treatedWithRespect: false, wouldReturn: false });
    expect(await asItIsSeen(REFUGE)).toEqual(before.refuge);
    expect(await asItIsSeen(REFUGE_MANAGER)).toEqual(before.manager);
    expect(await asItIsSeen(NIGHT_DESK)).toEqual(before.night);
  });

  it('it takes no version, so that nobody’s step is stale by it', async () => {
    await journey.notesHerWord(arrived, { treatedWithRespect: true });
    const completed = await completes('RECEIVED');
    expect(completed.version).toBe(arrived.version + 1);
    expect((await journey.sees(CASEWORKER, arrived)).herWord).toMatchObject({ treatedWithRespect: true });
  });

  it('she may say one thing today and another tomorrow; what is not said stays, and what is taken back is gone', async () => {
    await journey.notesHerWord(arrived, { gotHelp: true });
    app.clock.pass({ minutes: 10 });
    const more = await journey.notesHerWord(arrived, { treatedWithRespect: false });
    expect(more.herWord).toEqual({ gotHelp: true, treatedWithRespect: false, wouldReturn: null });
    const less = await journey.notesHerWord(arrived, { gotHelp: null, wouldReturn: false });
    expect(less.herWord).toEqual({ gotHelp: null, treatedWithRespect: false, wouldReturn: false });
    const noted = await app.as(CASEWORKER)('query ($id: ID!) { referral(id: $id) { herWord { notedAt } } }', {
      id: arrived.id,
    });
    expect(noted.data.referral.herWord).toEqual({ notedAt: app.clock.now() });
  });

  it('to say nothing is no word', async () => {
    const { data } = await notes(CASEWORKER, arrived.id, {});
    expect(pathsOf(data.recordHerWord)).toEqual(['gotHelp']);
    expect((await journey.sees(CASEWORKER, arrived)).herWord).toBeNull();
  });

  it('she can say something of a place as soon as she was sent there, also when it declined, and not before', async () => {
    const draft = await journey.drafts(woman, 'refuge');
    const { data } = await notes(CASEWORKER, draft.id, { treatedWithRespect: false });
    expect(pathsOf(data.recordHerWord)).toEqual(['referralId']);
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    const no = await journey.takes('DECLINE', REFUGE, sent, { reasonCode: 'no-space' });
    expect((await journey.notesHerWord(no, { treatedWithRespect: false })).herWord).toMatchObject({
      treatedWithRespect: false,
    });
  });

  it('her worker notes it, or a colleague who said why; nobody else, and nobody else reads it', async () => {
    const readBy = async (who: string) => (await journey.sees(who, arrived)).herWord;
    for (const who of [REFUGE, REFUGE_MANAGER, MANAGER]) {
      const answer = await notes(who, arrived.id, { gotHelp: true });
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
    for (const who of [COLLEAGUE, ANOTHER_NETWORKER])
      expect((await notes(who, arrived.id, { gotHelp: true })).data.recordHerWord.__typename).toBe('Forbidden');
    expect(await readBy(CASEWORKER)).toBeNull();

    await journey.notesHerWord(arrived, { gotHelp: false });
    for (const who of [REFUGE, REFUGE_MANAGER, COLLEAGUE, MANAGER])
      expect([who, await readBy(who)]).toEqual([who, null]);
    const opened = 'query ($id: ID!) { client(id: $id, purpose: "a complaint") { id } }';
    for (const who of [COLLEAGUE, MANAGER]) {
      await app.as(who)(opened, { id: woman.id });
      expect([who, await readBy(who)]).toEqual([who, { gotHelp: false, treatedWithRespect: null, wouldReturn: null }]);
    }
    expect((await notes(COLLEAGUE, arrived.id, { wouldReturn: true })).data.recordHerWord.__typename).toBe('Referral');
  });

  it('it stays hers when she takes her consent back: the receiver’s way to her ends, her word does not', async () => {
    await journey.notesHerWord(arrived, { treatedWithRespect: false });
    const [consent] = (
      await app.as(CASEWORKER)('query ($id: ID!) { client(id: $id) { consents { id } } }', { id: woman.id })
    ).data.client.consents;
    await journey.sheWithdraws(consent.id);
    expect((await journey.sees(CASEWORKER, arrived)).herWord).toMatchObject({ treatedWithRespect: false });
    expect((await journey.notesHerWord(arrived, { wouldReturn: false })).herWord).toMatchObject({ wouldReturn: false });
    expect((await journey.sees(REFUGE, arrived)).herWord).toBeNull();
  });

  it('it stands in the trail of her own organization, without what she said, and in no other', async () => {
    await journey.notesHerWord(arrived, { gotHelp: false });
    const entries = await app.database.all<{ chain: string; purpose: string | null }>(
      sql`SELECT chain, purpose FROM audit_entry WHERE subject_id = ${arrived.id} AND action = 'referral.her-word'`,
    );
    expect(entries).toEqual([{ chain: app.network.organizations.riverside, purpose: null }]);
  });
});
