import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, COLLEAGUE, REFUGE, TestJourney, toldAloud, type Woman } from '../support/journey.js';

const FIGURES = `{ completionAudit(from: "2026-03-01", to: "2026-03-31") { sent answered accepted open } }`;

describe.each(DATABASES)('a referral entered in error, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  const figures = async () =>
    (await app.as('manager@riverside.example')(FIGURES)).data.completionAudit as Record<string, number>;

  it('is kept and said to be one, and left out of every figure', async () => {
    const { referral } = await journey.sends('refuge', 'safeHouse', { note: 'The wrong woman.' });
    const accepted = await journey.takes('ACCEPT', REFUGE, referral);
    expect(await figures()).toEqual({ sent: 1, answered: 1, accepted: 1, open: 1 });
    const corrected = await journey.takes('CORRECT', CASEWORKER, accepted, { note: 'I took the wrong card.' });
    expect(corrected).toMatchObject({
      status: 'ENTERED_IN_ERROR',
      reason: null,
      respondBy: null,
      overdue: false,
      allowedSteps: [],
    });
    expect(await figures()).toEqual({ sent: 0, answered: 0, accepted: 0, open: 0 });
    for (const who of [CASEWORKER, REFUGE]) {
      const lists = await Promise.all(
        (['TO_ANSWER', 'TO_FOLLOW', 'OVERDUE', 'WAITLISTED', 'UPCOMING', 'CLOSED', 'ALL'] as const).map(
          async (inbox) => (await journey.inbox(who, inbox)).totalCount,
        ),
      );
      expect(lists).toEqual([0, 0, 0, 0, 0, 1, 1]);
      expect(await journey.sees(who, referral)).toMatchObject({ status: 'ENTERED_IN_ERROR', allowedSteps: [] });
    }
    expect(toldAloud(await journey.sees(REFUGE, referral)).at(-1)).toBe(
      'CORRECT → ENTERED_IN_ERROR by Riverside Centre (CASEWORKER)',
    );
    expect(toldAloud(corrected).at(-1)).toBe(
      'CORRECT → ENTERED_IN_ERROR by Riverside Drop-in (CASEWORKER) “I took the wrong card.”',
    );
  });

  it('is marked so by whoever made it: never by the receiver, nor by a colleague who does not know her', async () => {
    const { referral } = await journey.sends('refuge', 'safeHouse');
    const theirs = await journey.triesRaw('CORRECT', REFUGE, referral);
    expect(theirs.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await journey.tries('CORRECT', COLLEAGUE, referral)).toMatchObject({
      __typename: 'StepNotAllowed',
      status: 'SENT',
      allowedSteps: [],
    });
    expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
  });

  it('but by a colleague who opened her with a purpose, on the same shift', async () => {
    const { woman, referral } = await journey.sends('refuge', 'safeHouse');
    const opens = `query ($id: ID!) { client(id: $id, purpose: "her worker is ill") { id } }`;
    expect((await app.as(COLLEAGUE)(opens, { id: woman.id })).data.client).toEqual({ id: woman.id });
    expect((await journey.sees(COLLEAGUE, referral)).allowedSteps).toEqual(['WITHDRAW', 'CORRECT']);
    expect(await journey.takes('CORRECT', COLLEAGUE, referral)).toMatchObject({ status: 'ENTERED_IN_ERROR' });
  });

  it('also when it is over, or was never sent; and it is not corrected twice', async () => {
    const { woman, referral } = await journey.sends('refuge', 'safeHouse');
    const arrived = await journey.takes('ARRIVE', REFUGE, referral);
    const completed = await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
    const corrected = await journey.takes('CORRECT', CASEWORKER, completed);
    expect(corrected).toMatchObject({ status: 'ENTERED_IN_ERROR', outcome: 'RECEIVED' });
    expect(await journey.tries('CORRECT', CASEWORKER, corrected)).toMatchObject({
      __typename: 'StepNotAllowed',
      status: 'ENTERED_IN_ERROR',
      allowedSteps: [],
    });
    const draft = await journey.takes('CORRECT', CASEWORKER, await journey.drafts(woman, 'refuge'));
    expect(draft.status).toBe('ENTERED_IN_ERROR');
    expect(await journey.reads(REFUGE, draft.id)).toBeNull();
  });

  it('another stands in its place', async () => {
    const { woman, referral }: { woman: Woman; referral: { id: string; version: number } } = await journey.sends(
      'refuge',
      'safeHouse',
    );
    await journey.takes('CORRECT', CASEWORKER, referral);
    const again = await journey.drafts(woman, 'refuge', { replacesId: referral.id });
    expect(again.replaces).toEqual({ id: referral.id });
  });
});
