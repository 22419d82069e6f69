import sql, { raw } from 'sql-template-tag';
import request from 'supertest';
import { WomenCounter } from '../../src/insight/releases/count-women.js';
import { declarePlaces } from '../../src/insight/releases/declared-places.js';
import { readPeriod } from '../../src/insight/releases/period.js';
import { readReferrals } from '../../src/insight/releases/read-referrals.js';
import { SealingProgress } from '../../src/insight/releases/sealing-progress.js';
import { declareCubes } from '../../src/insight/releases/workload.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { WomenInBulk } from '../support/figures/women-in-bulk.js';
import { Staff, NEW_PASSWORD } from '../support/staff.js';

const ADMINISTRATOR = 'administrator@network.example';
const READERS = [
  'caseworker@riverside.example',
  'manager@riverside.example',
  'agency@safehouse.example',
  ADMINISTRATOR,
  'analyst@funder.example',
];
const ANSWER = `__typename ... on Shown { value low high } ... on BelowThreshold { lessThan }
  ... on NotApplicable { because } ... on NotPublished { reason }`;
const STATISTICS = `query ($id: ID!, $cube: String!, $where: [DimensionChoice!]) {
  statistics(releaseId: $id, cube: $cube, where: $where) { keys { dimension value } women { ${ANSWER} } } }`;
const RELEASE = '... on Release { id period rho note cubes size edition replacesId replacedById incident checksum }';
const SEAL = `mutation ($period: String) { sealRelease(period: $period) { __typename ${RELEASE}
  ... on ReleaseRefused { message refusal: reason } ... on InvalidInput { problems { path } } } }`;

