import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  CITY_SHELTER,
  CLINIC,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { countCalls, putPlanPlaces, stepOf, TestPlanning, type Plan } from '../support/planning.js';

const MANAGER = 'manager@riverside.example';
const ANOTHER_MANAGER = 'manager@northside.example';
const FIGURE = `query ($from: Date!, $to: Date!) { pmtctIndicator(from: $from, to: $to) {
  from to referred attended received byPlace { name referred attended received } byQuarter { key referred attended received } } }`;
const ACTS = 19;

/** A pregnant woman is referred for PMTCT, delivers, the infant is tested; the manager reads how many did, exactly for her own organization. */
describe.each(DATABASES)('she has a child, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let places: Awaited<ReturnType<typeof putPlanPlaces>>;
  let woman: Woman;
  let plan: Plan;
  let calls: ReturnType<typeof countCalls>;

  beforeAll(async () => {
    // Behind UTC: the first hours of April in UTC are March there.
    app = await TestApp.start(kind, { NETWORK_TIMEZONE: 'America/Mexico_City' });
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    places = await putPlanPlaces(app);
    calls = countCalls(app);
  });
  afterAll(() => app.close());

  const goTo = (instant: string) => {
    app.clock.set(instant);
    app.signInAgain();
  };
  const received = async (by: string, referral: SeenReferral, outcome: 'RECEIVED' | 'PARTLY_RECEIVED' = 'RECEIVED') => {
    const there = await journey.takes('ARRIVE', by, referral);
    return journey.takes('COMPLETE', by, there, { outcome });
  };

  it('the plan hangs on the month that she told', async () => {
    woman = await journey.opens({ pregnancy: 'PREGNANT', dueMonth: '2026-06' });
    plan = await planning.starts(woman, 'pmtct');
    expect(plan).toMatchObject({ dateIs: 'DUE_MONTH', date: '2026-06-01', custody: null, endsOn: '2027-12-01' });
    expect(stepOf(plan, 'treatment').dueOn).toBe('2026-04-01');
    expect(stepOf(plan, 'infant-test-6-weeks')).toMatchObject({
      dueOn: null,
      waitsFor: 'BIRTH',
      expectedOn: '2026-07-13',
    });
    // Who gives the child its medicine is arranged before the birth, although its day is not known.
    expect(stepOf(plan, 'infant-prophylaxis')).toMatchObject({ dueOn: null, actFrom: '2026-05-02' });
  });

  it('refused at one place and received at the next is a step that is done', async () => {
    await journey.sheConsents(woman, 'clinic');
    await journey.sheConsents(woman, 'city');
    const first = await planning.refers(plan, 'treatment', app.network.listings.clinicPmtct);
    const sent = await journey.takes('SEND', CASEWORKER, first.referral);
    await journey.takes('DECLINE', CLINIC, sent, { reasonCode: 'no-space' });
    plan = await planning.sees(plan);
    expect(stepOf(plan, 'treatment')).toMatchObject({ state: 'OPEN', referral: { status: 'DECLINED' } });
    expect((await planning.due()).due.map(({ step }) => step?.code)).toContain('treatment');
    const again = await planning.refers(plan, 'treatment', places.mothers);
    expect(again.referral.replaces).toEqual({ id: first.referral.id });
    const accepted = await journey.takes(
      'ACCEPT',
      CITY_SHELTER,
      await journey.takes('SEND', CASEWORKER, again.referral),
    );
    await received(CITY_SHELTER, accepted);
    plan = await planning.sees(plan);
    expect(stepOf(plan, 'treatment')).toMatchObject({ state: 'DONE', doneOn: '2026-03-18' });
  });

  it('the month moves with what she tells, and the old one is kept', async () => {
    woman = await journey.sheTells(woman, { dueMonth: '2026-07' });
    plan = await planning.sees(plan);
    expect(plan.date).toBe('2026-07-01');
    expect(plan.dates.map(({ date }) => date)).toEqual(['2026-06-01', '2026-07-01']);
    expect(stepOf(plan, 'birth-place').dueOn).toBe('2026-07-01');
    expect(stepOf(plan, 'treatment').dueOn).toBe('2026-04-01');
  });

  it('the child is born: she is postpartum, and the child’s steps have their days', async () => {
    goTo('2026-06-28T15:00:00.000Z');
    plan = await planning.does('recordBirth', plan, { on: '2026-06-27' });
    expect(plan).toMatchObject({ happenedOn: '2026-06-27', endsOn: '2027-12-27' });
    expect(stepOf(plan, 'infant-test-6-weeks')).toMatchObject({ dueOn: '2026-08-08', waitsFor: null });
    expect(stepOf(plan, 'infant-test-end').dueOn).toBe('2027-12-27');
    const { data } = await app.as(CASEWORKER)(
      `query ($id: ID!) { client(id: $id) { version pregnancy dueMonth plans(language: "es-MX") { id name } } }`,
      { id: woman.id },
    );
    expect(data.client).toMatchObject({
      ...{ pregnancy: 'POSTPARTUM', dueMonth: null },
      plans: [{ id: plan.id, name: 'VIH y embarazo: madre e hijo' }],
    });
  });

  it('the infant is tested', async () => {
    goTo('2026-07-30T15:00:00.000Z');
    await journey.sheConsents(woman, 'clinic');
    const { referral } = await planning.refers(plan, 'infant-test-6-weeks', places.artClinic);
    expect(referral).toMatchObject({ neededFrom: '2026-08-08', services: ['infant-hiv'] });
    await received(CLINIC, await journey.takes('SEND', CASEWORKER, referral));
    plan = await planning.sees(plan);
    expect(stepOf(plan, 'infant-test-6-weeks')).toMatchObject({ state: 'DONE', doneOn: '2026-07-30' });
  });

  it('takes so many acts of her worker and two receivers', () => {
    expect(calls.acts).toBe(ACTS);
  });

  describe('the figure', () => {
    const sends = async (told: object, listing: string, services: string[], by = CASEWORKER): Promise<SeenReferral> => {
      const she = await journey.opens(told, by);
      const receiver = listing === places.mothers ? 'city' : 'clinic';
      await journey.sheConsents(she, receiver, { fields: [] }, by);
      const document = `mutation ($input: DraftReferralInput!) { draftReferral(input: $input) { ... on Referral { id version } } }`;
      const answer = await app.as(by)(document, { input: { clientId: she.id, listingId: listing, services } });
      return journey.takes('SEND', by, answer.data.draftReferral);
    };
    const PREGNANT = { pregnancy: 'PREGNANT' };

    beforeAll(async () => {
      const clinic = app.network.listings.clinicPmtct;
      goTo('2026-08-10T15:00:00.000Z');
      for (let count = 0; count < 6; count++) await received(CLINIC, await sends(PREGNANT, clinic, ['pmtct']));
      await received(CLINIC, await sends(PREGNANT, clinic, ['pmtct', 'antenatal']), 'PARTLY_RECEIVED');
      for (let count = 0; count < 3; count++)
        await received(CITY_SHELTER, await sends(PREGNANT, places.mothers, ['pmtct']));
      await journey.takes('ARRIVE', CLINIC, await sends(PREGNANT, clinic, ['pmtct']));
      await journey.takes('DECLINE', CLINIC, await sends(PREGNANT, clinic, ['pmtct']), { reasonCode: 'no-space' });
      await sends(PREGNANT, clinic, ['pmtct']);
      // None of these is among them.
      await received(CLINIC, await sends({ pregnancy: 'NO' }, clinic, ['pmtct']));
      await received(CLINIC, await sends({}, clinic, ['pmtct']));
      await received(CLINIC, await sends(PREGNANT, clinic, ['antenatal']));
      await journey.takes('CORRECT', CASEWORKER, await sends(PREGNANT, clinic, ['pmtct']));
      await received(CLINIC, await sends(PREGNANT, clinic, ['pmtct'], ANOTHER_NETWORKER));
      // The first instant of the year there.
      goTo('2027-01-01T06:00:00.000Z');
      await received(CLINIC, await sends(PREGNANT, clinic, ['pmtct']));
    });
    const year = { from: '2026-01-01', to: '2026-12-31' };
    const figure = async (who: string, days = year) => (await app.as(who)(FIGURE, days)).data.pmtctIndicator;

    it('is referred 14, received 11, each woman once however often she was sent', async () => {
      expect(await figure(MANAGER)).toEqual({
        ...year,
        ...{ referred: 14, attended: 12, received: 11 },
        byPlace: [
          { name: 'Eastside Clinic for mothers', referred: 11, attended: 8, received: 7 },
          { name: 'City mothers’ clinic', referred: 4, attended: 4, received: 4 },
        ],
        byQuarter: [
          { key: '2026-Q1', referred: 1, attended: 1, received: 1 },
          { key: '2026-Q3', referred: 13, attended: 11, received: 10 },
        ],
      });
      expect(await figure(MANAGER, { from: '2027-01-01', to: '2027-01-01' })).toMatchObject({
        referred: 1,
        received: 1,
      });
    });

    it('is each organization’s own, and nobody’s but a manager’s', async () => {
      expect(await figure(ANOTHER_MANAGER)).toMatchObject({ referred: 1, attended: 1, received: 1 });
      expect(await figure('manager@safehouse.example')).toMatchObject({ referred: 0, byPlace: [], byQuarter: [] });
      for (const who of [CASEWORKER, CLINIC, 'administrator@network.example', 'analyst@funder.example'])
        expect((await app.as(who)(FIGURE, year)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await app.as(null)(FIGURE, year)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    });

    it('says what to mend, and each reading is in the trail', async () => {
      const turned = await app.as(MANAGER)(FIGURE, { from: '2026-12-31', to: '2026-01-01' });
      expect(turned.errors?.[0]?.extensions.problems?.[0]?.path).toBe('from');
      const readings = async () => {
        const { data } = await app.as(MANAGER)(`{ auditTrail(first: 100) { edges { node { action } } } }`);
        const actions: string[] = data.auditTrail.edges.map(({ node }: { node: { action: string } }) => node.action);
        return actions.filter((action) => action === 'pmtct-indicator.read').length;
      };
      const before = await readings();
      await figure(MANAGER);
      expect(await readings()).toBe(before + 1);
    });
  });
});
