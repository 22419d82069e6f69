import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../src/audit/index.js';
import { Nightly, RunRetention, type RetentionReport } from '../../src/retention/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { MANAGER, TestForgetting } from '../support/forgetting.js';
import { CASEWORKER, REFUGE, TestJourney, type SeenReferral, type Woman } from '../support/journey.js';
import { TestPlanning } from '../support/planning.js';

const ADMINISTRATOR = 'administrator@network.example';

describe.each(DATABASES)('what is kept no longer than it must be, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let planning: TestPlanning;
  let forgetting: TestForgetting;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    planning = new TestPlanning(app);
    forgetting = new TestForgetting(app);
    await app.nest.get(Nightly).run();
  });
  afterEach(() => app.close());

  const retention = () => app.nest.get(RunRetention);
  const counted = ({ counts }: RetentionReport) =>
    Object.fromEntries(
      counts.filter(({ erased, held }) => erased + held > 0).map((each) => [each.code, [each.erased, each.held]]),
    );
  const exists = async (woman: Woman): Promise<boolean> => {
    app.signInAgain();
    return (
      (await app.as(CASEWORKER)(`query ($id: ID!) { client(id: $id) { id } }`, { id: woman.id })).data.client !== null
    );
  };
  const keyOf = async (woman: Woman) => (await forgetting.rowsOf('client_key', `client_id = '${woman.id}'`)).length;

  async function declined(): Promise<{ woman: Woman; referral: SeenReferral }> {
    const { woman, referral } = await journey.sends('refuge', 'safeHouse', { note: 'She comes after dark.' });
    await journey.writes(CASEWORKER, referral, 'We come by bus.');
    return { woman, referral: await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' }) };
  }

  it('90 days after the last of hers was closed, not a day sooner, and counts stay', async () => {
    const { woman, referral } = await declined();
    app.clock.pass({ days: 89, hours: 23 });
    expect(counted(await retention().run())).toEqual({});
    expect(await exists(woman)).toBe(true);
    app.clock.pass({ hours: 2 });
    expect(counted(await retention().run())).toEqual({ 'shared-content': [1, 0], woman: [1, 0] });
    expect(await exists(woman)).toBe(false);
    expect(await keyOf(woman)).toBe(0);
    const rows = await app.database.one(sql`
      SELECT status, reason_code, content, client_id FROM referral WHERE id = ${referral.id}`);
    expect(rows).toEqual({ status: 'DECLINED', reason_code: 'no-space', content: '', client_id: woman.id });
    expect(await journey.sees(REFUGE, referral)).toMatchObject({ status: 'DECLINED', reason: { code: 'no-space' } });
  });

  it('what was shared for one that is over goes, while she is still walked with', async () => {
    const { woman, referral } = await declined();
    app.clock.pass({ days: 80 });
    app.signInAgain();
    await journey.sheConsents(woman, 'city');
    await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'cityShelter'));
    app.clock.pass({ days: 11 });
    expect(counted(await retention().run())).toMatchObject({ 'shared-content': [1, 0] });
    expect(await keyOf(woman)).toBe(1);
    const [row] = await forgetting.rowsOf('referral', `id = '${referral.id}'`);
    expect(row).toMatchObject({ content: '', status: 'DECLINED' });
    expect(await forgetting.rowsOf('referral_message', `referral_id = '${referral.id}'`)).toEqual([]);
  });

  it('a plan that goes on keeps her, also through a year; it counts from its end', async () => {
    const { woman } = await declined();
    const plan = await planning.starts(woman, 'pmtct', { date: '2026-09-01' });
    app.clock.pass({ days: 200 });
    app.signInAgain();
    expect(counted(await retention().run())).not.toHaveProperty('woman');
    expect(await keyOf(woman)).toBe(1);
    const now = await planning.sees(plan);
    await planning.does('endPlan', now, { endCode: 'reached' });
    app.clock.pass({ days: 89 });
    expect(counted(await retention().run())).not.toHaveProperty('woman');
    app.clock.pass({ days: 2 });
    expect(counted(await retention().run())).toMatchObject({ plan: [1, 0], woman: [1, 0] });
    expect(await forgetting.rowsOf('plan_step', '1 = 1')).toEqual([]);
  });

  it('what is written into her record keeps it, and reading it does not', async () => {
    const woman = await journey.opens();
    app.clock.pass({ days: 60 });
    app.signInAgain();
    const told = await journey.sheTells(woman, { languages: ['es'] });
    app.clock.pass({ days: 60 });
    expect(await exists(woman)).toBe(true);
    const seen = await app.as(CASEWORKER)(`query ($id: ID!) { client(id: $id) { keptUntil } }`, { id: told.id });
    const until = Date.parse((seen.data as { client: { keptUntil: string } }).client.keptUntil);
    expect(until - app.clock.millis()).toBe(30 * 24 * 3_600_000);
    expect(counted(await retention().run())).toEqual({});
    app.clock.pass({ days: 30, minutes: 1 });
    expect(counted(await retention().run())).toMatchObject({ woman: [1, 0] });
  });

  it('a draft that was never sent leaves nothing, and does not keep her', async () => {
    const woman = await journey.opens();
    await journey.drafts(woman, 'refuge');
    app.clock.pass({ days: 91 });
    expect(counted(await retention().run())).toMatchObject({ draft: [1, 0], woman: [1, 0] });
    expect(await forgetting.rowsOf('referral', '1 = 1')).toEqual([]);
    expect(await forgetting.rowsOf('referral_event', '1 = 1')).toEqual([]);
  });

  it('a consent that is over for long keeps its days for figures, and cannot be renewed', async () => {
    const woman = await journey.opens();
    const consent = await journey.sheConsents(woman, 'safeHouse');
    app.clock.pass({ days: 170 });
    app.signInAgain();
    const told = await journey.sheTells(woman, { languages: ['es'] });
    app.clock.pass({ days: 12 });
    expect(counted(await retention().run())).toMatchObject({ consent: [1, 0] });
    app.signInAgain();
    expect(await journey.renews(consent.id)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'id' }] });
    const [row] = await forgetting.rowsOf('consent', `id = '${consent.id}'`);
    expect(row).toMatchObject({ purpose: '', withdrawn_at: null, given_at: consent.givenAt });
    const seen = await app.as(CASEWORKER)(`query ($id: ID!) { client(id: $id) { consents { purpose active } } }`, {
      id: told.id,
    });
    expect(seen.data).toEqual({ client: { consents: [{ purpose: '', active: false }] } });
  });

  it('running twice does nothing twice, and a dry run says the same and writes nothing', async () => {
    for (let each = 0; each < 3; each += 1) await declined();
    await planning.starts((await declined()).woman, 'pmtct', { date: '2026-09-01' });
    await journey.drafts(await journey.opens(), 'refuge');
    app.clock.pass({ days: 95 });
    const before = await app.database.one(sql`SELECT COUNT(*) AS entries FROM audit_entry`);
    const dry = await retention().dryRun();
    expect(await app.database.one(sql`SELECT COUNT(*) AS entries FROM audit_entry`)).toEqual(before);
    expect(await forgetting.rowsOf('client_key', '1 = 1')).toHaveLength(5);
    const wet = await retention().run();
    expect(wet).toEqual(dry);
    expect(counted(wet)).toMatchObject({ draft: [1, 0], 'shared-content': [4, 0], woman: [4, 0] });
    const again = await retention().run();
    expect(counted(again)).toEqual({});
    expect(await retention().dryRun()).toEqual(again);
  });

  it('a legal hold is skipped and counted, until it is over', async () => {
    const { woman } = await declined();
    await declined();
    const hold = await forgetting.holds(woman.code);
    app.clock.pass({ days: 91 });
    expect(counted(await retention().run())).toEqual({ 'shared-content': [1, 1], woman: [1, 1] });
    expect(await keyOf(woman)).toBe(1);
    app.signInAgain();
    await forgetting.endsHold(hold.id);
    expect(counted(await retention().run())).toMatchObject({ 'shared-content': [1, 0], woman: [1, 0] });
    expect(await keyOf(woman)).toBe(0);
  });

  it('how much went stands in the trail of her organization and of the network, and both are whole', async () => {
    await declined();
    app.clock.pass({ days: 91 });
    await retention().run();
    const said = async (chain: string) =>
      (
        await app.database.all<{ action: string; purpose: string }>(sql`
          SELECT action, purpose FROM audit_entry WHERE chain = ${chain} AND action LIKE 'retention.%' ORDER BY position`)
      ).map(({ action, purpose }) => `${action}: ${purpose}`);
    const { riverside } = app.network.organizations;
    expect(await said(riverside)).toEqual(['retention.erase: shared-content 1', 'retention.erase: woman 1']);
    expect((await said(NETWORK_CHAIN)).at(-1)).toMatch(/^retention\.run: .*shared-content 1, woman 1/);
    for (const chain of [riverside, NETWORK_CHAIN])
      expect(await app.nest.get(AuditTrail).verify(app.database, chain)).toMatchObject({ intact: true });
  });

  it('once a night, by the network’s own nights', async () => {
    const { woman } = await declined();
    for (let hour = 0; hour < 24 * 91; hour += 12) {
      app.clock.pass({ hours: 12 });
      await app.nest.get(Nightly).run();
    }
    expect(await keyOf(woman)).toBe(0);
    const runs = await app.database.one<{ runs: number }>(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS runs FROM audit_entry WHERE action = 'retention.run'`,
    );
    expect(runs?.runs).toBeGreaterThanOrEqual(90);
    expect(runs?.runs).toBeLessThanOrEqual(93);
  });

  describe('by a clock that can be relied on', () => {
    const refusedBy = async () => (await retention().run()).refused?.kind ?? null;
    const hands = (days: number) => app.clock.set(new Date(app.clock.millis() + days * 24 * 3_600_000).toISOString());

    it('a clock that was moved forward erases nothing, until an administrator confirms it', async () => {
      const { woman } = await declined();
      hands(100);
      expect(await refusedBy()).toBe('MOVED');
      expect(await retention().dryRun()).toMatchObject({ refused: { kind: 'MOVED' } });
      expect(await app.nest.get(Nightly).run()).toBe(0);
      expect(await keyOf(woman)).toBe(1);
      app.signInAgain();
      const { data } = await app.as(ADMINISTRATOR)('{ retention { refused doubt { kind shows against } } }');
      const [shows, against] = [0, 100].map((days) =>
        new Date(app.clock.millis() - days * 24 * 3_600_000).toISOString(),
      );
      expect(data.retention).toEqual({
        refused: expect.stringContaining(`by what passed it is ${against}, and the clock says ${shows}.`) as string,
        doubt: { kind: 'MOVED', shows, against },
      });
      const confirm = (now: string, by = ADMINISTRATOR) =>
        app.as(by)(
          `mutation ($now: DateTime!) { confirmClock(now: $now) { __typename
            ... on RetentionState { refused doubt { kind } ranAt } ... on InvalidInput { problems { path } } } }`,
          { now },
        );
      expect((await confirm('2026-03-18T21:00:00.000Z')).data).toEqual({
        confirmClock: { __typename: 'InvalidInput', problems: [{ path: 'now' }] },
      });
      expect((await confirm(app.clock.now(), MANAGER)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(await refusedBy()).not.toBeNull();
      expect((await confirm(app.clock.now())).data.confirmClock).toMatchObject({
        refused: null,
        doubt: null,
      });
      expect(await refusedBy()).toBeNull();
      expect(await keyOf(woman)).toBe(0);
    });

    it('nor one that was moved in small steps', async () => {
      await declined();
      for (let step = 0; step < 3; step += 1) {
        hands(0.6);
        app.clock.pass({ minutes: 15 });
        await app.nest.get(Nightly).run();
      }
      expect(await refusedBy()).not.toBeNull();
    });

    it('nor one that went back behind what the trail holds', async () => {
      hands(-2);
      expect(await refusedBy()).toBe('WENT_BACK');
    });

    it('a house that was off for days says so, and goes on when that was confirmed', async () => {
      const { woman } = await declined();
      app.clock.pass({ days: 91 });
      await app.restart();
      expect(await refusedBy()).toBe('NOT_SEEN');
      expect(await keyOf(woman)).toBe(1);
      app.signInAgain();
      await app.as(ADMINISTRATOR)(`mutation ($now: DateTime!) { confirmClock(now: $now) { __typename } }`, {
        now: app.clock.now(),
      });
      expect(await refusedBy()).toBeNull();
      expect(await keyOf(woman)).toBe(0);
    });

    it('one that was repaired is believed again after a word, although the trail holds days that never were', async () => {
      await declined();
      hands(100);
      await refusedBy();
      app.signInAgain();
      await app.as(CASEWORKER)(`{ me { id } }`);
      await journey.opens();
      hands(-100);
      expect(await refusedBy()).toBe('WENT_BACK');
      app.signInAgain();
      await app.as(ADMINISTRATOR)(`mutation ($now: DateTime!) { confirmClock(now: $now) { __typename } }`, {
        now: app.clock.now(),
      });
      expect(await refusedBy()).toBeNull();
    });
  });
});
