import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  CITY_SHELTER,
  CLINIC,
  COLLEAGUE,
  pathsOf,
  TestJourney,
  type Woman,
} from '../support/journey.js';
import {
  putPlanPlaces,
  putPrison,
  stepOf,
  TestPlanning,
  type Plan,
  type PlanAct,
  type PlanAnswer,
} from '../support/planning.js';

const MANAGER = 'manager@riverside.example';
const ADMINISTRATOR = 'administrator@network.example';
const DATE = '2026-05-01';

describe.each(DATABASES)('a plan is kept, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let places: Awaited<ReturnType<typeof putPlanPlaces>>;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    places = await putPlanPlaces(app);
  });
  afterAll(() => app.close());

  const begins = async (told: object = {}): Promise<{ woman: Woman; plan: Plan }> => {
    const woman = await journey.opens(told);
    return { woman, plan: await planning.starts(woman, 'hepatitis-b', { date: DATE }) };
  };
  const paths = (answer: PlanAnswer) => pathsOf(answer);
  const opensHer = (who: string, woman: Woman) =>
    app.as(who)(`query ($id: ID!) { client(id: $id, purpose: "the night shift") { id } }`, { id: woman.id });

  describe('who reads it', () => {
    it('her worker; a colleague or manager who opened her with a purpose; to everybody else it is not there', async () => {
      const { woman, plan } = await begins();
      const absent = await app.as(COLLEAGUE)(`query ($id: ID!) { plan(id: $id) { id } }`, { id: randomUUID() });
      expect(absent).toEqual({ data: { plan: null } });
      for (const who of [COLLEAGUE, MANAGER]) {
        expect(await app.as(who)(`query ($id: ID!) { plan(id: $id) { id } }`, { id: plan.id })).toEqual(absent);
        await opensHer(who, woman);
        expect((await planning.sees(plan, who)).id).toBe(plan.id);
      }
      expect(await planning.reads(ANOTHER_NETWORKER, plan.id)).toBeNull();
      for (const who of [CLINIC, ADMINISTRATOR, 'analyst@funder.example'])
        expect(
          (await app.as(who)(`query ($id: ID!) { plan(id: $id) { id } }`, { id: plan.id })).errors?.[0]?.extensions
            .code,
        ).toBe('FORBIDDEN');
    });

    it('acts are her worker’s and a colleague’s with a purpose; to everybody else a plan that is there and one that is not answer alike', async () => {
      const { woman, plan } = await begins();
      const acts: [PlanAct, object][] = [
        ['movePlanDate', { date: DATE }],
        ['checkPlanStep', { stepId: stepOf(plan, 'dose-1').id }],
        ['endPlan', { endCode: 'other' }],
        ['correctPlan', {}],
      ];
      for (const who of [COLLEAGUE, ANOTHER_NETWORKER])
        for (const [act, said] of acts) {
          const foreign = await planning.asksTo(act, plan, said, who);
          expect(foreign).toEqual(await planning.asksTo(act, { ...plan, id: randomUUID() }, said, who));
          expect(foreign.__typename).toBe('Forbidden');
        }
      expect((await planning.asksToStart(woman, 'pmtct', { date: DATE }, COLLEAGUE)).__typename).toBe('Forbidden');
      expect((await planning.asksToRefer(plan, 'dose-1', places.vaccines, {}, COLLEAGUE)).__typename).toBe('Forbidden');
      await opensHer(COLLEAGUE, woman);
      expect((await planning.does('movePlanDate', plan, { date: '2026-05-02' }, COLLEAGUE)).date).toBe('2026-05-02');
    });

    it('each act and each reading is in her organization’s trail, and nothing of what was written', async () => {
      const { woman, plan } = await begins();
      await planning.does('checkPlanStep', plan, { stepId: stepOf(plan, 'dose-1').id, note: 'CANARY-note' });
      const { data } = await app.as(MANAGER)(
        `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action subjectType purpose actor { email } } } } }`,
        { id: plan.id },
      );
      const told = data.auditTrail.edges.map(({ node }: { node: { action: string } }) => node.action);
      expect(told.reverse()).toEqual(['plan.start', 'plan.read', 'plan.check-step', 'plan.read']);
      expect(JSON.stringify(data)).not.toContain('CANARY');
      expect(woman.id).toBeTruthy();
    });

    it('words of hers, and where she is held, are sealed in every table', async () => {
      const { organizationId } = await putPrison(app);
      const woman = await journey.opens();
      let plan = await planning.starts(woman, 'release-from-prison', {
        date: '2026-09-01',
        facilityId: organizationId,
      });
      plan = await planning.does('addPlanStep', plan, { name: 'CANARY-name', daysFromDate: -3 });
      plan = await planning.does('movePlanDate', plan, { date: '2026-09-03', note: 'CANARY-why' });
      plan = await planning.does('skipPlanStep', plan, {
        stepId: stepOf(plan, 'naloxone').id,
        reasonCode: 'done-elsewhere',
        note: 'CANARY-note',
      });
      expect(stepOf(plan, 'naloxone')).toMatchObject({
        state: 'SKIPPED',
        skipped: { code: 'done-elsewhere' },
        note: 'CANARY-note',
      });
      expect(plan.steps.find(({ name }) => name === 'CANARY-name')).toMatchObject({ code: null, dueOn: '2026-08-31' });
      const tables = await Promise.all(
        [sql`SELECT * FROM plan`, sql`SELECT * FROM plan_date`, sql`SELECT * FROM plan_step`].map((query) =>
          app.database.all(query),
        ),
      );
      expect(JSON.stringify(tables)).not.toContain('CANARY');
      expect(JSON.stringify(tables)).not.toContain(organizationId);
    });
  });

  describe('what is said wrongly', () => {
    it('is answered with where to mend it, and nothing is written', async () => {
      const woman = await journey.opens();
      const start = (templateCode: string, said: object = {}) => planning.asksToStart(woman, templateCode, said);
      expect(paths(await start('nothing-such', { date: DATE }))).toEqual(['templateCode']);
      expect(paths(await start('pmtct'))).toEqual(['date']);
      expect(paths(await start('hepatitis-b', { date: '2062-05-01' }))).toEqual(['date']);
      expect(paths(await start('hepatitis-b', { date: DATE, facilityId: randomUUID() }))).toEqual(['facilityId']);
      const clinic = app.network.organizations.clinic;
      expect(paths(await start('release-from-prison', { date: DATE, facilityId: clinic }))).toEqual(['facilityId']);
      expect(paths(await start('release-from-prison', { date: DATE, optionalSteps: ['naloxone'] }))).toEqual([
        'optionalSteps.0',
      ]);
      expect((await planning.asksToStart({ id: randomUUID() }, 'hepatitis-b', { date: DATE })).__typename).toBe(
        'Forbidden',
      );
      expect(await app.database.all(sql`SELECT id FROM plan WHERE client_id = ${woman.id}`)).toEqual([]);
    });

    it('also of a plan and its steps', async () => {
      const { plan } = await begins();
      const stepId = stepOf(plan, 'dose-1').id;
      const mend = async (act: PlanAct, said: object) => paths(await planning.asksTo(act, plan, said));
      expect(await mend('checkPlanStep', { stepId: randomUUID() })).toEqual(['stepId']);
      expect(await mend('checkPlanStep', { stepId, doneOn: '2026-03-19' })).toEqual(['doneOn']);
      expect(await mend('skipPlanStep', { stepId, reasonCode: 'drug-use' })).toEqual(['reasonCode']);
      expect(await mend('undoPlanStep', { stepId })).toEqual(['stepId']);
      expect(await mend('addPlanStep', { name: ' ', dueOn: DATE })).toEqual(['name']);
      expect(await mend('addPlanStep', { name: 'a call' })).toEqual(['dueOn']);
      expect(await mend('addPlanStep', { name: 'a call', dueOn: DATE, daysFromDate: 1 })).toEqual(['dueOn']);
      expect(await mend('addPlanStep', { name: 'a call', dueOn: DATE, services: ['nothing'] })).toEqual(['services.0']);
      expect(await mend('recordBirth', {})).toEqual(['id']);
      expect(await mend('undoPlanEvent', {})).toEqual(['id']);
      expect(await mend('reopenPlan', {})).toEqual(['id']);
      expect(await mend('endPlan', { endCode: 'nothing' })).toEqual(['endCode']);
      const elsewhere = await planning.asksToRefer(plan, 'dose-1', app.network.listings.refuge);
      expect(elsewhere.problems?.map(({ path }) => path)).toEqual(['listingId']);
      expect((await planning.sees(plan)).version).toBe(plan.version);
    });

    it('of a kind there is one at a time, for each woman; another when that is over', async () => {
      const { woman, plan } = await begins();
      expect(paths(await planning.asksToStart(woman, 'hepatitis-b', { date: DATE }))).toEqual(['templateCode']);
      const over = await planning.does('endPlan', plan, { endCode: 'stopped-by-her' });
      expect(paths(await planning.asksTo('movePlanDate', over, { date: DATE }))).toEqual(['id']);
      await planning.starts(woman, 'hepatitis-b', { date: DATE });
      expect(paths(await planning.asksTo('reopenPlan', over))).toEqual(['id']);
    });
  });

  describe('twice and at once', () => {
    it('one key is one effect; with another body it is refused', async () => {
      const { plan } = await begins();
      const said = { date: '2026-05-09', key: 'moved' };
      const moved = await planning.does('movePlanDate', plan, said);
      expect(await planning.does('movePlanDate', plan, said)).toEqual(moved);
      expect(moved.dates).toHaveLength(2);
      expect(paths(await planning.asksTo('movePlanDate', plan, { ...said, date: DATE }))).toEqual(['key']);
    });

    it('what was read too long ago is stale, and shows what stands', async () => {
      const { plan } = await begins();
      const moved = await planning.does('movePlanDate', plan, { date: '2026-05-09' });
      const late = await planning.asksTo('movePlanDate', plan, { date: DATE });
      expect(late).toMatchObject({ __typename: 'StalePlan', current: { version: moved.version, date: '2026-05-09' } });
      // A key that was not used for anything may be used again.
      expect((await planning.asksTo('movePlanDate', plan, { date: DATE, key: 'again' })).__typename).toBe('StalePlan');
      expect((await planning.does('movePlanDate', moved, { date: DATE, key: 'again-2' })).date).toBe(DATE);
    });

    it('of eight at once one wins', async () => {
      const { woman, plan } = await begins();
      const days = ['02', '03', '04', '05', '06', '07', '08', '09'].map((day) => `2026-05-${day}`);
      const answers = await Promise.all(days.map((date) => planning.asksTo('movePlanDate', plan, { date })));
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
        'Plan',
        ...Array<string>(7).fill('StalePlan'),
      ]);
      expect((await planning.sees(plan)).dates).toHaveLength(2);
      const starts = await Promise.all(days.slice(0, 4).map((date) => planning.asksToStart(woman, 'pmtct', { date })));
      expect(starts.map(({ __typename }) => __typename).sort()).toEqual([
        'InvalidInput',
        'InvalidInput',
        'InvalidInput',
        'Plan',
      ]);
    });

    it('the day moves while the receiver answers: both are kept, whoever is first', async () => {
      for (let round = 0; round < 3; round++) {
        const { woman, plan } = await begins();
        await journey.sheConsents(woman, 'clinic');
        const referred = await planning.refers(plan, 'dose-1', places.vaccines);
        const sent = await journey.takes('SEND', CASEWORKER, referred.referral);
        const [accepted, moved] = await Promise.all([
          journey.tries('ACCEPT', CLINIC, sent),
          planning.asksTo('movePlanDate', referred.plan, { date: '2026-06-01' }),
        ]);
        expect(moved.__typename).toBe('Plan');
        const referral = await journey.sees(CASEWORKER, sent);
        const answered = accepted.__typename === 'Referral';
        expect(referral).toMatchObject(
          answered && referral.neededFrom === DATE ? { status: 'ACCEPTED' } : { neededFrom: '2026-06-01' },
        );
        const step = stepOf(await planning.sees(plan), 'dose-1');
        expect(step.answeredForAnotherDay).toBe(answered && referral.neededFrom === DATE);
      }
    });
  });

  describe('a step', () => {
    it('that was said to be done or left out can be taken back', async () => {
      const { plan } = await begins();
      const stepId = stepOf(plan, 'dose-2').id;
      const done = await planning.does('checkPlanStep', plan, { stepId, note: 'at the van' });
      expect(paths(await planning.asksTo('checkPlanStep', done, { stepId }))).toEqual(['stepId']);
      const undone = await planning.does('undoPlanStep', done, { stepId });
      expect(stepOf(undone, 'dose-2')).toMatchObject({ state: 'OPEN', doneOn: null, note: null, dueOn: '2026-05-08' });
      const skipped = await planning.does('skipPlanStep', undone, { stepId, reasonCode: 'not-wanted' });
      expect(stepOf(await planning.does('undoPlanStep', skipped, { stepId }), 'dose-2').state).toBe('OPEN');
    });

    it('that a referral did is open again when the referral was entered in error, and at no other time', async () => {
      const { woman, plan } = await begins();
      await journey.sheConsents(woman, 'clinic');
      const { referral } = await planning.refers(plan, 'dose-1', places.vaccines);
      expect(
        (await planning.asksToRefer(await planning.sees(plan), 'dose-1', places.vaccines)).problems?.[0]?.path,
      ).toBe('stepId');
      const there = await journey.takes('ARRIVE', CLINIC, await journey.takes('SEND', CASEWORKER, referral));
      const part = await journey.takes('COMPLETE', CLINIC, there, { outcome: 'PARTLY_RECEIVED' });
      expect(stepOf(await planning.sees(plan), 'dose-1').state).toBe('OPEN');
      const again = await planning.refers(await planning.sees(plan), 'dose-1', places.vaccines);
      expect(again.referral.replaces).toEqual({ id: part.id });
      const back = await journey.takes('ARRIVE', CLINIC, await journey.takes('SEND', CASEWORKER, again.referral));
      const whole = await journey.takes('COMPLETE', CLINIC, back, { outcome: 'RECEIVED' });
      const met = await planning.sees(plan);
      expect(stepOf(met, 'dose-1')).toMatchObject({ state: 'DONE', doneOn: '2026-03-18' });
      expect(paths(await planning.asksTo('undoPlanStep', met, { stepId: stepOf(met, 'dose-1').id }))).toEqual([
        'stepId',
      ]);
      await journey.takes('CORRECT', CASEWORKER, whole);
      const open = await planning.sees(plan);
      expect(stepOf(open, 'dose-1')).toMatchObject({ state: 'OPEN', doneOn: null, referral: { status: 'COMPLETED' } });
      expect(stepOf(open, 'dose-2').dueOn).toBe('2026-05-08');
      // In the receiver’s own trail nothing says that there was a plan.
      const chain = app.network.organizations.clinic;
      expect(
        await app.database.all(sql`SELECT id FROM audit_entry WHERE chain = ${chain} AND subject_type = 'plan'`),
      ).toEqual([]);
    });

    it('of a next try that a worker drafts by hand is the same step', async () => {
      const { woman, plan } = await begins();
      await journey.sheConsents(woman, 'clinic');
      const { referral } = await planning.refers(plan, 'dose-1', places.vaccines);
      const sent = await journey.takes('SEND', CASEWORKER, referral);
      const no = await journey.takes('DECLINE', CLINIC, sent, { reasonCode: 'no-space' });
      const document = `mutation ($input: ReferAgainInput!) { referAgain(input: $input) { ... on Referral { id version planStep { code } } } }`;
      const { data } = await app.as(CASEWORKER)(document, {
        input: { referralId: no.id, listingId: places.artClinic },
      });
      expect(data.referAgain.planStep).toEqual({ code: 'dose-1' });
      expect(
        (await app.as(CITY_SHELTER)(`query ($id: ID!) { referral(id: $id) { id } }`, { id: no.id })).data.referral,
      ).toBeNull();
    });
  });

  describe('her consent', () => {
    it('to the end of the plan is over when the plan is, and can be renewed while it goes on', async () => {
      const { woman, plan } = await begins();
      const consent = await journey.sheConsents(woman, 'clinic', { untilEndOfPlanId: plan.id } as object);
      expect(consent.expiresAt).toBe('2026-06-02T00:00:00.000Z');
      const moved = await planning.does('movePlanDate', plan, { date: '2026-07-01' });
      // Never longer than she was told, until she is asked again.
      const active = async () =>
        (
          await app.as(CASEWORKER)(
            `query ($id: ID!) { client(id: $id) { consents { active expiresAt untilEndOfPlan } } }`,
            { id: woman.id },
          )
        ).data.client.consents[0];
      expect(await active()).toEqual({ active: true, expiresAt: consent.expiresAt, untilEndOfPlan: true });
      await app.as(CASEWORKER)(
        `mutation ($id: ID!, $plan: ID) { renewConsent(id: $id, untilEndOfPlanId: $plan) { __typename } }`,
        { id: consent.id, plan: plan.id },
      );
      expect((await active()).expiresAt).toBe('2026-08-02T00:00:00.000Z');
      await planning.does('endPlan', moved, { endCode: 'reached' });
      expect(await active()).toMatchObject({ active: false, expiresAt: app.clock.now() });
    });

    it('needs a plan of hers that goes on', async () => {
      const { woman } = await begins();
      const { plan: anothers } = await begins();
      const wrong = await journey.asksConsent(woman, 'clinic', { untilEndOfPlanId: anothers.id } as object);
      const absent = await journey.asksConsent(woman, 'clinic', { untilEndOfPlanId: randomUUID() } as object);
      expect(wrong).toEqual(absent);
      expect(pathsOf(wrong)).toEqual(['untilEndOfPlanId']);
      const both = { untilEndOfPlanId: anothers.id, expiresAt: '2026-05-01T00:00:00Z' };
      expect(pathsOf(await journey.asksConsent(woman, 'clinic', both as object))).toEqual(['expiresAt']);
    });
  });

  describe('her record', () => {
    it('says the same as her plan: a due month that moves, a birth, and a birth that was said by mistake', async () => {
      const woman = await journey.opens({ pregnancy: 'PREGNANT', dueMonth: '2026-05' });
      const told = async () => {
        const document = `query ($id: ID!) { client(id: $id) { pregnancy dueMonth } }`;
        return (await app.as(CASEWORKER)(document, { id: woman.id })).data.client;
      };
      let plan = await planning.starts(woman, 'pmtct');
      plan = await planning.does('movePlanDate', plan, { date: '2026-06-20' });
      expect([plan.date, await told()]).toEqual(['2026-06-01', { pregnancy: 'PREGNANT', dueMonth: '2026-06' }]);
      plan = await planning.does('recordBirth', plan, { on: '2026-03-17' });
      expect(await told()).toEqual({ pregnancy: 'POSTPARTUM', dueMonth: null });
      expect(stepOf(plan, 'infant-test-6-weeks').dueOn).toBe('2026-04-28');
      expect(paths(await planning.asksTo('movePlanDate', plan, { date: DATE }))).toEqual(['date']);
      plan = await planning.does('undoPlanEvent', plan);
      expect(await told()).toEqual({ pregnancy: 'PREGNANT', dueMonth: '2026-06' });
      expect(stepOf(plan, 'infant-test-6-weeks')).toMatchObject({ dueOn: null, waitsFor: 'BIRTH' });
      expect(plan.dates.map(({ date, happened }) => `${date} ${happened}`)).toEqual([
        '2026-05-01 false',
        '2026-06-01 false',
        '2026-03-17 true',
        'null true',
      ]);
    });
  });

  describe('the list of what is next', () => {
    it('goes on where it stopped, page by page, by day', async () => {
      for (let count = 0; count < 3; count++) await begins();
      const all = await planning.due(CASEWORKER, { until: '2026-12-31', first: 100, mine: true });
      expect(all.totalCount).toBe(all.due.length);
      expect(all.due.map(({ dueOn }) => dueOn)).toEqual(all.due.map(({ dueOn }) => dueOn).sort());
      const paged: unknown[] = [];
      let after: string | null = null;
      do {
        const page = await planning.due(CASEWORKER, { until: '2026-12-31', first: 7, after, mine: true });
        paged.push(...page.due);
        after = page.due.length === 7 ? page.endCursor : null;
      } while (after);
      expect(paged).toEqual(all.due);
      const plans = async (first: number, from: string | null) =>
        (
          await app.as(CASEWORKER)(
            `query ($first: Int, $after: String) { plans(first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { id next { dueOn } } } } }`,
            { first, after: from },
          )
        ).data.plans;
      const whole = await plans(100, null);
      const one = await plans(4, null);
      const two = await plans(100, one.pageInfo.endCursor);
      expect([...one.edges, ...two.edges]).toEqual(whole.edges);
      expect(whole.totalCount).toBe(whole.edges.length);
      const wrong = await app.as(CASEWORKER)(`{ planStepsDue(after: "nonsense") { totalCount } }`);
      expect(wrong.errors?.[0]?.extensions.problems?.[0]?.path).toBe('after');
    });

    it('says of a colleague’s woman her code and the day, until she is opened with a purpose', async () => {
      const woman = await journey.opens({}, COLLEAGUE);
      await planning.starts(woman, 'hepatitis-b', { date: '2026-03-20' }, COLLEAGUE);
      const ofHer = async (asked: object = {}) =>
        (await planning.due(CASEWORKER, { first: 100, ...asked })).due.filter(
          ({ clientCode }) => clientCode === woman.code,
        );
      expect(await ofHer()).toEqual([{ clientCode: woman.code, dueOn: '2026-03-20', overdue: false, step: null }]);
      expect(await ofHer({ mine: true })).toEqual([]);
      await opensHer(CASEWORKER, woman);
      expect(await ofHer()).toMatchObject([{ step: { code: 'dose-1' } }]);
      expect((await planning.due(ANOTHER_NETWORKER)).totalCount).toBe(0);
      for (const who of [MANAGER, CLINIC, ADMINISTRATOR])
        expect((await app.as(who)(`{ planStepsDue { totalCount } }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it('goes with her to her next worker', async () => {
      const { woman, plan } = await begins();
      const document = `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }`;
      await app.as(CASEWORKER)(document, {
        input: { id: woman.id, version: 1, assignToId: app.network.staff[COLLEAGUE] },
      });
      expect(await planning.reads(CASEWORKER, plan.id)).toBeNull();
      expect((await planning.sees(plan, COLLEAGUE)).id).toBe(plan.id);
    });
  });

  describe('templates and words', () => {
    it('are in her language, and name where each number comes from', async () => {
      const { data } = await app.as(CASEWORKER)(
        `{ planTemplates(language: "es") { code name source beginsAtMostMonthsBefore beginsAtLeastMonthsBefore steps { code name source leadDays } }
           planTerms(language: "es") { ends { code name } skipReasons { code } } custodialOrganizations { name custodial } }`,
      );
      expect(data.planTemplates.map(({ code }: { code: string }) => code)).toEqual([
        'release-from-prison',
        'pmtct',
        'hepatitis-b',
      ]);
      expect(data.planTemplates[0]).toMatchObject({
        name: 'Salida de prisión',
        beginsAtMostMonthsBefore: 6,
        beginsAtLeastMonthsBefore: 3,
      });
      expect(data.planTerms.ends[0]).toEqual({ code: 'reached', name: 'Alcanzó su meta' });
      expect(data.custodialOrganizations).toEqual([{ name: 'Millbrook Prison', custodial: true }]);
      const silent = data.planTemplates
        .flatMap((each: { steps: { source: string }[] }) => each.steps)
        .filter(({ source }: { source: string }) => !source);
      expect(silent).toEqual([]);
    });
  });
});
