import { readdirSync, readFileSync } from 'node:fs';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import request from 'supertest';
import {
  checkRegisteredDocuments,
  readRegisteredDocuments,
} from '../../src/platform/graphql/documents/registered-documents.js';
import { TestApp } from '../support/app.js';

/** Of the pages themselves there is one kind, whatever the database. */
describe('the pages', () => {
  let app: TestApp;
  const http = () => request(app.nest.getHttpServer());
  beforeAll(async () => {
    app = await TestApp.start('sqlite', { NODE_ENV: 'production', PUBLIC_ORIGIN: 'https://a.example' });
  });
  afterAll(() => app.close());
  const asset = (ending: string) => {
    const name = readdirSync('web/dist/site/assets').find((each) => each.startsWith('index-') && each.endsWith(ending));
    return `/assets/${name ?? ''}`;
  };

  it.each(['/', '/find', '/inbox', '/join', '/woman/anything'])(
    '%s is the shell, which is never kept',
    async (path) => {
      const { status, text, headers } = await http().get(path);
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(text).toContain('<title>Welcome</title>');
      expect(text).not.toMatch(/<style|<script(?![^>]+src=)|\son\w+=|https?:/);
      expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
      expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
      expect(headers['referrer-policy']).toBe('no-referrer');
    },
  );

  it.each(['.js', '.css'])('a %s file is kept for good, and comes compressed', async (ending) => {
    for (const [asked, encoding] of [
      ['br', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const { status, headers } = await http().get(asset(ending)).set('accept-encoding', asked);
      expect([status, headers['content-encoding']]).toEqual([200, encoding]);
      expect(headers['cache-control']).toBe('public,max-age=31536000,immutable');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  it.each([
    '/assets/',
    '/assets',
    '/assets/none.js',
    '/assets/../operations.json',
    '/assets/%2e%2e/%2e%2e/operations.json',
    '/operations.json',
    '/index.html',
    '/nowhere',
    '/src/main.tsx',
  ])('%s is not there', async (path) => {
    expect((await http().get(path)).status).toBeGreaterThanOrEqual(400);
  });

  it('ask what is registered, by its hash, where nothing else is executed', async () => {
    const list = readFileSync('web/dist/operations.json', 'utf8');
    const [hash] = Object.entries(JSON.parse(list) as Record<string, string>).find(([, text]) =>
      text.startsWith('query Me'),
    )!;
    const asked = await http()
      .post('/graphql')
      .send({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    expect(asked.body).toEqual({ data: { me: null } });
    const other = await http().post('/graphql').send({ query: '{ me { id } }' });
    expect(other.status).toBe(403);
  });

  it('ask for nothing that could not be registered', () => {
    const { schema } = app.nest.get(GraphQLSchemaHost);
    const registered = readRegisteredDocuments(null);
    const ofThePages = [...registered.values()].filter(({ source }) => source.endsWith('web/dist/operations.json'));
    expect(ofThePages.length).toBeGreaterThan(100);
    expect(() => checkRegisteredDocuments(registered.values(), schema)).not.toThrow();
  });

  it('give a session as a cookie, whose token no script is told, and end it when she leaves', async () => {
    const document = 'mutation SignIn';
    const list = readFileSync('web/dist/operations.json', 'utf8');
    const [hash] = Object.entries(JSON.parse(list) as Record<string, string>).find(([, text]) =>
      text.startsWith(document),
    )!;
    const input = { email: 'caseworker@riverside.example', password: 'a long enough password', cookie: true };
    const signedIn = await http()
      .post('/graphql')
      .send({ variables: { input }, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
    const [cookie = ''] = signedIn.headers['set-cookie'] as unknown as string[];
    expect(cookie).toMatch(/^__Host-alongside=[\w-]{43}; .*HttpOnly.*Secure.*SameSite=Strict/);
    const token = /=([\w-]{43})/.exec(cookie)![1]!;
    expect(JSON.stringify(signedIn.body)).not.toContain(token);
    const mine = { cookie: `__Host-alongside=${token}`, origin: 'https://a.example', 'sec-fetch-site': 'same-origin' };
    const elsewhere = await http()
      .post('/leave')
      .set({ ...mine, origin: 'https://b.example', 'sec-fetch-site': 'cross-site' });
    expect(elsewhere.status).toBe(403);
    expect(
      (
        await http()
          .get('/changes')
          .set({ ...mine, 'sec-fetch-site': 'cross-site' })
      ).status,
    ).toBe(403);
    const left = await http().post('/leave').set(mine);
    expect([left.status, left.headers['clear-site-data']]).toEqual([204, '"cache", "storage"']);
    expect(left.headers['set-cookie']?.[0]).toMatch(/^__Host-alongside=;.*Max-Age=0/);
    expect((await http().get('/changes').set(mine)).status).toBe(401);
    expect((await http().post('/leave').set(mine)).status).toBe(204);
  });

  it('lead elsewhere to a page that says nothing; only our own takes the cookie away', async () => {
    const ours = await http().get('/away').set('sec-fetch-site', 'same-origin');
    expect(ours.headers['clear-site-data']).toBe('"cache", "cookies", "storage"');
    expect(ours.text).not.toMatch(/alongside|sign|script/i);
    const linked = await http().get('/away').set({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' });
    expect(linked.headers['clear-site-data']).toBe('"cache"');
  });
});
