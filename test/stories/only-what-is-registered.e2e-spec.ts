import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import request from 'supertest';
import { SettingsRefused } from '../../src/platform/config.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER } from '../support/journey.js';
import { PASSWORD } from '../support/network.js';

const registered = (name: string): string => readFileSync(`operations/${name}.graphql`, 'utf8');
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const byHash = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: hashOf(text) } });
const manyAliases = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `a${n}: __typename`).join(' ')} }`;
const REFUSED = {
  errors: [{ message: 'Only registered documents are executed here.', extensions: { code: 'FORBIDDEN' } }],
};

const folderWith = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'operations-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};

describe.each(DATABASES)('only registered documents are executed, on %s', (kind) => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    const folder = folderWith({
      'theirs.graphql': 'query Theirs { me { roles } }\n',
      'generated.json': JSON.stringify({ 'some-id': 'query Generated { me { displayName } }' }),
    });
    app = await TestApp.start(kind, { OPERATIONS: 'trusted', OPERATIONS_FOLDER: folder });
    const input = { email: CASEWORKER, password: PASSWORD };
    const { body } = await post({ query: registered('sign-in'), variables: { input } });
    token = body.data.signIn.token as string;
  });
  afterAll(() => app.close());

  const post = (body: object) => {
    const call = request(app.nest.getHttpServer()).post('/graphql');
    return (token ? call.set('authorization', `Bearer ${token}`) : call).send(body);
  };

  it('executes each registered document: by its text, by its text without the last line break, and by its hash', async () => {
    const text = registered('me');
    expect(text.endsWith('\n')).toBe(true);
    const bodies = [
      { query: text },
      { query: text.trim() },
      { query: text, operationName: 'Me' },
      { extensions: byHash(text) },
      { query: text, extensions: byHash(text) },
    ];
    for (const body of bodies) expect((await post(body)).body.data.me.email).toBe(CASEWORKER);
  });

  it('executes what the deployer registered: a document a file, or a list as code generators write it', async () => {
    expect((await post({ query: 'query Theirs { me { roles } }' })).body.data.me.roles).toEqual(['CASEWORKER']);
    const generated = 'query Generated { me { displayName } }';
    expect((await post({ extensions: byHash(generated) })).body.data.me.displayName).toBeTruthy();
  });

  it('refuses everything else in the same words, whatever it is', async () => {
    const unknown = [
      '{ me { email } }',
      `${registered('me')} `,
      registered('me').replace('Me', 'You'),
      'mutation { signOut }',
      '{ nothing }',
      '{ __typename }',
      '{ __schema { types { name } } }',
      'not graphql {{{',
      '"',
      '',
      '#'.repeat(60_000),
      manyAliases(3000),
    ];
    const bodies = [
      ...unknown.map((query) => ({ query })),
      { extensions: byHash('{ me { email } }') },
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'some-id' } } },
      { extensions: { persistedQuery: { version: 1, sha256Hash: '__proto__' } } },
      { extensions: { persistedQuery: null } },
      { query: '{ me { email } }', operationName: 'Me', extensions: byHash(registered('me')) },
      { operationName: 'Me' },
    ];
    for (const body of bodies) {
      const response = await post(body);
      expect([body, response.status, response.body]).toEqual([body, 403, REFUSED]);
    }
  });

  it('takes a page’s session by GET no further than by POST', async () => {
    const get = (query: object) =>
      request(app.nest.getHttpServer())
        .get('/graphql')
        .query(query)
        .set('authorization', `Bearer ${token}`)
        .set('apollo-require-preflight', 'yes');
    expect((await get({ query: registered('me') })).body.data.me.email).toBe(CASEWORKER);
    expect((await get({ query: '{ me { email } }' })).body).toEqual(REFUSED);
    const twice = await get({ query: [registered('me'), '{ me { email } }'] });
    expect(twice.status).toBe(400);
    expect(twice.body.data).toBeUndefined();
    const changed = await get({ query: registered('sign-out') });
    expect(changed.status).toBe(405);
    expect((await post({ query: registered('me') })).body.data.me.email).toBe(CASEWORKER);
  });

  it('registers nothing by being asked: the second time is as the first', async () => {
    const text = 'query Mine { me { email } }';
    for (let time = 0; time < 2; time++)
      expect((await post({ query: text, extensions: byHash(text) })).body).toEqual(REFUSED);
    expect((await post({ extensions: byHash(text) })).body).toEqual(REFUSED);
  });

  it('teaches nothing to a list of the schema’s own words', async () => {
    const types = Object.values(app.nest.get(GraphQLSchemaHost).schema.getTypeMap());
    const words = new Set(
      types.flatMap((type) => {
        const fields =
          isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()) : [];
        const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
        return [type.name, ...fields, ...values];
      }),
    );
    expect(words.size).toBeGreaterThan(500);
    await app.nest.listen(0, '127.0.0.1');
    const address = `${await app.nest.getUrl()}/graphql`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answers = new Set<string>();
    const forms = [
      (word: string) => `{ ${word} }`,
      (word: string) => `{ me { ${word} } }`,
      (word: string) => `mutation { ${word}(input: {}) { __typename } }`,
    ];
    for (const [n, word] of [...words, 'noWordOfTheSchema'].entries()) {
      const body = JSON.stringify({ query: forms[n % forms.length]?.(word) });
      const response = await fetch(address, { method: 'POST', headers, body });
      answers.add(`${response.status} ${response.headers.get('content-type')} ${await response.text()}`);
    }
    expect([...answers]).toEqual([`403 application/json; charset=utf-8 ${JSON.stringify(REFUSED)}\n`]);
  }, 120_000);

  it('holds variables to the limits all the same', async () => {
    const page = (first: number) =>
      post({ query: registered('find-listings'), variables: { where: { services: ['shelter'] }, first } });
    expect((await page(100)).body.errors).toBeUndefined();
    const many = Array.from({ length: 201 }, () => 'shelter');
    const { body } = await post({ query: registered('find-listings'), variables: { where: { services: many } } });
    expect(body.errors[0].extensions.code).toBe('TOO_COMPLEX');
  });
});

describe('the folder of registered documents', () => {
  const started = async (files: Record<string, string>): Promise<readonly string[]> => {
    try {
      const app = await TestApp.start(DATABASES[0] ?? 'sqlite', { OPERATIONS_FOLDER: folderWith(files) });
      await app.close();
      return [];
    } catch (error) {
      if (error instanceof SettingsRefused) return error.problems;
      throw error;
    }
  };

  it.each<[string, Record<string, string>, RegExp]>([
    ['a document that is none', { 'a.graphql': '{ me {' }, /a\.graphql: this document cannot be registered: Syntax/],
    ['a field that is none', { 'a.graphql': '{ mee { id } }' }, /a\.graphql: .*Cannot query field "mee"/],
    ['too much', { 'a.graphql': manyAliases(60) }, /a\.graphql: .*it asks for more than 40 aliases/],
    [
      'a question about the schema itself',
      { 'a.graphql': '{ __schema { types { name } } }' },
      /a\.graphql: .*introspection/,
    ],
    ['a list that is none', { 'a.json': '["{ me { id } }"]' }, /a\.json: a list of registered documents is JSON/],
    ['a list of no texts', { 'a.json': '{"id": 5}' }, /a\.json: a list of registered documents is JSON/],
    ['broken JSON', { 'a.json': '{' }, /a\.json: a list of registered documents is JSON/],
  ])('keeps the house from starting where it has %s, and says which file', async (_what, files, problem) => {
    const problems = await started(files);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('may have a document twice, and files of other kinds', async () => {
    expect(await started({ 'a.graphql': '{ me { id } }', 'b.graphql': '{ me { id } }', 'notes.md': '{' })).toEqual([]);
  });

  it('must be there', async () => {
    await expect(TestApp.start('sqlite', { OPERATIONS_FOLDER: '/nowhere/at/all' })).rejects.toThrow(/no such folder/);
  });

  it('has at least what a caseworker’s client needs', () => {
    const names = readdirSync('operations').map((name) => name.replace('.graphql', ''));
    expect(names).toEqual(expect.arrayContaining(['sign-in', 'me', 'find-listings', 'open-client', 'send-referral']));
  });
});
