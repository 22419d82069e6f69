import request from 'supertest';
import sql from 'sql-template-tag';
import { LIMITS } from '../../src/platform/graphql/index.js';
import { TestApp, type Answer, type Ask } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER } from '../support/journey.js';

const numbered = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n)).join(' ');
const times = (count: number, what: string) => numbered(count, () => what);

const WITHIN = 'listings(first: 1) { edges { node { organization {';
const FOURTEEN = `id email displayName active roles secondFactor ${numbered(8, (n) => `a${n}: id`)}`;
/** A document with so many of each. */
const CONTROLS: [string, number, (count: number) => string][] = [
  ['aliases', LIMITS.aliases, (count) => `{ me { ${numbered(count, (n) => `a${n}: email`)} } }`],
  ['operations', LIMITS.rootFields, (count) => `{ ${times(count, '... { me { id } }')} }`],
  [
    'fields within fields',
    LIMITS.depth,
    (count) =>
      `{ me { organization { ${times(3, WITHIN)} ${count > 15 ? 'listings(first: 1) { totalCount }' : 'id'} ${'}'.repeat(15)}`,
  ],
  [
    'directives at one place',
    LIMITS.directivesAtOnePlace,
    (count) =>
      `{ me { id ${['@include(if: true)', '@skip(if: false)', '@skip(if: false)'].slice(0, count).join(' ')} } }`,
  ],
  ['directives', LIMITS.directives, (count) => `{ me { id ${times(count, '... @skip(if: true) { id }')} } }`],
  ['repeated fields', LIMITS.repeats, (count) => `{ me { id ${times(count, 'id')} } }`],
  [
    'uses of fragments',
    LIMITS.spreads,
    (count) => `{ me { ${times(count, '...A')} } } fragment A on StaffMember { id }`,
  ],
  [
    'fields',
    LIMITS.fields,
    (count) =>
      `{ me { ${times(50, '...A')} ${times(count - 701, '... { id }')} } } fragment A on StaffMember { ${FOURTEEN} }`,
  ],
];

