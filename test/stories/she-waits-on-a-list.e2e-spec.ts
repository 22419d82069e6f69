import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, pathsOf, REFUGE, TestJourney, toldAloud, type SeenReferral } from '../support/journey.js';

describe.each(DATABASES)('she waits on a list, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'TODAY' }));
  });
  afterAll(() => app.close());

  const inboxesOf = async (who: string) =>
    Object.fromEntries(
      await Promise.all(
        (['TO_ANSWER', 'TO_FOLLOW', 'OVERDUE', 'WAITLISTED', 'CLOSED'] as const).map(async (inbox) => [
          inbox,
          (await journey.inbox(who, inbox)).totalCount,
        ]),
      ),
    ) as Record<string, number>;
  const itIs = (instant: string) => {
    app.clock.set(instant);
    app.signInAgain();
  };

  it('the refuge says on which day it looks again', async () => {
    expect(pathsOf(await journey.tries('WAITLIST', REFUGE, referral))).toEqual(['lookAgainOn']);
    const yesterday = { lookAgainOn: '2026-03-17' };
    expect(pathsOf(await journey.tries('WAITLIST', REFUGE, referral, yesterday))).toEqual(['lookAgainOn']);
    referral = await journey.takes('WAITLIST', REFUGE, referral, { lookAgainOn: '2026-03-20' });
    expect(referral).toMatchObject({
      status: 'WAITLISTED',
      lookAgainOn: '2026-03-20',
      respondBy: '2026-03-21T00:00:00.000Z',
      overdue: false,
      allowedSteps: ['ACCEPT', 'DECLINE', 'ARRIVE', 'CLOSE'],
    });
    expect((await journey.sees(CASEWORKER, referral)).allowedSteps).toEqual(['CLOSE', 'WITHDRAW', 'CORRECT']);
  });

  it('she waits in the lists of both sides, and is no longer to be answered', async () => {
    expect(await inboxesOf(CASEWORKER)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 1, OVERDUE: 0, WAITLISTED: 1, CLOSED: 0 });
    expect(await inboxesOf(REFUGE)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 0, OVERDUE: 0, WAITLISTED: 1, CLOSED: 0 });
  });

  it('the whole of that day is in time', async () => {
    itIs('2026-03-21T00:00:00.000Z');
    expect((await inboxesOf(REFUGE)).OVERDUE).toBe(0);
    itIs('2026-03-21T00:00:00.001Z');
    expect((await inboxesOf(REFUGE)).OVERDUE).toBe(1);
    expect((await inboxesOf(CASEWORKER)).OVERDUE).toBe(1);
    expect(await journey.sees(CASEWORKER, referral)).toMatchObject({ overdue: true });
  });

  const looksAfter = async (who: string, on: string | null, of: SeenReferral = referral) => {
    const answer = await app.as(who)(
      `mutation ($id: ID!, $version: Int!, $on: Date) { checkIn(referralId: $id, version: $version, lookAgainOn: $on) {
        __typename ... on Referral { id version lookAgainOn lookAgainDue respondBy overdue }
        ... on StepNotAllowed { status } ... on InvalidInput { problems { path } } } }`,
      { id: of.id, version: of.version, on },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.checkIn;
  };
  const dueToday = async (who: string) => (await journey.inbox(who, 'WAITLISTED', { lookAgainDue: true })).ids;

  it('on that day she stands in the list of the day, on both sides, until somebody looked and said when again', async () => {
    itIs('2026-03-19T23:59:59.999Z');
    for (const who of [CASEWORKER, REFUGE]) expect(await dueToday(who)).toEqual([]);
    for (const day of ['2026-03-20T00:00:00.000Z', '2026-03-21T09:00:00.000Z']) {
      itIs(day);
      for (const who of [CASEWORKER, REFUGE]) expect(await dueToday(who)).toEqual([referral.id]);
    }
    expect(pathsOf(await looksAfter(REFUGE, '2026-03-20'))).toEqual(['lookAgainOn']);
    const moved = await looksAfter(REFUGE, '2026-03-24');
    expect(moved).toMatchObject({
      __typename: 'Referral',
      lookAgainOn: '2026-03-24',
      lookAgainDue: false,
      respondBy: '2026-03-25T00:00:00.000Z',
      overdue: false,
    });
    expect(await looksAfter(REFUGE, '2026-03-25')).toMatchObject({ __typename: 'StaleReferral' });
    for (const who of [CASEWORKER, REFUGE]) expect(await dueToday(who)).toEqual([]);
    referral = await journey.sees(REFUGE, referral);
  });

  it('then there is a place for her', async () => {
    referral = await journey.takes('ACCEPT', REFUGE, referral, { holdUntil: '2026-03-22T18:00:00Z' });
    expect(referral).toMatchObject({ status: 'ACCEPTED', holdUntil: '2026-03-22T18:00:00.000Z', overdue: false });
    expect(await inboxesOf(CASEWORKER)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 1, OVERDUE: 0, WAITLISTED: 0, CLOSED: 0 });
    expect(await inboxesOf(REFUGE)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 1, OVERDUE: 0, WAITLISTED: 0, CLOSED: 0 });
    expect(toldAloud(referral)).toEqual([
      'SEND → SENT by Riverside Centre (CASEWORKER)',
      'WAITLIST → WAITLISTED by Safe House (AGENCY)',
      'noted → WAITLISTED by Safe House (AGENCY)',
      'ACCEPT → ACCEPTED by Safe House (AGENCY)',
    ]);
  });

  it('a place is held until a time that lies ahead', async () => {
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const past = { holdUntil: '2026-03-21T00:00:00.001Z' };
    expect(pathsOf(await journey.tries('ACCEPT', REFUGE, another, past))).toEqual(['holdUntil']);
  });

  it('nobody is put on the list twice, and the list may also end in no', async () => {
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const waiting = await journey.takes('WAITLIST', REFUGE, another, { lookAgainOn: '2026-03-21' });
    const again = await journey.tries('WAITLIST', REFUGE, waiting, { lookAgainOn: '2026-03-22' });
    expect(again).toMatchObject({
      __typename: 'StepNotAllowed',
      status: 'WAITLISTED',
      allowedSteps: ['ACCEPT', 'DECLINE', 'ARRIVE', 'CLOSE'],
    });
    const declined = await journey.takes('DECLINE', REFUGE, waiting, { reasonCode: 'no-space' });
    expect(declined).toMatchObject({ status: 'DECLINED', reason: { code: 'no-space' } });
  });

  it('what belongs to another step is left out', async () => {
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const all = {
      outcome: 'RECEIVED',
      appointmentAt: '2026-03-30T10:00:00Z',
      lookAgainOn: '2026-03-30',
      holdUntil: '2026-03-30T10:00:00Z',
      reasonCode: 'no-space',
    } as const;
    expect(pathsOf(await journey.tries('ACKNOWLEDGE', REFUGE, another, all)).sort()).toEqual(
      ['appointmentAt', 'holdUntil', 'lookAgainOn', 'outcome', 'reasonCode'].sort(),
    );
    expect(pathsOf(await journey.tries('ACCEPT', REFUGE, another, all)).sort()).toEqual(
      ['appointmentAt', 'lookAgainOn', 'outcome', 'reasonCode'].sort(),
    );
  });

  it('the list of the day has the longest waiting first, page by page', async () => {
    const days = ['2026-03-23', '2026-03-21', '2026-03-22'];
    const ids: Record<string, string> = {};
    for (const lookAgainOn of days) {
      const { referral: sent } = await journey.sends('refuge', 'safeHouse');
      ids[lookAgainOn] = (await journey.takes('WAITLIST', REFUGE, sent, { lookAgainOn })).id;
    }
    itIs('2026-03-23T08:00:00.000Z');
    const page = `query ($after: String) { referrals(inbox: WAITLISTED, where: { lookAgainDue: true }, first: 2, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id lookAgainDue } } } }`;
    const first = (await app.as(REFUGE)(page)).data.referrals;
    const second = (await app.as(REFUGE)(page, { after: first.pageInfo.endCursor })).data.referrals;
    const found = [...first.edges, ...second.edges].map(({ node }: { node: { id: string } }) => node.id);
    expect(found).toEqual(['2026-03-21', '2026-03-22', '2026-03-23'].map((day) => ids[day]));
    expect([first.totalCount, second.pageInfo.hasNextPage]).toEqual([3, false]);
    for (const id of found)
      await journey.takes('DECLINE', REFUGE, await journey.sees(REFUGE, { id }), { reasonCode: 'no-space' });
    const { referral: sent } = await journey.sends('refuge', 'safeHouse');
    expect(pathsOf(await looksAfter(REFUGE, '2026-03-25', sent))).toEqual(['lookAgainOn']);
  });
});
