import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CLINIC, TestJourney, toldAloud, type SeenReferral, type Woman } from '../support/journey.js';
import { countCalls, putPlanPlaces, putPrison, stepOf, TestPlanning, type Plan } from '../support/planning.js';

const ACTS = 36;

/**
 * Four months before release a plan is made; the date moves twice; her HIV medicine goes on; she is met at the gate; and a year of check-ins follows.
 */
describe.each(DATABASES)('she leaves prison, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let places: Awaited<ReturnType<typeof putPlanPlaces>>;
  let facilityId: string;
  let woman: Woman;
  let plan: Plan;
  let art: SeenReferral;
  /** Calls to the API that this story took, as it goes. */
  let calls: ReturnType<typeof countCalls>;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    places = await putPlanPlaces(app);
    ({ organizationId: facilityId } = await putPrison(app));
    calls = countCalls(app);
  });
  afterAll(() => app.close());

  const goTo = (day: string) => {
    app.clock.set(`${day}T09:00:00.000Z`);
    app.signInAgain();
  };
  const codesDue = async (asked?: object) =>
    (await planning.due(CASEWORKER, asked)).due.map(({ dueOn, step }) => `${dueOn} ${step?.code}`);

  it('four months before, a plan is laid out from the day that is expected', async () => {
    woman = await journey.opens({ safeContact: { channel: 'PHONE', details: '+999 555 0199' } });
    plan = await planning.starts(woman, 'release-from-prison', {
      date: '2026-07-15',
      facilityId,
      optionalSteps: ['art-continues'],
      key: 'start',
    });
    expect(plan).toMatchObject({
      dateIs: 'RELEASE_DATE',
      date: '2026-07-15',
      custody: { facility: { name: 'Millbrook Prison' }, releaseToConfirm: false },
      endsOn: '2027-07-15',
    });
    expect(plan.steps.map(({ code, dueOn }) => [code, dueOn]).slice(0, 8)).toEqual([
      ['what-she-wants', '2026-03-25'],
      ['last-dose-known', '2026-06-15'],
      ['art-continues', '2026-07-15'],
      ['support-after', '2026-07-15'],
      ['naloxone', '2026-07-15'],
      ['met-at-the-gate', '2026-07-15'],
      ['released', '2026-07-15'],
      ['first-days', null],
    ]);
    expect(plan.steps.filter(({ code }) => code?.startsWith('check-in'))).toHaveLength(12);
    expect(stepOf(plan, 'check-in-12')).toMatchObject({ dueOn: null, waitsFor: 'RELEASE', expectedOn: '2027-07-15' });
    expect(plan.next.map(({ code }) => code)).toEqual(['what-she-wants', 'last-dose-known', 'art-continues']);
    expect(await codesDue()).toEqual(['2026-03-25 what-she-wants']);
    expect(
      (
        await planning.starts(woman, 'release-from-prison', {
          date: '2026-07-15',
          facilityId,
          optionalSteps: ['art-continues'],
          key: 'start',
        })
      ).id,
    ).toBe(plan.id);
  });

  it('the day moves, and what is not done moves with it', async () => {
    plan = await planning.does('checkPlanStep', plan, {
      stepId: stepOf(plan, 'what-she-wants').id,
      note: 'Her own room, and her medicine.',
    });
    plan = await planning.does('movePlanDate', plan, { date: '2026-08-20', note: 'The hearing was put off.' });
    expect(stepOf(plan, 'what-she-wants')).toMatchObject({ state: 'DONE', dueOn: '2026-03-25', doneOn: '2026-03-18' });
    expect(stepOf(plan, 'last-dose-known').dueOn).toBe('2026-07-20');
    expect(stepOf(plan, 'art-continues')).toMatchObject({ dueOn: '2026-08-20', actFrom: '2026-05-22' });
    expect(plan.endsOn).toBe('2027-08-20');
    expect(plan.dates).toMatchObject([
      { date: '2026-07-15', happened: false, note: null, by: { email: CASEWORKER } },
      { date: '2026-08-20', happened: false, note: 'The hearing was put off.', by: { email: CASEWORKER } },
    ]);
  });

  it('the next place for her medicine is asked in time, for that day', async () => {
    goTo('2026-05-22');
    expect(await codesDue()).toEqual(['2026-08-20 art-continues', '2026-08-20 support-after']);
    ({ referral: art, plan } = await planning.refers(plan, 'art-continues', places.artClinic, {
      needs: ['HIV medicine'],
    }));
    expect(art).toMatchObject({
      neededFrom: '2026-08-20',
      deadline: null,
      services: ['art'],
      planStep: { code: 'art-continues' },
    });
    const consent = await journey.sheConsents(woman, 'clinic', { untilEndOfPlanId: plan.id } as object);
    // Until the end of her plan, but a year at most.
    expect(consent.expiresAt).toBe('2027-05-22T09:00:00.000Z');
    const sent = await journey.takes('SEND', CASEWORKER, art);
    // Five working days before that day begins, not five days from now.
    expect(sent.respondBy).toBe('2026-08-13T00:00:00.000Z');
    art = await journey.takes('ACKNOWLEDGE', CLINIC, sent);
    expect(await codesDue()).toEqual(['2026-08-20 support-after']);
  });

  it('the day moves again: who has not answered reads the new one, and learns nothing of a plan', async () => {
    goTo('2026-06-10');
    plan = await planning.does('movePlanDate', await planning.sees(plan), {
      date: '2026-06-30',
      note: 'Early release.',
    });
    const seen = await journey.sees(CLINIC, art);
    expect(seen).toMatchObject({ neededFrom: '2026-06-30', respondBy: '2026-06-23T00:00:00.000Z', overdue: false });
    expect(toldAloud(seen).at(-1)).toBe('noted → ACKNOWLEDGED by Riverside Centre (CASEWORKER)');
    const step = await app.as(CLINIC)(`query ($id: ID!) { referral(id: $id) { planStep { id code name } } }`, {
      id: art.id,
    });
    expect(step).toEqual({ data: { referral: { planStep: null } } });
    // What was read before the day moved is stale, for the receiver too.
    expect((await journey.tries('ACCEPT', CLINIC, art)).__typename).toBe('StaleReferral');
    art = seen;
  });

  it('the last dose is the deadline, and moves what hangs on it', async () => {
    woman = await journey.sheTells(woman, { medicineRunsOutOn: '2026-07-03' });
    plan = await planning.sees(plan);
    expect(stepOf(plan, 'art-continues').dueOn).toBe('2026-07-03');
    expect(stepOf(plan, 'support-after').dueOn).toBe('2026-06-30');
    art = await journey.sees(CLINIC, art);
    expect(art).toMatchObject({ neededFrom: '2026-06-30', deadline: '2026-07-04T00:00:00.000Z' });
    art = await journey.takes('ACCEPT', CLINIC, art);
    // They said yes to a day: moved now, somebody has to tell them.
    const moved = await planning.does('movePlanDate', plan, { date: '2026-07-01' });
    expect(stepOf(moved, 'art-continues')).toMatchObject({
      answeredForAnotherDay: true,
      referral: { status: 'ACCEPTED' },
    });
    expect((await journey.sees(CLINIC, art)).neededFrom).toBe('2026-06-30');
    plan = await planning.does('movePlanDate', moved, { date: '2026-06-30' });
    expect(stepOf(plan, 'art-continues').answeredForAnotherDay).toBe(false);
  });

  it('she is met at the gate', async () => {
    plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'last-dose-known').id });
    goTo('2026-06-30');
    expect(await codesDue({ mine: true })).toEqual(
      expect.arrayContaining(['2026-06-30 met-at-the-gate', '2026-06-30 naloxone', '2026-06-30 released']),
    );
    for (const code of ['met-at-the-gate', 'naloxone'])
      plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, code).id });
    plan = await planning.does('recordRelease', plan, { on: '2026-06-30' });
    expect(plan).toMatchObject({ custody: null, happenedOn: '2026-06-30', endsOn: '2027-06-30' });
    expect(stepOf(plan, 'released')).toMatchObject({ state: 'DONE', doneOn: '2026-06-30' });
    expect(stepOf(plan, 'check-in-1')).toMatchObject({ dueOn: '2026-07-30', waitsFor: null });
  });

  it('her medicine goes on without a gap: she got it, and the step is done by itself', async () => {
    goTo('2026-07-01');
    art = await journey.takes('ARRIVE', CLINIC, art);
    art = await journey.takes('COMPLETE', CLINIC, art, { outcome: 'RECEIVED' });
    plan = await planning.sees(plan);
    expect(stepOf(plan, 'art-continues')).toMatchObject({ state: 'DONE', doneOn: '2026-07-01', overdue: false });
  });

  it('a year of light check-ins follows, each on its day', async () => {
    plan = await planning.does('skipPlanStep', plan, {
      stepId: stepOf(plan, 'support-after').id,
      reasonCode: 'not-wanted',
    });
    const days = plan.steps.flatMap(({ state, dueOn }) => (state === 'OPEN' && dueOn ? [dueOn] : []));
    expect(days).toHaveLength(13);
    expect([days[0], days[1], days.at(-1)]).toEqual(['2026-07-03', '2026-07-30', '2027-06-30']);
    for (const day of days) {
      goTo(day);
      const [due] = (await planning.due()).due;
      expect([due?.dueOn, due?.overdue]).toEqual([day, false]);
      const stepId = plan.steps.find(({ dueOn, state }) => dueOn === day && state === 'OPEN')?.id;
      plan = await planning.does('checkPlanStep', plan, { stepId });
    }
    expect((await planning.due()).due).toEqual([]);
    plan = await planning.does('endPlan', plan, { endCode: 'reached' });
    expect(plan).toMatchObject({ end: { code: 'reached' }, endedAt: app.clock.now(), next: [] });
    const over = await app.as(CASEWORKER)(
      `{ goingOn: plans { totalCount } over: plans(over: true) { edges { node { id } } } }`,
    );
    expect(over.data).toEqual({ goingOn: { totalCount: 0 }, over: { edges: [{ node: { id: plan.id } }] } });
  });

  it('takes so many acts of her worker and the clinic, the repeated start and the refused step of this test among them', () => {
    expect(calls.acts).toBe(ACTS);
  });
});
