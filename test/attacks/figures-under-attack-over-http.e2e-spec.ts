import sql, { type Sql } from 'sql-template-tag';
import { WomenCounter } from '../../src/insight/releases/count-women.js';
import { declarePlaces } from '../../src/insight/releases/declared-places.js';
import { readPeriod } from '../../src/insight/releases/period.js';
import { readReferrals } from '../../src/insight/releases/read-referrals.js';
import { declareCubes } from '../../src/insight/releases/workload.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { LONG, noteAttack } from '../support/figures/attack-table.js';
import { bytesOf, everythingAbout, fingerprint, type Question } from '../support/figures/everything-asked.js';
import { WomenInBulk, type Referred } from '../support/figures/women-in-bulk.js';

const ADMINISTRATOR = 'administrator@network.example';
const ROLES = [
  'caseworker@riverside.example',
  'manager@riverside.example',
  'agency@safehouse.example',
  ADMINISTRATOR,
  'analyst@funder.example',
];
const SEAL = `mutation ($period: String!) { sealRelease(period: $period) { __typename ... on Release { id cubes } } }`;
const STAT = `keys { dimension value } women {
  __typename ... on Shown { value low high } ... on BelowThreshold { lessThan } ... on NotPublished { reason } }`;
const WHERE = `query ($id: ID!, $cube: String!, $where: [DimensionChoice!]) {
  statistics(releaseId: $id, cube: $cube, where: $where) { ${STAT} } }`;
const WITHIN = { sentAt: '2025-11-12T10:00:00.000Z', status: 'COMPLETED', outcome: 'RECEIVED' };

