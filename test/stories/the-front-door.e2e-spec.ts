import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';

describe.each(DATABASES)('the front door, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  it('knows nobody who is not signed in', async () => {
    const answer = await app.as(null)('{ me { email } }');
    expect(answer).toEqual({ data: { me: null } });
  });

  it('says who is signed in', async () => {
    const answer = await app.as('caseworker@riverside.example')('{ me { email roles organization { name } } }');
    expect(answer.data.me).toEqual({
      email: 'caseworker@riverside.example',
      roles: ['CASEWORKER'],
      organization: { name: 'Riverside Drop-in' },
    });
  });

  it('says the same of a wrong password and of an unknown address', async () => {
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { message } } }`;
    const wrong = await app.as(null)(signIn, {
      input: { email: 'caseworker@riverside.example', password: 'not it at all' },
    });
    const unknown = await app.as(null)(signIn, {
      input: { email: 'nobody@nowhere.example', password: 'not it at all' },
    });
    expect(wrong.data.signIn.__typename).toBe('SignInRefused');
    expect(unknown).toEqual(wrong);
  });

  it('lets nobody in who is not signed in, and nobody do what her role may not', async () => {
    const search = `{ findListings(where: {}) { matches { totalCount } } }`;
    expect((await app.as(null)(search)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const inbox = `{ referrals(inbox: ALL) { totalCount } }`;
    expect((await app.as('analyst@funder.example')(inbox)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('ends a session at once', async () => {
    const email = 'colleague@riverside.example';
    const ask = app.as(email);
    expect((await ask('mutation { signOut }')).data).toEqual({ signOut: true });
    expect((await ask('{ me { email } }')).data).toEqual({ me: null });
  });
});
