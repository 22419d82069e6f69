import request, { type Test } from 'supertest';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER } from '../support/journey.js';

const OURS = 'https://alongside.example';
const COOKIE = '__Host-alongside=whatever';

describe.each(DATABASES)('what comes from another site, on %s', (kind) => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await TestApp.start(kind, { PUBLIC_ORIGIN: OURS });
    token = await app.token(CASEWORKER);
  });
  afterAll(() => app.close());

  const http = () => request(app.nest.getHttpServer());
  const post = (headers: Record<string, string>, query = '{ me { email } }'): Test =>
    http().post('/graphql').set('authorization', `Bearer ${token}`).set(headers).send({ query });

  /** Each signed in as if the browser had added it by itself, each asking to end the session. */
  const PROBES: [string, () => Test][] = [
    ['a page elsewhere', () => post({ origin: 'https://evil.example' }, 'mutation { signOut }')],
    ['a page of no origin (a sandbox, a file)', () => post({ origin: 'null' }, 'mutation { signOut }')],
    ['our name without TLS', () => post({ origin: 'http://alongside.example' }, 'mutation { signOut }')],
    ['our name at another port', () => post({ origin: `${OURS}:8443` }, 'mutation { signOut }')],
    ['a name below ours', () => post({ origin: 'https://a.alongside.example' }, 'mutation { signOut }')],
    ['a name that begins with ours', () => post({ origin: `${OURS}.evil.example` }, 'mutation { signOut }')],
    ['two origins, ours first', () => post({ origin: `${OURS}, https://evil.example` }, 'mutation { signOut }')],
    ['another site, by Sec-Fetch-Site alone', () => post({ 'sec-fetch-site': 'cross-site' }, 'mutation { signOut }')],
    ['a neighbour under the same domain', () => post({ 'sec-fetch-site': 'same-site' }, 'mutation { signOut }')],
    [
      'another site that claims our origin',
      () => post({ origin: OURS, 'sec-fetch-site': 'cross-site' }, 'mutation { signOut }'),
    ],
    [
      'another site opened as a page',
      () => post({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, 'mutation { signOut }'),
    ],
    ['a cookie of which no browser says whence', () => post({ cookie: COOKIE }, 'mutation { signOut }')],
    [
      'a form as text',
      () =>
        http()
          .post('/graphql')
          .set({ origin: 'https://evil.example', cookie: COOKIE, 'content-type': 'text/plain' })
          .send('{"query":"mutation { signOut }"}'),
    ],
    [
      'a form, URL-encoded',
      () =>
        http()
          .post('/graphql')
          .set('origin', 'https://evil.example')
          .type('form')
          .send({ query: 'mutation { signOut }' }),
    ],
    [
      'a picture’s address',
      () =>
        http()
          .get('/graphql')
          .query({ query: '{ me { email } }' })
          .set({ cookie: COOKIE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }),
    ],
    [
      'a link to a query',
      () =>
        http()
          .get('/graphql')
          .query({ query: '{ me { email } }' })
          .set({ cookie: COOKIE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }),
    ],
    [
      'a read by GET with a preflight',
      () =>
        http()
          .get('/graphql')
          .query({ query: '{ me { email } }' })
          .set({ origin: 'https://evil.example', 'apollo-require-preflight': 'yes' }),
    ],
    [
      'a listener to changes',
      () => http().get('/changes').set({ cookie: COOKIE, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }),
    ],
    ['the state of the house', () => http().get('/health/ready').set({ origin: 'https://evil.example' })],
  ];

  it.each(PROBES)('is refused: %s', async (_who, probe) => {
    const response = await probe();
    expect([response.status, response.body]).toEqual([403, { errors: [OTHERS] }]);
    expect((await post({})).body.data.me.email).toBe(CASEWORKER);
  });
  const OTHERS = {
    message: 'Requests from other sites are not taken: open this one at its own address.',
    extensions: { code: 'FORBIDDEN' },
  };

  it('is not told that it may ask: no preflight is answered', async () => {
    const response = await http()
      .options('/graphql')
      .set({ origin: 'https://evil.example', 'access-control-request-method': 'POST' });
    expect(response.status).toBe(403);
    const allowed = Object.keys(response.headers).filter((name) => name.startsWith('access-control-'));
    expect(allowed).toEqual([]);
  });

  it('opens no socket', async () => {
    const response = await http().get('/graphql').set({ connection: 'upgrade', upgrade: 'websocket' });
    expect(response.status).toBe(400);
  });

  const OF_OURS: [string, Record<string, string>][] = [
    ['a program, which says nothing', {}],
    ['our page', { origin: OURS, 'sec-fetch-site': 'same-origin', cookie: COOKIE }],
    ['our page in a browser that says the origin only', { origin: OURS, cookie: COOKIE }],
    ['our page in a browser that says the site only', { 'sec-fetch-site': 'same-origin', cookie: COOKIE }],
  ];
  it.each(OF_OURS)('is not what %s asks', async (_who, headers) => {
    expect((await post(headers)).body.data.me.email).toBe(CASEWORKER);
  });

  it.each([
    ['opened by hand', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['from a link in a message', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['with an old cookie, in an old browser', { cookie: COOKIE }],
  ])('is no page %s', async (_how, headers) => {
    expect((await http().get('/').set(headers)).status).toBe(200);
  });

  it('is no page that another site takes for its own', async () => {
    const embedded = await http().get('/').set({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' });
    expect(embedded.status).toBe(403);
  });
});

describe.each(DATABASES)('a name that is not ours, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind, { PUBLIC_ORIGIN: OURS });
  });
  afterAll(() => app.close());
  const asked = (host: string) => request(app.nest.getHttpServer()).get('/health/live').set('host', host);

  it.each([
    'evil.example',
    'evil.example:4000',
    'alongside.example.evil.example',
    'a.alongside.example',
    '',
    '[',
    'a b',
    '%',
  ])('leads nowhere: %p', async (host) => {
    const response = await asked(host);
    expect([400, 421]).toContain(response.status);
    expect(response.text).not.toContain('evil');
  });

  it.each(['alongside.example', 'ALONGSIDE.example:443', 'localhost:4000', '127.0.0.1', '10.1.2.3:80', '[::1]:4000'])(
    'is not %p',
    async (host) => {
      expect((await asked(host)).status).toBe(200);
    },
  );
});

describe('behind a proxy', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start('sqlite', { PUBLIC_ORIGIN: OURS, TRUST_PROXY: 'loopback' });
  });
  afterAll(() => app.close());
  const post = (headers: Record<string, string>) =>
    request(app.nest.getHttpServer()).post('/graphql').set(headers).send({ query: '{ me { email } }' });

  it('may be asked by a name that only the proxy knows, and holds browsers to the public one', async () => {
    expect((await post({ host: 'upstream:4000' })).body).toEqual({ data: { me: null } });
    expect((await post({ host: 'upstream:4000', origin: 'http://upstream:4000' })).status).toBe(403);
  });

  it.each<Record<string, string>>([
    { 'x-forwarded-host': '[' },
    { 'x-forwarded-host': 'a b' },
    { 'x-forwarded-host': '' },
    { 'x-forwarded-proto': 'a b' },
    { 'x-forwarded-proto': '://' },
    { 'x-forwarded-for': 'no address, , 999.1.1.1' },
  ])('answers %p with no error of its own', async (headers) => {
    expect((await post(headers)).status).toBeLessThan(500);
  });
});