describe.each(DATABASES)('too much at once, on %s', (kind) => {
  let app: TestApp;
  let ask: Ask;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    ask = app.as(CASEWORKER);
    await ask('{ me { id } }');
  });
  afterAll(() => app.close());
  const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code) ?? [];

  it.each(CONTROLS)('is taken at its limit, and refused beyond it: %s', async (_what, most, of) => {
    expect(codes(await ask(of(most)))).toEqual([]);
    const refused = await ask(of(most + 1));
    expect(codes(refused)).toEqual(['TOO_COMPLEX']);
    expect(refused.data).toBeUndefined();
    expect(refused.errors?.[0]?.message).toMatch(/^This asks for too much at once: /);
  });

  it('is refused: pages within pages', async () => {
    const nested = (first: number) =>
      `{ referrals(inbox: ALL, first: ${first}) { edges { node { client { referrals(first: ${first}) { edges { node { id code } } } } } } } }`;
    expect(codes(await ask(nested(20)))).toEqual([]);
    expect(codes(await ask(nested(100)))).toEqual(['TOO_COMPLEX']);
  });

  it('is refused: many operations that look at everything', async () => {
    const searches = (count: number) =>
      `{ ${numbered(count, (n) => `s${n}: findListings(where: {}) { matches { totalCount } }`)} }`;
    expect(codes(await ask(searches(4)))).toEqual([]);
    expect(codes(await ask(searches(5)))).toEqual(['TOO_COMPLEX']);
    const chains = '{ a: verifyAuditTrail { intact } b: verifyAuditTrail { intact } }';
    expect(codes(await app.as('manager@riverside.example')(chains))).toEqual(['TOO_COMPLEX']);
  });

  it('is refused: lists that no input has, in a variable and in the document, and values within values', async () => {
    const search = 'query ($where: FindListingsInput!) { findListings(where: $where) { matches { totalCount } } }';
    const services = (count: number) => Array.from({ length: count }, () => 'shelter');
    // An input says at its path what it takes; only beyond that nothing is looked at any more.
    const taken = await ask(search, { where: { services: services(LIMITS.list) } });
    expect(taken.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'services' }] });
    expect(codes(await ask(search, { where: { services: services(LIMITS.list + 1) } }))).toEqual(['TOO_COMPLEX']);
    const written = JSON.stringify(services(LIMITS.list + 1));
    expect(codes(await ask(`{ findListings(where: { services: ${written} }) { matches { totalCount } } }`))).toEqual([
      'TOO_COMPLEX',
    ]);
    const deep = `{"query": "{ me { id } }", "variables": {"a": ${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    const sent = await request(app.nest.getHttpServer()).post('/graphql').type('json').send(deep);
    expect([sent.status, codes(sent.body as Answer)]).toEqual([400, ['TOO_COMPLEX']]);
  });

  it('is refused before it is read: five documents of 30,000 aliases, for which a server without limits stands still', async () => {
    const query = `{ ${numbered(30_000, (n) => `a${n}: __typename`)} }`;
    const send = () => request(app.nest.getHttpServer()).post('/graphql').send({ query });
    const answers = await Promise.all([send(), send(), send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([413, 413, 413, 413, 413]);
    expect(answers[0].text).not.toContain('a29999');
  });

  it('is refused however it is put together: fragments in fragments', async () => {
    const chain = numbered(45, (n) => `fragment F${n} on StaffMember { ...F${n + 1} ...F${n + 1} }`);
    expect(codes(await ask(`{ me { ...F0 } } ${chain} fragment F45 on StaffMember { id }`))).toEqual(['TOO_COMPLEX']);
    const circle = '{ me { ...A } } fragment A on StaffMember { ...B } fragment B on StaffMember { ...A }';
    expect(new Set(codes(await ask(circle)))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('does not keep the next one waiting', async () => {
    expect((await ask('{ me { email } }')).data).toEqual({ me: { email: CASEWORKER } });
  });
});

describe.each(DATABASES)('an operation that takes too long, on %s', (kind) => {
  let app: TestApp;
  let ask: Ask;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    ask = app.as(CASEWORKER);
    await ask('{ me { id } }');
  });
  afterAll(() => app.close());

  const clients = async () => {
    const row = await app.database.one<{ count: number }>(sql`SELECT COUNT(*) AS count FROM client`);
    return Number(row?.count);
  };
  const open = (key: string) =>
    ask('mutation ($key: String) { openClient(input: { key: $key }) { __typename ... on Client { id } } }', { key });
  const moment = () => new Promise((resolve) => setTimeout(resolve, 200));

  /** Holds every place in which a transaction could run, until it is let go. */
  function hold(): () => Promise<void> {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const places = Array.from({ length: 6 }, () => app.database.write(() => held));
    return async () => {
      letGo();
      await Promise.all(places);
    };
  }

  it('is answered at its deadline though what it waits for goes on, and nothing of it is done afterwards', async () => {
    const before = await clients();
    const letGo = hold();
    const asked = open('late');
    await moment();
    app.clock.pass({ minutes: 1 });
    const answer = await asked;
    expect(answer.errors).toEqual([
      { message: expect.stringMatching(/took too long and was stopped/), extensions: { code: 'TOO_COMPLEX' } },
    ]);
    await letGo();
    await moment();
    expect(await clients()).toBe(before);
    // With the same key it is done now, once.
    expect((await open('late')).data.openClient.__typename).toBe('Client');
    expect(await clients()).toBe(before + 1);
  });

  it('is not stopped before: one that waits and comes in time is done', async () => {
    const before = await clients();
    const letGo = hold();
    const asked = open('in time');
    await moment();
    await letGo();
    expect((await asked).data.openClient.__typename).toBe('Client');
    expect(await clients()).toBe(before + 1);
  });

  it('takes nothing from the next', async () => {
    app.clock.pass({ minutes: 1 });
    expect((await ask('{ me { email } }')).data.me.email).toBe(CASEWORKER);
  });
});
