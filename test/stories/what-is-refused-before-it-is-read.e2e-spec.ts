import request, { type Test } from 'supertest';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER } from '../support/journey.js';

const HERS = 'she is called on 0170 5550101';

describe.each(DATABASES)('what is refused before it is read, on %s', (kind) => {
  let app: TestApp;
  let token: string;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    token = await app.token(CASEWORKER);
  });
  afterAll(() => app.close());

  const http = () => request(app.nest.getHttpServer());
  const signedIn = (call: Test) => call.set('authorization', `Bearer ${token}`);
  const post = (body: string | object) => signedIn(http().post('/graphql')).send(body);
  const codes = (response: { body: { errors?: { extensions: { code: string } }[] } }) =>
    response.body.errors?.map(({ extensions }) => extensions.code);

  it('reads by GET only where no foreign page could have asked, and never changes anything by GET', async () => {
    const asked = (query: string) => signedIn(http().get('/graphql').query({ query }));
    expect((await asked('{ me { email } }')).status).toBe(400);
    expect((await asked('mutation { signOut }')).status).toBe(400);
    const preflighted = await asked('{ me { email } }').set('apollo-require-preflight', 'yes');
    expect(preflighted.body).toEqual({ data: { me: { email: CASEWORKER } } });
    const changed = await asked('mutation { signOut }').set('apollo-require-preflight', 'yes');
    expect(changed.status).toBe(405);
    expect(changed.body.data).toBeUndefined();
    expect((await post({ query: '{ me { email } }' })).body.data.me.email).toBe(CASEWORKER);
  });

  it('refuses what a page of somebody else’s could send without asking first', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await signedIn(http().post('/graphql'))
        .set('content-type', type)
        .send('{"query":"mutation { signOut }"}');
      expect([type, [400, 415].includes(response.status)]).toEqual([type, true]);
      expect(response.body.data).toBeUndefined();
    }
    expect((await post({ query: '{ me { email } }' })).body.data.me.email).toBe(CASEWORKER);
  });

  it('takes one operation at a time', async () => {
    const response = await post([{ query: '{ me { email } }' }, { query: '{ me { email } }' }]);
    expect(response.status).toBe(400);
    expect(codes(response)).toEqual(['BAD_REQUEST']);
    expect(response.text).not.toContain(CASEWORKER);
  });

  it('takes no more than 64 kilobytes', async () => {
    const query = '{ me { email } }';
    const padded = (bytes: number) => {
      const body = JSON.stringify({ query, variables: { padding: '' } });
      return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
    };
    const sent = (body: string) => signedIn(http().post('/graphql')).set('content-type', 'application/json').send(body);
    expect((await sent(padded(64 * 1024))).body).toEqual({ data: { me: { email: CASEWORKER } } });
    const larger = await sent(padded(64 * 1024 + 1));
    expect(larger.status).toBe(413);
    expect(larger.text).not.toContain('xxx');
  });

  it('says of broken JSON that it is, and not what was in it', async () => {
    for (const body of [`{"query": "{ me { email } }", "variables": {"note": "${HERS}`, HERS, `"${HERS}"`, '']) {
      const response = await signedIn(http().post('/graphql')).set('content-type', 'application/json').send(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(response.text).not.toContain('0170');
    }
  });

  it('says of a document that is none, where it is none', async () => {
    for (const query of ['{ me {', 'not graphql', '{ me { email } } }', '']) {
      const response = await post({ query });
      expect([query, response.status]).toEqual([query, 400]);
      if (query) expect(codes(response)).toEqual(['GRAPHQL_PARSE_FAILED']);
      expect(response.body.data).toBeUndefined();
      expect(response.text).not.toMatch(/stack|node_modules|\/src\//);
    }
  });

  it('refuses a document of more than 4000 words as what it is: too long, and not our fault', async () => {
    const fields = (count: number) => post({ query: `{ me { ${'id '.repeat(count)} } }` });
    expect(codes(await fields(3900))).not.toEqual(['GRAPHQL_PARSE_FAILED']);
    const longer = await fields(4001);
    expect(longer.status).toBe(400);
    expect(codes(longer)).toEqual(['GRAPHQL_PARSE_FAILED']);
    // One of a thousand braces deep is refused by the same count, and not by a stack that ran over.
    const deeper = await post({ query: '{ me '.repeat(4000) });
    expect([deeper.status, codes(deeper)]).toEqual([400, ['GRAPHQL_PARSE_FAILED']]);
  });

  it('says of a field that is none, that there is none', async () => {
    const response = await post({ query: '{ me { nothing } }' });
    expect(response.status).toBe(400);
    expect(codes(response)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('never repeats a variable: it says where it does not fit', async () => {
    const open = (variables: object) =>
      post({
        query: `mutation ($input: OpenClientInput!) { openClient(input: $input) { __typename } }`,
        variables,
      });
    const input = {
      childrenAges: [3, HERS],
      medicineRunsOutOn: HERS,
      safeContact: { details: HERS },
      ageBand: HERS,
      [HERS]: 1,
    };
    const response = await open({ input });
    expect(response.status).toBe(400);
    expect(response.text).not.toContain('0170');
    const { errors } = response.body as {
      errors: { message: string; extensions: { code: string; problems: { path: string; message: string }[] } }[];
    };
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    const problems = errors.flatMap(({ extensions }) => extensions.problems);
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'ageBand',
      'childrenAges.1',
      'input',
      'medicineRunsOutOn',
      'safeContact.channel',
    ]);
    expect(problems.every(({ message }) => message.length > 10)).toBe(true);
    const nothing = await open({});
    expect(nothing.body.errors[0].extensions.problems).toEqual([
      { path: 'input', message: 'This is needed: give it.' },
    ]);
  });

  it('answers an id that no database could hold like any that is unknown', async () => {
    for (const id of ['', ' ', 'x'.repeat(5000), '\ud800', `'; DROP TABLE client; --`, '🌙']) {
      const response = await post({
        query: `query ($id: ID!) { client(id: $id) { id } referral(id: $id) { id } listing(id: $id) { id } }`,
        variables: { id },
      });
      expect([id, response.body]).toEqual([id, { data: { client: null, referral: null, listing: null } }]);
    }
  });

  it('refuses the one character that not every database can keep, wherever it comes', async () => {
    const asked = (id: string) => post({ query: `query ($id: ID!) { client(id: $id) { id } }`, variables: { id } });
    const written = (id: string) => post({ query: `{ client(id: "${id}") { id } }` });
    for (const response of [
      await asked('\0'),
      await asked('a\0b'),
      await written('\\u0000'),
      await written('\\u{0}'),
    ]) {
      expect(response.status).toBe(400);
      expect(codes(response)).toEqual(['BAD_USER_INPUT']);
    }
  });

  it('answers nothing else at other addresses, and says nothing of itself there', async () => {
    const response = await http().get('/nothing-here');
    expect(response.status).toBe(404);
    expect(response.text).not.toMatch(/stack|node_modules/);
    expect((await http().get('/health/live')).body).toEqual({ status: 'ok' });
    expect((await http().get('/health/ready')).body).toEqual({ status: 'ok' });
  });

  it('answers a request after all this as before', async () => {
    expect((await post({ query: '{ me { email } }' })).body).toEqual({ data: { me: { email: CASEWORKER } } });
  });
});
