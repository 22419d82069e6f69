import { connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import request from 'supertest';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';

const HERS = 'x01705550101';
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const CODES: Record<number, string> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' };

interface Raw {
  status: number;
  headers: Record<string, string>;
  text: string;
}

describe.each(DATABASES)('every answer, on %s', (kind) => {
  let app: TestApp;
  let port: number;
  beforeAll(async () => {
    app = await TestApp.start(kind, { PUBLIC_ORIGIN: 'https://alongside.example' });
    await app.nest.listen(0, '127.0.0.1');
    port = (app.nest.getHttpServer().address() as AddressInfo).port;
  });
  afterAll(() => app.close());

  /** As it comes over the wire: a client library would not send what is broken. */
  async function raw(text: string): Promise<Raw> {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    socket.setEncoding('latin1').on('data', (part: string) => (got += part));
    socket.on('error', () => undefined);
    socket.write(text, 'latin1');
    socket.end();
    await once(socket, 'close');
    const [head = '', body = ''] = got.split('\r\n\r\n');
    const [line = '', ...lines] = head.split('\r\n');
    const headers = Object.fromEntries(
      lines.map((each) => [each.slice(0, each.indexOf(':')).toLowerCase(), each.slice(each.indexOf(':') + 2)]),
    );
    return { status: Number(line.split(' ')[1]), headers, text: body };
  }
  const get = (path: string, more = '') =>
    raw(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${more}\r\n`);
  const post = (type: string, body: string, more = '') =>
    raw(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n${more}\r\n${body}`,
    );
  const JSON_TYPE = 'application/json';

  const ANSWERS: [string, () => Promise<Raw>, number][] = [
    ['an operation', () => post(JSON_TYPE, '{"query":"{ me { id } }"}'), 200],
    ['a document that is none', () => post(JSON_TYPE, `{"query":"{ ${HERS}"}`), 400],
    ['a field that is none', () => post(JSON_TYPE, `{"query":"{ ${HERS} }"}`), 400],
    [
      'a literal that does not fit',
      () => post(JSON_TYPE, `{"query":"{ areas(text: \\"a\\", first: \\"${HERS}\\") { id } }"}`),
      400,
    ],
    [
      'an operation that is not in the document',
      () => post(JSON_TYPE, `{"query":"{ me { id } }","operationName":"${HERS}"}`),
      400,
    ],
    ['a form of a query by GET', () => get(`/graphql?query=%7Bme%7Bid%7D%7D&${HERS}=1`), 400],
    // The pages have a policy of their own: the-pages-are-served.e2e-spec.ts.
    ['the page for who has left', () => get('/away'), 200],
    ['health', () => get('/health/live'), 200],
    ['an unknown address', () => get(`/${HERS}?${HERS}=${HERS}`), 404],
    [
      'an unknown method',
      () => raw(`DELETE /graphql/${HERS} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      404,
    ],
    ['a method that nobody has', () => raw(`${HERS} / HTTP/1.1\r\nhost: localhost\r\n\r\n`), 400],
    [
      'a method that the address has not',
      () => raw(`PUT /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      404,
    ],
    [
      'everything about the server',
      () => raw(`OPTIONS * HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`),
      404,
    ],
    ['TRACE', () => raw(`TRACE / HTTP/1.1\r\nhost: localhost\r\nx-note: ${HERS}\r\nconnection: close\r\n\r\n`), 404],
    ['an address that cannot be decoded', () => get(`/%${HERS}`), 400],
    ['half an address', () => get(`/%E0%A4%A${HERS}`), 400],
    ['another form of address', () => get(`http://localhost/${HERS}`), 404],
    ['an address out of the folder', () => get(`/../../etc/passwd${HERS}`), 404],
    ['broken JSON', () => post(JSON_TYPE, `{"query": "${HERS}`), 400],
    [
      'JSON that would change every object',
      () => post(JSON_TYPE, `{"__proto__": {"${HERS}": 1}, "query": "{ me { id } }"}`),
      400,
    ],
    ['JSON that is no object', () => post(JSON_TYPE, `"${HERS}"`), 400],
    ['nothing', () => post(JSON_TYPE, ''), 400],
    ['text', () => post('text/plain', `{"query":"{ me { ${HERS} } }"}`), 415],
    ['a form', () => post('application/x-www-form-urlencoded', `query=${HERS}`), 415],
    ['parts', () => post(`multipart/form-data; boundary=${HERS}`, `--${HERS}--`), 415],
    ['a type that begins like JSON', () => post(`application/json-${HERS}`, '{}'), 415],
    ['a type that nobody has', () => post(HERS, '{}'), 415],
    ['too large a body', () => post(JSON_TYPE, `{"query":"${HERS}${'x'.repeat(70_000)}"}`), 413],
    ['too large headers', () => get('/', `x-note: ${HERS}${'x'.repeat(20_000)}\r\n`), 431],
    ['a header that is none', () => get('/', `x note: ${HERS}\r\n`), 400],
    [
      'two lengths',
      () => raw(`POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\n${HERS}`),
      400,
    ],
    [
      'a length and chunks',
      () =>
        raw(
          `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${HERS}`,
        ),
      400,
    ],
    ['a chunk that is none', () => post(JSON_TYPE, '', `transfer-encoding: chunked\r\n`), 400],
    ['no HTTP at all', () => raw(`\x16\x03\x01 ${HERS}\r\n\r\n`), 400],
    ['no name of a host', () => raw(`GET / HTTP/1.1\r\nconnection: close\r\nx-note: ${HERS}\r\n\r\n`), 421],
    ['an older client', () => raw(`GET /${HERS} HTTP/1.0\r\n\r\n`), 421],
    ['another site', () => get('/health/live', `origin: https://${HERS}.example\r\n`), 403],
    ['another name', () => raw(`GET / HTTP/1.1\r\nhost: ${HERS}.example\r\nconnection: close\r\n\r\n`), 421],
  ];

  it.each(ANSWERS)('has its headers and repeats nothing: %s', async (_what, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(HEADERS);
    expect(Object.keys(answer.headers).filter((name) => /powered|^server$|^via$/.test(name))).toEqual([]);
    expect(`${JSON.stringify(answer.headers)}${answer.text}`).not.toMatch(
      new RegExp(`${HERS}|node_modules|\\.ts|\\.js:|FST_`),
    );
    if (status >= 400) {
      const { errors } = JSON.parse(answer.text) as { errors: { message: string; extensions: { code: string } }[] };
      expect(errors[0]!.message.length).toBeGreaterThan(10);
      expect(errors[0]!.extensions.code).toMatch(
        new RegExp(CODES[status] ?? '^(BAD_REQUEST|GRAPHQL_|OPERATION_RESOLUTION_)'),
      );
    }
  });

  it('comes after all that as before', async () => {
    const response = await request(app.nest.getHttpServer()).get('/health/ready');
    expect(response.body).toEqual({ status: 'ok' });
  });
});

describe('without TLS', () => {
  it('nobody is told to insist on it', async () => {
    const app = await TestApp.start('sqlite');
    const response = await request(app.nest.getHttpServer()).get('/health/live');
    expect(response.headers['strict-transport-security']).toBeUndefined();
    expect(response.headers['x-content-type-options']).toBe('nosniff');
    await app.close();
  });
});
