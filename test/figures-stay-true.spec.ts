import sql from 'sql-template-tag';
import { FoldFigures } from '../src/insight/index.js';
import { Jobs } from '../src/platform/jobs/index.js';
import { ReadFigures, type FigureQuestion } from '../src/insight/read-figures.js';
import { ConsentRow } from '../src/consent/index.js';
import { REFERRAL_STATUSES, ReferralRow } from '../src/referrals/index.js';
import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';
import { anyReferral, dice, writeReferrals, type Written } from './support/written-referrals.js';

const ZONE = 'America/New_York';
const DAYS = { from: '2026-01-20', to: '2026-04-10' };
/** The day before summer time begins, and days that cut months. */
const PARTS = [DAYS, { from: '2026-03-07', to: '2026-03-08' }, { from: '2026-02-01', to: '2026-03-31' }];

/** Sums in the order of their keys: what two ways of counting must agree in. */
const told = (figures: Awaited<ReturnType<ReadFigures['fromSums']>>) => ({
  sums: figures.whole.stored(),
  months: [...figures.byMonth()],
  overdue: figures.overdue,
  sent: figures.all.sent,
});

describe.each(DATABASES)('figures kept ready on %s', (kind) => {
  let app: TestApp;
  let reading: ReadFigures;
  let folding: FoldFigures;
  let all: Written[];
  const random = dice(82);

  beforeAll(async () => {
    app = await TestApp.start(kind, { NETWORK_TIMEZONE: ZONE });
    reading = app.nest.get(ReadFigures);
    folding = app.nest.get(FoldFigures);
    all = Array.from({ length: 240 }, () => anyReferral(app, random));
    await writeReferrals(app, all);
    await chainSome(all);
  }, 60_000);
  afterAll(() => app.close());

  /** Some stand in the place of others of the same sender. */
  async function chainSome(referrals: readonly Written[]): Promise<void> {
    const last = new Map<string, string>();
    await app.database.write(async (tx) => {
      for (const { id, fromId } of referrals) {
        const before = last.get(fromId);
        if (before && random.below(3) === 0)
          await tx.run(sql`UPDATE referral SET replaces_id = ${before} WHERE id = ${id}`);
        last.set(fromId, id);
      }
    });
  }

  async function questions(): Promise<FigureQuestion[]> {
    const { organizations, listings } = app.network;
    return Object.values(organizations).flatMap((organizationId) =>
      PARTS.flatMap((days) => [
        { ...days, organizationId, direction: 'SENT' as const, answersFor: null },
        { ...days, organizationId, direction: 'RECEIVED' as const, answersFor: null },
        { ...days, organizationId, direction: 'RECEIVED' as const, answersFor: [listings.refuge] },
        { ...days, organizationId, direction: 'RECEIVED' as const, answersFor: [] },
      ]),
    );
  }

  async function expectTrue(): Promise<void> {
    const asked = await questions();
    const slow: ReturnType<typeof told>[] = [];
    for (const question of asked) slow.push(told(await reading.fromReferrals(question)));
    // What waits is reckoned in by who reads; a few of the questions show it, others each time.
    for (const place of asked.keys())
      if (random.below(6) === 0) expect(told(await reading.fromSums(asked[place]!))).toEqual(slow[place]);
    await folding.run();
    for (const [place, question] of asked.entries())
      expect(told(await reading.fromSums(question))).toEqual(slow[place]);
    expect(slow.reduce((sum, { sent }) => sum + sent, 0)).toBeGreaterThan(500);
  }

  const everything = async () => ({
    facts: await app.database.all(sql`SELECT * FROM figure_fact ORDER BY referral_id, side`),
    sums: await app.database.all(sql`SELECT * FROM figure_sum ORDER BY organization_id, side, period, narrowed_to`),
  });

  it('are what a count of the referrals says', expectTrue, 60_000);

  it('stay so after whatever happens to a referral, its consent or its receiver', async () => {
    for (let round = 0; round < 4; round += 1) {
      await app.database.write(async (tx) => {
        for (let turn = 0; turn < 25; turn += 1) {
          const { id, consentId } = random.one(all);
          const now = anyReferral(app, random);
          const status = random.one(REFERRAL_STATUSES.filter((each) => each !== 'DRAFT'));
          const { answeredAt, arrivedAt, outcome, dueAt, reasonCode, reasonStep, reasonBy, stillWithHer } = now;
          const step = {
            status,
            answeredAt,
            arrivedAt,
            outcome,
            dueAt,
            reasonCode,
            reasonStep,
            reasonBy,
            stillWithHer,
          };
          await tx.manager.update(ReferralRow, { id }, turn % 5 === 0 ? { status: 'ENTERED_IN_ERROR' } : step);
          if (turn % 4 === 0)
            await tx.manager.update(ReferralRow, { id }, { herGotHelp: random.one([true, false]), herReturn: null });
          if (turn % 6 === 0 && consentId)
            await tx.manager.update(ConsentRow, { id: consentId }, { withdrawnAt: app.clock.now() });
        }
        const { city } = app.network.organizations;
        await tx.run(
          sql`UPDATE organization SET custodial = ${round % 2 === 0 ? sql`TRUE` : sql`FALSE`} WHERE id = ${city}`,
        );
      });
      app.clock.set(`2026-03-${19 + round}T04:00:00.000Z`);
      await expectTrue();
    }
  }, 120_000);

  it('forget a referral that is removed, and the need that it joined', async () => {
    const [{ id } = { id: '' }] = await app.database.all<{ id: string }>(sql`
      SELECT r.id FROM referral r WHERE r.replaces_id IS NOT NULL AND r.sent_at IS NOT NULL
        AND EXISTS (SELECT 1 FROM referral n WHERE n.replaces_id = r.id) LIMIT 1`);
    expect(id).not.toBe('');
    await app.database.write((tx) => tx.run(sql`DELETE FROM referral WHERE id = ${id}`));
    await expectTrue();
    expect(await app.database.all(sql`SELECT 1 FROM figure_fact WHERE referral_id = ${id}`)).toEqual([]);
  }, 60_000);

  it('are the same when they are made anew, and when nothing happened', async () => {
    const before = await everything();
    expect(before.facts.length).toBeGreaterThan(300);
    await folding.rebuild();
    expect(await everything()).toEqual(before);
    expect(await folding.run()).toBe(0);
    expect(await everything()).toEqual(before);
  }, 60_000);

  it('are reckoned by who reads where much waits, which is then folded before its time', async () => {
    await folding.run();
    const soon = jest.spyOn(app.nest.get(Jobs), 'soon');
    const [question] = await questions();
    const asking = async () => {
      expect(told(await reading.read(question!))).toEqual(told(await reading.fromReferrals(question!)));
      return soon.mock.calls;
    };
    await app.database.write((tx) =>
      tx.run(sql`UPDATE referral SET outcome = 'NOT_RECEIVED' WHERE id = ${all[0]!.id}`),
    );
    expect(await asking()).toEqual([]);
    await app.database.write((tx) => tx.run(sql`UPDATE referral SET outcome = 'PARTLY_RECEIVED'`));
    expect(await asking()).toEqual([['figures']]);
    expect(await folding.waiting()).toBeGreaterThan(200);
    soon.mockRestore();
  }, 60_000);

  it('are not counted twice by two that fold at once', async () => {
    await app.database.write((tx) => tx.run(sql`UPDATE referral SET outcome = 'RECEIVED' WHERE sent_at IS NOT NULL`));
    await Promise.all([folding.run(), folding.run(), folding.run()]);
    await expectTrue();
  }, 60_000);

  it('are undone with the act that is undone', async () => {
    const before = await everything();
    const { id } = all[0]!;
    const act = app.database.write(async (tx) => {
      await tx.run(sql`UPDATE referral SET outcome = 'NOT_RECEIVED' WHERE id = ${id}`);
      throw new Error('undone');
    });
    await expect(act).rejects.toThrow('undone');
    expect(await folding.run()).toBe(0);
    expect(await everything()).toEqual(before);
  });
});
