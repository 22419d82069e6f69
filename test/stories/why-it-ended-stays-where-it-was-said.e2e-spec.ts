import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  pathsOf,
  REFUGE,
  REFUGE_MANAGER,
  TestJourney,
  toldAloud,
  type SeenReferral,
  type StepSaid,
} from '../support/journey.js';

describe.each(DATABASES)('why it ended stays where it was said, on %s', (kind) => {
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

  /** What each side learns of why it ended; its lists find it by the reason only where it may know it. */
  async function whyItEnded(reasonCode: string) {
    const learns = async (who: string) => {
      const { reason, timeline } = await journey.sees(who, referral);
      const found = await journey.inbox(who, 'ALL', { reasonCode });
      expect(timeline.at(-1)?.reason).toEqual(reason);
      expect(found.totalCount).toBe(found.ids.length);
      expect(found.ids.includes(referral.id)).toBe(reason?.code === reasonCode);
      return reason?.code ?? null;
    };
    return { sender: await learns(CASEWORKER), receiver: await learns(REFUGE), manager: await learns(REFUGE_MANAGER) };
  }

  it.each(['changed-mind', 'partner-prevented', 'died', 'no-companion', 'drug-use', 'deadline-passed'])(
    'her worker closes it for %s, and the refuge learns that it ended',
    async (reasonCode) => {
      const accepted = await journey.takes('ACCEPT', REFUGE, referral);
      const closed = await journey.takes('CLOSE', CASEWORKER, accepted, { reasonCode, note: 'Between us.' });
      expect(closed).toMatchObject({ status: 'NOT_COMPLETED', allowedSteps: ['CORRECT'], respondBy: null });
      const theirs = await journey.sees(REFUGE, referral);
      expect(theirs).toMatchObject({ status: 'NOT_COMPLETED', allowedSteps: [], overdue: false });
      expect(toldAloud(theirs).at(-1)).toBe('CLOSE → NOT_COMPLETED by Riverside Centre (CASEWORKER)');
      expect(await whyItEnded(reasonCode)).toEqual({ sender: reasonCode, receiver: null, manager: null });
    },
  );

  it.each(['not-offered', 'lost-contact', 'no-follow-up', 'listing-wrong'])(
    'the refuge closes it for %s, and says so to both',
    async (reasonCode) => {
      const accepted = await journey.takes('ACCEPT', REFUGE, referral);
      await journey.takes('CLOSE', REFUGE, accepted, { reasonCode, note: 'Between us.' });
      const hers = await journey.sees(CASEWORKER, referral);
      expect(toldAloud(hers).at(-1)).toBe(`CLOSE → NOT_COMPLETED by Safe House (AGENCY) because ${reasonCode}`);
      expect(await whyItEnded(reasonCode)).toEqual({ sender: reasonCode, receiver: reasonCode, manager: reasonCode });
    },
  );

  it.each<[string, string, StepSaid | null]>([
    ['changed-mind', 'SENT', null],
    ['safety', 'ACCEPTED', {}],
    ['no-transport', 'WAITLISTED', { lookAgainOn: '2026-03-20' }],
  ])('her worker withdraws it for %s when it is %s, and the refuge learns that it ended', async (why, status, said) => {
    const step = { SENT: null, ACCEPTED: 'ACCEPT', WAITLISTED: 'WAITLIST' }[status] as 'ACCEPT' | 'WAITLIST' | null;
    const before = step ? await journey.takes(step, REFUGE, referral, said ?? {}) : referral;
    expect(before.status).toBe(status);
    const withdrawn = await journey.takes('WITHDRAW', CASEWORKER, before, { reasonCode: why });
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', allowedSteps: ['CORRECT'] });
    expect(await journey.sees(REFUGE, referral)).toMatchObject({ status: 'WITHDRAWN', allowedSteps: [] });
    expect(await whyItEnded(why)).toEqual({ sender: why, receiver: null, manager: null });
    expect((await journey.inbox(REFUGE, 'CLOSED')).ids).toContain(referral.id);
  });

  it('a withdrawal is hers, a circumstance’s or the sender’s, never the receiver’s', async () => {
    for (const reasonCode of [undefined, 'drug-use', 'no-space', 'consent-withdrawn', 'listing-wrong'])
      expect(pathsOf(await journey.tries('WITHDRAW', CASEWORKER, referral, { reasonCode }))).toEqual(['reasonCode']);
  });

  it('the refuge cannot withdraw what it did not send', async () => {
    const answer = await journey.triesRaw('WITHDRAW', REFUGE, referral, { reasonCode: 'changed-mind' });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
  });

  it('a draft that is withdrawn was never there', async () => {
    const draft = await journey.drafts(await journey.opens(), 'refuge');
    const withdrawn = await journey.takes('WITHDRAW', CASEWORKER, draft, { reasonCode: 'found-elsewhere' });
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', reason: { code: 'found-elsewhere', side: 'WOMAN' } });
    expect(await journey.reads(REFUGE, draft.id)).toBeNull();
    expect(await journey.findsByCode(REFUGE, draft.code)).toBeNull();
    expect((await journey.inbox(REFUGE, 'CLOSED')).ids).not.toContain(draft.id);
    expect((await journey.inbox(CASEWORKER, 'CLOSED')).ids).toContain(draft.id);
  });

  it('care after sexual assault does not end because a day has passed', async () => {
    const { referral: care } = await journey.sends('refuge', 'safeHouse', { services: ['sexual-assault-care'] });
    const accepted = await journey.takes('ACCEPT', REFUGE, care);
    for (const who of [CASEWORKER, REFUGE])
      expect(pathsOf(await journey.tries('CLOSE', who, accepted, { reasonCode: 'deadline-passed' }))).toEqual([
        'reasonCode',
      ]);
    expect((await journey.sees(REFUGE, care)).status).toBe('ACCEPTED');
  });
});
