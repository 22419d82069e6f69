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

  it('then there is a place for her', async () => {
    referral = await journey.takes('ACCEPT', REFUGE, referral, { holdUntil: '2026-03-22T18:00:00Z' });
    expect(referral).toMatchObject({ status: 'ACCEPTED', holdUntil: '2026-03-22T18:00:00.000Z', overdue: false });
    expect(await inboxesOf(CASEWORKER)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 1, OVERDUE: 0, WAITLISTED: 0, CLOSED: 0 });
    expect(await inboxesOf(REFUGE)).toEqual({ TO_ANSWER: 0, TO_FOLLOW: 1, OVERDUE: 0, WAITLISTED: 0, CLOSED: 0 });
    expect(toldAloud(referral)).toEqual([
      'SEND → SENT by Riverside Centre (CASEWORKER)',
      'WAITLIST → WAITLISTED by Safe House (AGENCY)',
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
});