describe.each(DATABASES)('sealed figures under attack over HTTP, on %s', (kind) => {
  let app: TestApp;
  let women: WomenInBulk;
  let release: { id: string; cubes: string[] };
  let questions: Question[];
  let first: string[];
  let turns = 0;
  const label = `sealed, over HTTP, ${kind}`;
  const referralOf = new Map<string, string>();

  beforeAll(async () => {
    app = await TestApp.start(kind);
    women = new WomenInBulk(app, 'under attack over HTTP');
    const others: Referred[] = Array.from({ length: 400 }, (_, index) => ({ woman: `other ${index}` }));
    await women.are(...others, ...others.map((each) => ({ ...each, sentAt: '2025-08-11T10:00:00.000Z' })));
    for (const woman of ['no longer counted', 'in error', 'ended otherwise', 'older', 'often', 'taken out'])
      referralOf.set(woman, (await women.are({ woman, ...WITHIN }))[0] ?? '');
    const before = (await app.as(ADMINISTRATOR)(SEAL, { period: '2025-Q3' })).data.sealRelease;
    release = (await app.as(ADMINISTRATOR)(SEAL, { period: '2025-Q4' })).data.sealRelease;
    questions = everythingAbout(release.id, before.id, release.cubes);
    first = [];
    for (const { query } of questions) first.push(await bytesOf(app, ADMINISTRATOR, query));
  }, 180_000);
  afterAll(() => app.close());

  /** The questions to which the answer is another one than at first; each is asked by the role whose turn it is. */
  async function differing(turn: (question: number) => string): Promise<string[]> {
    const found: string[] = [];
    for (const [index, { query, format }] of questions.entries())
      if ((await bytesOf(app, turn(index), query)) !== first[index]) found.push(`${format} by ${turn(index)}`);
    return found;
  }

  /** What a release that were made now would count: only this tells that a change was one that matters. */
  async function live(): Promise<string> {
    const period = readPeriod('2025-Q4', 'UTC')!;
    const counter = new WomenCounter(declareCubes('STANDARD', (await declarePlaces(app.database, period)).elsewhere));
    for await (const page of readReferrals(app.database, period, () => undefined))
      for (const referral of page) counter.add(referral);
    return fingerprint(JSON.stringify(counter.counts().map((counts) => [...counts])));
  }

  const change = (statement: Sql) => app.database.write((tx) => tx.run(statement));
  const of = (woman: string) => sql`id = ${referralOf.get(woman)}`;

  it('answer every question to everybody, and no two alike', () => {
    expect(first.filter((answer) => !answer.startsWith('{"data":') || answer.includes('"errors"'))).toEqual([]);
    expect(first.filter((answer) => /Shown/.test(answer)).length).toBeGreaterThanOrEqual(5);
    expect(new Set(first).size).toBe(first.length);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['one woman is added', () => women.are({ woman: 'added', ...WITHIN, services: ['ost', 'shelter'] })],
    [
      'one is referred 30 times more',
      () => women.are(...Array.from({ length: 30 }, () => ({ woman: 'often', ...WITHIN, services: ['hts'] }))),
    ],
    [
      'one no longer agrees to be counted',
      () =>
        change(
          sql`UPDATE client SET count_me = FALSE WHERE id = (SELECT client_id FROM referral WHERE ${of('no longer counted')})`,
        ),
    ],
    [
      'one was entered in error',
      () => change(sql`UPDATE referral SET status = 'ENTERED_IN_ERROR' WHERE ${of('in error')}`),
    ],
    [
      'with one it ended otherwise',
      () => change(sql`UPDATE referral SET outcome = 'NOT_RECEIVED' WHERE ${of('ended otherwise')}`),
    ],
    ['one was older', () => change(sql`UPDATE referral SET age_band = 'FROM_50' WHERE ${of('older')}`)],
    ['one is taken out', () => change(sql`DELETE FROM referral WHERE ${of('taken out')}`)],
  ])(
    'after %s, stay what they were to the last byte',
    async (_, happens) => {
      const before = await live();
      await happens();
      expect(await live()).not.toBe(before);
      const changes = (turns += 1);
      expect(await differing((question) => ROLES[(question + changes) % ROLES.length] ?? ADMINISTRATOR)).toEqual([]);
    },
    120_000,
  );
  it('are then, all changes together, the same for every role in every format, and after a restart', async () => {
    const found: string[] = [];
    for (const role of ROLES) found.push(...(await differing(() => role)));
    await app.restart();
    found.push(...(await differing(() => 'analyst@funder.example')));
    noteAttack(label, 'temporal', found.length / (questions.length * (ROLES.length + 1)));
    expect(found).toEqual([]);
  }, 120_000);

  it('are the same however often they are asked, by every role in every format', async () => {
    // Each document asks up to eight times: in the short form some 200 answers, in the long one some 6,000.
    const repeats = LONG ? 1000 : questions.length * ROLES.length;
    const asked = new Set<string>();
    let other = 0;
    for (let time = 0; time < repeats; time += 1) {
      const index = time % questions.length;
      // Moves on by one after each round of questions: over the rounds every role asks every one.
      const role = ROLES[(index + Math.floor(time / questions.length)) % ROLES.length] ?? ADMINISTRATOR;
      asked.add(`${questions[index]?.format} ${role}`);
      if ((await bytesOf(app, role, questions[index]?.query ?? '')) !== first[index]) other += 1;
    }
    expect(asked.size).toBe(new Set(questions.map(({ format }) => format)).size * ROLES.length);
    expect(noteAttack(label, 'repeats', other / repeats)).toBe(0);
  }, 3_600_000);

  describe('are not moved', () => {
    const cellsOf = async (cube: string, where?: object[], who = ROLES[0]): Promise<Answer['data'][]> =>
      (await app.as(who ?? '')(WHERE, { id: release.id, cube, where })).data.statistics;

    it('by a choice: what it leaves stands as in the whole table, cell by cell', async () => {
      const whole = await cellsOf('agency-age');
      const agencies = [...new Set(whole.map(({ keys }) => keys[0].value as string))];
      for (const agency of agencies)
        expect(await cellsOf('agency-age', [{ dimension: 'agency', values: [agency, agency] }])).toEqual(
          whole.filter(({ keys }) => keys[0].value === agency),
        );
      for (const cell of whole.slice(0, 12)) {
        const where = cell.keys.map(({ dimension, value }: Answer['data']) => ({ dimension, values: [value] }));
        expect(await cellsOf('agency-age', where)).toEqual([cell]);
      }
      // Of all values together, and of none: nothing is added up, nothing is left over.
      expect(await cellsOf('agency-age', [{ dimension: 'agency', values: agencies }])).toEqual(whole);
      expect(await cellsOf('agency-age', [{ dimension: 'agency', values: [] }])).toEqual([]);
    });

    it.each([
      ['a dimension of another table', { dimension: 'pregnancy', values: ['pregnant'] }],
      ['a dimension that is none', { dimension: 'woman', values: ['older'] }],
      ['a value that is none', { dimension: 'age', values: ['from-18-to-19'] }],
      ['what a query of the database would take', { dimension: 'age', values: ["unknown' OR '1'='1"] }],
      ['a pattern', { dimension: 'age', values: ['%'] }],
      ['two values in one', { dimension: 'age', values: ['under-18/unknown'] }],
    ])('by %s: it is said to be not declared', async (_, choice) => {
      const cells = await cellsOf('agency-age', [choice]);
      expect(cells.map(({ women: { __typename: type, reason } }) => [type, reason])).toEqual([
        ['NotPublished', 'NOT_DECLARED'],
      ]);
    });

    it.each([
      `statistics(releaseId: "ID", cube: "total", noise: false) { ${STAT} }`,
      `statistics(releaseId: "ID", cube: "total", seed: 1, rho: 100) { ${STAT} }`,
      `statistics(releaseId: "ID", cube: "total", where: [{ dimension: "age", values: ["unknown"], exact: true }]) { ${STAT} }`,
      `statistics(releaseId: "ID", cube: "total") { women { ... on Shown { value exact count noise } } }`,
      `statistics(releaseId: "ID", cube: "total") { women { ... on BelowThreshold { value } } }`,
      `statisticsCsv(releaseId: "ID", cube: "total", threshold: 0)`,
    ])('by arguments and fields that there are not: %s', async (field) => {
      for (const role of ROLES) {
        const { data, errors } = await app.as(role)(`{ ${field.replace('ID', release.id)} }`);
        expect([data, errors?.[0]?.extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
      }
    });

    it.each<Record<string, string>>([
      { 'accept-language': 'es' },
      { 'x-debug': '1', 'x-admin': 'true', 'x-role': 'ADMINISTRATOR' },
      { 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/debug' },
      { 'cache-control': 'no-cache', pragma: 'no-cache' },
      { 'apollo-require-preflight': 'true', 'x-apollo-tracing': '1', 'apollographql-client-name': 'debug' },
      { accept: 'application/graphql-response+json' },
      { prefer: 'exact', range: 'bytes=0-10', 'if-none-match': '*' },
    ])(
      'by headers: %j',
      async (headers) => {
        for (const [index, { query, format }] of questions.entries())
          if (format !== 'statistics' || index === 0 || LONG)
            expect([index, fingerprint(await bytesOf(app, ROLES[index % ROLES.length] ?? '', query, headers))]).toEqual(
              [index, fingerprint(first[index] ?? '')],
            );
      },
      120_000,
    );
  });
});
