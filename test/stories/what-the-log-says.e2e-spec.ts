import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pino } from 'pino';
import request from 'supertest';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER } from '../support/journey.js';
import { KeptLog } from '../support/keep-log.js';

const HERS = 'she is called on 0170 5550101';
const FAKE = '{"level":30,"msg":"faked"}';
const BREAKS = `a\r\n${FAKE}\u2028${FAKE}\u0085\u001b[2K${FAKE}`;

describe.each(DATABASES)('the log, on %s', (kind) => {
  let app: TestApp;
  const log = new KeptLog();
  beforeAll(async () => {
    app = await TestApp.start(kind, { TRUST_PROXY: 'loopback' }, log);
    await app.token(CASEWORKER);
  });
  afterAll(() => app.close());
  beforeEach(() => log.lines.splice(0));
  const http = () => request(app.nest.getHttpServer());
  const ALLOWED = new Set(['route', 'operation', 'operationHash', 'status', 'millis', 'errorId', 'error']);

  it('says of an operation its name, its hash, and how long it took; never a variable, a token or an address', async () => {
    const query = 'query Search($text: String!) { areas(text: $text) { name } }';
    const token = await app.token(CASEWORKER);
    await http()
      .post('/graphql')
      .set('authorization', `Bearer ${token}`)
      .set('x-forwarded-for', '203.0.113.9')
      .send({ query, variables: { text: HERS } });
    expect(log.lines).toEqual([
      {
        message: 'answered',
        fields: {
          route: '/graphql',
          operation: 'Search',
          operationHash: createHash('sha256').update(query).digest('hex'),
          status: 200,
          millis: expect.any(Number),
        },
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toMatch(new RegExp(`0170|${token}|203\\.0\\.113\\.9`));
  });

  it('says of a refused document its hash and nothing that stands in it', async () => {
    const query = `query x01705550101 { ${'me { id } '.repeat(50)} }`;
    await http().post('/graphql').send({ query });
    const operationHash = createHash('sha256').update(query).digest('hex');
    expect(log.lines.map(({ fields }) => fields)).toEqual([
      { route: '/graphql', operation: undefined, operationHash, status: 400, millis: expect.any(Number) },
    ]);
    await http()
      .post('/graphql')
      .send({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x01705550101' } } });
    expect(JSON.stringify(log.lines)).not.toContain('0170');
  });

  it('says of another address what we call it, and of an unknown one nothing', async () => {
    await http().get('/health/live?note=0170');
    await http().get('/x01705550101?note=0170');
    expect(log.lines.map(({ fields }) => [fields.route, fields.status])).toEqual([
      ['/health/live', 200],
      [undefined, 404],
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('0170');
  });

  it('has a line for each answer, whatever came, and nothing of it but names that fit a document', async () => {
    const sent: [string, object | string, Record<string, string>?][] = [
      ['/graphql', { query: `query A { me { id } }`, operationName: BREAKS }],
      ['/graphql', { query: `query ${BREAKS} { me { id } }` }],
      ['/graphql', { query: '{ me { id } }', variables: { [BREAKS]: BREAKS }, extensions: { note: BREAKS } }],
      ['/graphql', { query: `{ areas(text: ${JSON.stringify(BREAKS)}) { name } }` }],
      ['/graphql', `{"query": "${FAKE}`],
      ['/graphql', { query: `query ${'x'.repeat(5000)} { me { id } }` }],
      [
        '/graphql',
        { query: '{ me { id } }' },
        { 'x-forwarded-for': FAKE, 'user-agent': FAKE, authorization: `Bearer ${FAKE}` },
      ],
      [`/${encodeURIComponent(BREAKS)}`, {}],
    ];
    for (const [path, body, headers = {}] of sent) await http().post(path).set(headers).type('json').send(body);
    expect(log.lines.filter(({ message }) => message === 'answered')).toHaveLength(sent.length);
    for (const { fields, message } of log.lines) {
      expect(Object.keys(fields).filter((name) => !ALLOWED.has(name))).toEqual([]);
      expect(fields.operation ?? 'None').toMatch(/^\w{1,80}$/);
      expect(JSON.stringify({ fields, message })).not.toContain('faked');
    }
  });

  it('keeps a line break in a value within its line', () => {
    const written: string[] = [];
    const stream = new PassThrough().on('data', (part: Buffer) => written.push(part.toString()));
    pino({ base: null }, stream).info({ operation: BREAKS }, BREAKS);
    const lines = written.join('').trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect((JSON.parse(lines[0] ?? '') as { operation: string }).operation).toBe(BREAKS);
  });
});
