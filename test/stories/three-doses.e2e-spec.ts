import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CLINIC, TestJourney, type Woman } from '../support/journey.js';
import { countCalls, putPlanPlaces, stepOf, TestPlanning, type Plan } from '../support/planning.js';

const ACTS = 10;

describe.each(DATABASES)('three doses against hepatitis B, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let vaccines: string;
  let woman: Woman;
  let plan: Plan;
  let calls: ReturnType<typeof countCalls>;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    ({ vaccines } = await putPlanPlaces(app));
    calls = countCalls(app);
  });
  afterAll(() => app.close());

  const goTo = (day: string) => {
    app.clock.set(`${day}T10:00:00.000Z`);
    app.signInAgain();
  };
  const days = () => plan.steps.map(({ code, dueOn, state }) => `${code} ${dueOn} ${state}`);

  it('are due on days 0, 7 and 21', async () => {
    woman = await journey.opens();
    plan = await planning.starts(woman, 'hepatitis-b', { date: '2026-03-20' });
    expect(days()).toEqual(['dose-1 2026-03-20 OPEN', 'dose-2 2026-03-27 OPEN', 'dose-3 2026-04-10 OPEN']);
  });

  it('a late first dose moves the others: they are counted from the day on which she got it', async () => {
    await journey.sheConsents(woman, 'clinic');
    const { referral } = await planning.refers(plan, 'dose-1', vaccines);
    const sent = await journey.takes('SEND', CASEWORKER, referral);
    goTo('2026-03-24');
    const there = await journey.takes('ARRIVE', CLINIC, sent);
    await journey.takes('COMPLETE', CLINIC, there, { outcome: 'RECEIVED' });
    plan = await planning.sees(plan);
    expect(days()).toEqual(['dose-1 2026-03-20 DONE', 'dose-2 2026-03-31 OPEN', 'dose-3 2026-04-14 OPEN']);
  });

  it('a dose that she got without a referral counts by the day it was given', async () => {
    goTo('2026-04-02');
    const [late] = (await planning.due(CASEWORKER, { overdue: true })).due;
    expect(late).toMatchObject({ dueOn: '2026-03-31', overdue: true, step: { code: 'dose-2' } });
    plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'dose-2').id, doneOn: '2026-04-01' });
    expect(days()).toEqual(['dose-1 2026-03-20 DONE', 'dose-2 2026-03-31 DONE', 'dose-3 2026-04-14 OPEN']);
    goTo('2026-04-14');
    plan = await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'dose-3').id });
    plan = await planning.does('endPlan', plan, { endCode: 'reached' });
    expect(plan.end).toEqual({ code: 'reached' });
  });

  it('takes so many acts of her worker and the clinic', () => {
    expect(calls.acts).toBe(ACTS);
  });
});