describe.each(DATABASES)('figures are sealed, on %s', (kind) => {
  let app: TestApp;
  let women: WomenInBulk;
  let second: { email: string; secret: string };
  let release: Answer['data'];
  const NAMES = Array.from({ length: 500 }, (_, index) => `woman ${index}`);

  beforeAll(async () => {
    app = await TestApp.start(kind);
    women = new WomenInBulk(app, 'figures are sealed');
    await women.are(...NAMES.flatMap((woman, index) => Array.from({ length: 1 + (index % 3) }, () => ({ woman }))));
    await women.are({ woman: 'said no', countMe: false, services: ['drug-checking'] });
    await women.are({ woman: 'an error', status: 'ENTERED_IN_ERROR', services: ['drug-checking'] });
    const staff = new Staff(app);
    const email = 'second@network.example';
    const { token } = await staff.hires(email, ['ADMINISTRATOR'], app.network.organizations.network);
    second = { email, ...(await staff.enrols(token)) };
  }, 120_000);
  afterAll(() => app.close());

  const asSecond = async () => {
    app.clock.pass({ minutes: 1 });
    const staff = new Staff(app);
    const input = { email: second.email, password: NEW_PASSWORD, code: staff.code(second.secret) };
    return staff.with((await staff.signsIn(input)).token);
  };
  const seals = async (period?: string, who = ADMINISTRATOR): Promise<Answer['data']> => {
    const answer = await app.as(who)(SEAL, { period });
    return answer.data?.sealRelease ?? answer.errors?.[0]?.extensions.code;
  };
  const reads = (who: string, cube: string, where: object[] | null = null, id = release.id): Promise<Answer> =>
    app.as(who)(STATISTICS, { id, cube, where });

  describe('counting', () => {
    /** The sentence of the paper, as the databases run it: for a table of one dimension. */
    async function countedBySql(column: 'agency' | 'age' | 'service', most: number): Promise<Map<string, number>> {
      const value = {
        agency: sql`r.to_id`,
        age: sql`r.age_band`,
        service: sql`s.value`,
      }[column];
      const each =
        kind === 'sqlite' ? sql`json_each(r.services) s` : sql`json_array_elements_text(r.services::json) s(value)`;
      const order = raw(kind === 'sqlite' ? '' : 'COLLATE "C"');
      const rows = await app.database.all<{ value: string; women: number }>(sql`
        SELECT value, CAST(COUNT(*) AS INTEGER) AS women FROM (
          SELECT value, row_number() OVER (PARTITION BY woman ORDER BY first_draw, value ${order}) AS place FROM (
            SELECT c.counted_as AS woman, ${value} AS value, MIN(r.draw) AS first_draw
            FROM referral r JOIN client c ON c.id = r.client_id ${column === 'service' ? sql`, ${each}` : sql``}
            WHERE r.sent_at >= '2025-10-01T00:00:00.000Z' AND r.sent_at < '2026-01-01T00:00:00.000Z'
              AND c.count_me = TRUE AND r.status <> 'ENTERED_IN_ERROR'
            GROUP BY c.counted_as, ${value}) touched) placed
        WHERE place <= ${most} GROUP BY value`);
      return new Map(rows.map((row) => [row.value, row.women]));
    }

    it.each([
      ['agency', 2],
      ['service', 4],
    ] as const)('by %s is what the paper’s own sentence counts', async (cube, most) => {
      const period = readPeriod('2025-Q4', 'UTC')!;
      const cubes = declareCubes('STANDARD', (await declarePlaces(app.database, period)).elsewhere);
      const counter = new WomenCounter(cubes);
      for await (const page of readReferrals(app.database, period, () => undefined))
        for (const referral of page) counter.add(referral);
      const index = cubes.findIndex((each) => each.cube === cube);
      const counts = [...(counter.counts()[index] ?? [])];
      const ours = cubes[index]!.cells.map(({ key }, cell) => [key, counts[cell] ?? 0] as const);
      const theirs = await countedBySql(cube, most);
      expect(ours.filter(([, count]) => count > 0).sort()).toEqual([...theirs].sort());
      expect(theirs.size).toBeGreaterThanOrEqual(3);
    });
  });

  describe('sealing', () => {
    it('is an administrator’s, and refused early or where the period is none', async () => {
      for (const who of READERS.filter((each) => each !== ADMINISTRATOR))
        expect(await seals('2025-Q4', who)).toBe('FORBIDDEN');
      for (const period of ['2026-Q1', '2026', '2030-H1'])
        expect(await seals(period)).toMatchObject({ __typename: 'ReleaseRefused', refusal: 'PERIOD_OPEN' });
      for (const period of ['2025-Q5', 'Q4', '', '2025-H3', "2025-Q4' OR 1=1"])
        expect(await seals(period)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'period' }] });
      app.clock.set('2026-04-30T23:59:59.000Z');
      expect(await seals('2026-Q1')).toMatchObject({ refusal: 'PERIOD_OPEN' });
      app.clock.set('2026-03-18T21:30:00.000Z');
    });

    it('says how far it is by the calendar alone, to an administrator of this server, and nothing once it is over', async () => {
      const progress = app.nest.get(SealingProgress);
      const period = readPeriod('2025-Q4', 'UTC')!;
      const asks = async () => (await app.as(ADMINISTRATOR)('{ releaseProgress { period stage percent } }')).data;
      progress.counting(period, '2025-11-16T00:00:00.000Z');
      expect(await asks()).toEqual({ releaseProgress: { period: '2025-Q4', stage: 'COUNTING', percent: 40 } });
      progress.addingNoise(period);
      expect(await asks()).toEqual({ releaseProgress: { period: '2025-Q4', stage: 'ADDING_NOISE', percent: 80 } });
      progress.storing(period);
      expect(await asks()).toEqual({ releaseProgress: { period: '2025-Q4', stage: 'STORING', percent: 90 } });
      progress.over();
      expect(await asks()).toEqual({ releaseProgress: null });
    });

    // An embedded database has one server; that a second process is refused there too: two-processes-seal.spec.ts.
    it(`of four who seal at once${kind === 'postgres' ? ', in two servers' : ''}, one does`, async () => {
      const second = kind === 'postgres' ? await app.beside() : null;
      const other = second ?? app;
      const stages: string[] = [];
      for (const { nest } of new Set([app, other])) nest.get(SealingProgress).listen(({ stage }) => stages.push(stage));
      try {
        const token = await app.token(ADMINISTRATOR);
        const ask = async (nest: TestApp['nest']): Promise<Answer['data']> => {
          const response = await request(nest.getHttpServer())
            .post('/graphql')
            .set('authorization', `Bearer ${token}`)
            .send({ query: SEAL, variables: { period: '2025-Q4' } });
          return (response.body as Answer).data.sealRelease;
        };
        const answers = await Promise.all([ask(app.nest), ask(other.nest), ask(app.nest), ask(other.nest)]);
        expect(answers.map(({ __typename: type, refusal }) => refusal ?? type).sort()).toEqual([
          ...['ALREADY_SEALED', 'ALREADY_SEALED', 'ALREADY_SEALED', 'Release'],
        ]);
        release = answers.find(({ __typename: type }) => type === 'Release');
        for (const stage of ['COUNTING', 'ADDING_NOISE', 'STORING']) expect(stages).toContain(stage);
      } finally {
        await second?.close();
      }
      expect(release).toMatchObject({ period: '2025-Q4', rho: 0.25, size: 'STANDARD', edition: 1, replacesId: null });
      expect(await seals('2025-Q4')).toMatchObject({ refusal: 'ALREADY_SEALED' });
      // Without a period it is the last quarter, which is this one.
      expect(await seals()).toMatchObject({ refusal: 'ALREADY_SEALED' });
      const trail = await app.as(ADMINISTRATOR)(
        '{ auditTrail(first: 50) { edges { node { action subjectId purpose } } } }',
      );
      expect(trail.data.auditTrail.edges.map(({ node }: { node: object }) => node)).toContainEqual({
        action: 'release.seal',
        subjectId: release.id,
        purpose: `checksum ${release.checksum}`,
      });
    });

    it('passes no cap: of overlapping periods the sum counts', async () => {
      // 2025-Q4 has spent 0.25 in the year from October; a year of its own would spend 1.0 from January 2025, with it 1.25.
      expect(await seals('2025')).toMatchObject({ refusal: 'BUDGET_SPENT' });
      expect(await seals('2025-H2')).toMatchObject({ __typename: 'Release', rho: 0.5 });
      expect(await seals('2025-Q3')).toMatchObject({ __typename: 'Release' });
      expect(await seals('2025-Q2')).toMatchObject({ refusal: 'BUDGET_SPENT' });
    });
  });

  describe('reading', () => {
    it('is the same for every role, every time, and late data change nothing', async () => {
      const whole = async (who: string): Promise<string> =>
        JSON.stringify(await Promise.all(release.cubes.map((cube: string) => reads(who, cube))));
      const first = await whole(ADMINISTRATOR);
      expect(first).not.toContain('errors');
      await women.are(...NAMES.map((woman) => ({ woman, services: ['ost'] })), { woman: 'late' });
      await app.database.write((tx) =>
        tx.run(sql`UPDATE referral SET status = 'ENTERED_IN_ERROR' WHERE draw < 1000000000`),
      );
      for (const who of READERS) expect(await whole(who)).toBe(first);
      await app.restart();
      expect(await whole('analyst@funder.example')).toBe(first);
      expect((await app.as(null)(STATISTICS, { id: release.id, cube: 'total' })).errors?.[0]?.extensions.code).toBe(
        'UNAUTHENTICATED',
      );
    }, 300_000);

    it('gives every declared cell in the declared order, and the total near what it was', async () => {
      const total = (await reads('analyst@funder.example', 'total')).data.statistics;
      expect(total).toHaveLength(1);
      expect(total[0].women.__typename).toBe('Shown');
      // 500 women, noise of about 10: six standard deviations either way.
      expect(Math.abs(total[0].women.value - 500)).toBeLessThan(63);
      const cells = (await reads('analyst@funder.example', 'age-pregnancy')).data.statistics;
      expect(
        cells.map(({ keys }: Answer['data']) => keys.map(({ value }: Answer['data']) => value).join('/')).slice(0, 5),
      ).toEqual([
        ...['under-18/pregnant', 'under-18/postpartum', 'under-18/no', 'under-18/unknown', 'from-18-to-24/pregnant'],
      ]);
      expect(cells).toHaveLength(24);
    });

    it('chooses among cells, and says of what is not there that it is not', async () => {
      const where = [{ dimension: 'service', values: ['ost', 'no-such-service'] }];
      const cells = (await reads(ADMINISTRATOR, 'service', where)).data.statistics;
      expect(cells).toHaveLength(2);
      const whole = (await reads(ADMINISTRATOR, 'service')).data.statistics;
      expect(whole).toContainEqual(cells[0]);
      expect(cells[1].women).toEqual({ __typename: 'NotPublished', reason: 'NOT_DECLARED' });
      const cannotBe = [
        { dimension: 'service', values: ['sexual-assault-care'] },
        { dimension: 'reason', values: ['deadline-passed'] },
      ];
      const [cell] = (await reads(ADMINISTRATOR, 'service-reason', cannotBe)).data.statistics;
      expect(cell.women.__typename).toBe('NotApplicable');
      const said = await app.as(ADMINISTRATOR)(
        `query ($id: ID!, $where: [DimensionChoice!]) { statistics(releaseId: $id, cube: "service-reason", where: $where) {
          women { ... on NotApplicable { en: because es: because(language: "es-MX") } } } }`,
        { id: release.id, where: cannotBe },
      );
      const { en, es } = said.data.statistics[0].women;
      expect([en, es]).toEqual([cell.women.because, expect.stringMatching(/\w/)]);
      expect(es).not.toBe(en);
      const only = (answer: Answer) => answer.data.statistics.map(({ women: each }: Answer['data']) => each.reason);
      expect(only(await reads(ADMINISTRATOR, 'agency-area'))).toEqual(['NOT_DECLARED']);
      expect(only(await reads(ADMINISTRATOR, 'total', null, '2026-Q1'))).toEqual(['PERIOD_OPEN']);
      expect((await reads(ADMINISTRATOR, 'total', null, '2025-Q4')).data).toEqual(
        (await reads(ADMINISTRATOR, 'total')).data,
      );
      expect((await reads(ADMINISTRATOR, 'total', null, 'nothing')).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    });

    it('as CSV holds the same values', async () => {
      const answer = await app.as('analyst@funder.example')(
        'query ($id: ID!) { statisticsCsv(releaseId: $id, cube: "agency-outcome") }',
        { id: release.id },
      );
      const cells = (await reads(ADMINISTRATOR, 'agency-outcome')).data.statistics;
      const lines = (answer.data.statisticsCsv as string).split('\r\n');
      expect(lines[0]).toBe('agency,outcome,answer,value,low,high,lessThan,why');
      expect(lines.slice(1, cells.length + 1)).toEqual(
        cells.map(({ keys, women: each }: Answer['data']) =>
          [
            ...keys.map(({ value }: Answer['data']) => value),
            ...[each.__typename, each.value, each.low, each.high, each.lessThan, each.reason].map((part) => part ?? ''),
          ].join(','),
        ),
      );
    });

    it('has its words beside it, in two languages', async () => {
      const answer = await app.as('analyst@funder.example')(
        `query ($id: ID!) { releases { id en: note es: note(language: "es") }
          tables: releaseTables(releaseId: $id, language: "es") { cube note mostCells sigma threshold dimensions { dimension name values { value name } } } }`,
        { id: release.id },
      );
      expect(answer.errors).toBeUndefined();
      const { releases, tables } = answer.data;
      const mine = releases.find(({ id }: Answer['data']) => id === release.id);
      expect(mine.en).toMatch(/do not add up/);
      expect(mine.es).toMatch(/no suman/);
      expect(tables.map(({ cube }: Answer['data']) => cube)).toEqual(release.cubes);
      expect(new Set(tables.map(({ note }: Answer['data']) => note)).size).toBe(15);
      const agency = tables.find(({ cube }: Answer['data']) => cube === 'agency');
      expect(agency.dimensions[0].values).toContainEqual({
        value: app.network.organizations.safeHouse,
        name: 'Safe House',
      });
    });

    it('derives shares, steps, bands and trends from what is sealed', async () => {
      const answer = await app.as('analyst@funder.example')(
        `query ($id: ID!) {
          releaseRates(releaseId: $id, cube: "agency-outcome", of: { dimension: "outcome", values: ["received"] }) { keys { value } percent { ${ANSWER} } }
          releaseCascade(releaseId: $id, cube: "agency-pmtct-step") { keys { value } women { ${ANSWER} } }
          releasePercentiles(releaseId: $id, cube: "service-time-band") { keys { value } band }
          releaseTrend(beforeId: $id, afterId: $id, cube: "service") { before { ${ANSWER} } after { ${ANSWER} } change }
        }`,
        { id: release.id },
      );
      expect(answer.errors).toBeUndefined();
      const { releaseRates: rates, releaseTrend: trend } = answer.data;
      const house = rates.find(({ keys }: Answer['data']) => keys[0].value === app.network.organizations.safeHouse);
      expect(house.percent.__typename).toBe('Shown');
      expect(house.percent.value % 5).toBe(0);
      expect(house.percent.value).toBeGreaterThanOrEqual(5);
      const quiet = rates.find(({ keys }: Answer['data']) => keys[0].value === app.network.organizations.brigid);
      expect(quiet.percent).toEqual({ __typename: 'NotPublished', reason: 'DENOMINATOR_TOO_SMALL' });
      expect(new Set(trend.map(({ change }: Answer['data']) => change))).toEqual(
        new Set(['NO_CLEAR_CHANGE', 'NOT_COMPARABLE']),
      );
    });
  });

  describe('an incident', () => {
    const ASK = `mutation ($id: ID!) { askSealAgain(releaseId: $id, incident: "An import had doubled the month of May.") { __typename ... on ReleaseDecision { id } } }`;
    const APPROVE = `mutation ($id: ID!) { approveReleaseDecision(id: $id) { __typename ${RELEASE} ... on ReleaseRefused { refusal: reason } ... on Forbidden { message } } }`;

    it('needs two administrators, and leaves both to be seen', async () => {
      const { id } = (await app.as(ADMINISTRATOR)(ASK, { id: release.id })).data.askSealAgain;
      expect((await app.as(ADMINISTRATOR)(APPROVE, { id })).data.approveReleaseDecision.__typename).toBe('Forbidden');
      const approved = (await (await asSecond())(APPROVE, { id })).data.approveReleaseDecision;
      expect(approved).toMatchObject({ __typename: 'Release', period: '2025-Q4', edition: 2, replacesId: release.id });
      expect((await (await asSecond())(APPROVE, { id })).data.approveReleaseDecision.__typename).toBe('Forbidden');
      const all = (await app.as('analyst@funder.example')('{ releases { id replacedById incident } }')).data.releases;
      expect(all).toContainEqual({ id: release.id, replacedById: approved.id, incident: null });
      expect(all).toContainEqual({
        id: approved.id,
        replacedById: null,
        incident: 'An import had doubled the month of May.',
      });
    });
  });

  describe('parameters', () => {
    const SET = `mutation ($input: ReleaseParametersInput!) { setReleaseParameters(input: $input) { __typename
      ... on ReleaseParameters { size rhoQuarter } ... on InvalidInput { problems { path } } } }`;

    it('are set within bounds, for periods that begin later only', async () => {
      // Within the last quarter of 2026, which is sealed by what was known when it began.
      app.clock.set('2026-10-15T10:00:00.000Z');
      const input = { size: 'MINI', rhoQuarter: 0.125, rhoHalfYear: 0.25, rhoYear: 0.5 };
      const wrong = await app.as(ADMINISTRATOR)(SET, { input: { ...input, rhoQuarter: 0.05, rhoYear: 1.01 } });
      expect(wrong.data.setReleaseParameters.problems).toEqual([
        { path: 'input.rhoQuarter' },
        { path: 'input.rhoYear' },
      ]);
      expect((await app.as(ADMINISTRATOR)(SET, { input })).data.setReleaseParameters).toMatchObject({ size: 'MINI' });
      app.clock.set('2027-02-15T10:00:00.000Z');
      expect(await seals('2026-Q4')).toMatchObject({ __typename: 'Release', rho: 0.25 });
      app.clock.set('2027-05-15T10:00:00.000Z');
      expect(await seals('2027-Q1')).toMatchObject({ __typename: 'Release', rho: 0.125, size: 'MINI' });
      // Small tables are for half-years: that is what is taken where nobody names a period.
      app.clock.set('2027-08-15T10:00:00.000Z');
      expect(await seals()).toMatchObject({ __typename: 'Release', period: '2027-H1', rho: 0.25, size: 'MINI' });
    });

    it('tell the cap that the ledger keeps to: a higher one from the moment on at which a second administrator agreed', async () => {
      const cap = async () => (await app.as(ADMINISTRATOR)('{ releaseParameters { cap } }')).data.releaseParameters.cap;
      expect(await cap()).toBe(1);
      const { id } = (
        await app.as(ADMINISTRATOR)(
          `mutation { askHigherReleaseCap(cap: 1.4, because: "A census.") { ... on ReleaseDecision { id } } }`,
        )
      ).data.askHigherReleaseCap;
      expect(await cap()).toBe(1);
      await (
        await asSecond()
      )(`mutation ($id: ID!) { approveReleaseDecision(id: $id) { __typename } }`, { id });
      expect(await cap()).toBe(1.4);
    });
  });

  describe('what is stored', () => {
    const TABLES = [
      'release',
      'release_cube',
      'release_cell',
      'release_ledger',
      'release_decision',
      'release_approval',
    ];

    it.each(TABLES)('of %s cannot be changed or removed', async (table) => {
      const column = { release: 'period', release_approval: 'at', release_decision: 'at' }[table] ?? 'release_id';
      for (const change of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`])
        await expect(app.database.write((tx) => tx.run(sql`${raw(change)}`))).rejects.toThrow(
          'sealed figures are never changed',
        );
    });

    it('answers nothing once it was tampered with, and says so', async () => {
      const drop =
        kind === 'sqlite' ? 'DROP TRIGGER release_cell_stays_update' : 'ALTER TABLE release_cell DISABLE TRIGGER ALL';
      await app.database.write(async (tx) => {
        await tx.run(sql`${raw(drop)}`);
        await tx.run(
          sql`UPDATE release_cell SET noisy = noisy + 1 WHERE release_id = ${release.id} AND cube = 'agency' AND place = 1`,
        );
      });
      const { data, errors } = await reads(ADMINISTRATOR, 'agency');
      expect([data, errors?.[0]?.extensions.code]).toEqual([null, 'SEAL_BROKEN']);
      expect((await reads(ADMINISTRATOR, 'total')).errors).toBeUndefined();
      const csv = await app.as(ADMINISTRATOR)('query ($id: ID!) { statisticsCsv(releaseId: $id, cube: "agency") }', {
        id: release.id,
      });
      expect(csv.errors?.[0]?.extensions.code).toBe('SEAL_BROKEN');
    });
  });
});
