import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { PASSWORD } from '../support/network.js';
import { codesOf, NEW_PASSWORD, Staff } from '../support/staff.js';

describe.each(DATABASES)('an administrator enrols a second factor, on %s', (kind) => {
  let app: TestApp;
  let staff: Staff;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    staff = new Staff(app);
  });
  afterAll(() => app.close());

  let people = 0;
  const administrator = async (roles = ['ADMINISTRATOR']) => {
    const email = `person-${(people += 1)}@network.example`;
    return { email, ...(await staff.hires(email, roles, app.network.organizations.network)) };
  };
  const typeOf = async (input: Parameters<Staff['signsIn']>[0]): Promise<string> =>
    (await staff.signsIn({ password: NEW_PASSWORD, ...input })).__typename;

  it.each([['ADMINISTRATOR'], ['MANAGER']])('%s: until then she may only enrol', async (role) => {
    const { email, token } = await administrator([role]);
    expect(await staff.signsIn({ email, password: NEW_PASSWORD })).toMatchObject({ mustEnrol: true });
    const ask = staff.with(token);
    for (const operation of [
      '{ staff { edges { node { id } } } }',
      '{ taxonomy { services { code } } }',
      '{ mySessions { id } }',
      '{ auditTrail { edges { node { id } } } }',
      'mutation { endOtherSessions }',
    ]) {
      const answer = await ask(operation);
      expect(codesOf(answer)).toEqual(['FORBIDDEN']);
      expect(answer.errors?.[0]?.extensions.problems).toMatchObject([{ path: 'enrolSecondFactor' }]);
    }
    expect((await ask('{ me { email secondFactor } }')).data.me).toEqual({ email, secondFactor: false });
    await staff.enrols(token);
    expect((await ask('{ me { email secondFactor } }')).data.me).toEqual({ email, secondFactor: true });
    expect((await ask('{ staff(first: 1) { edges { node { id } } } }')).data.staff.edges).toHaveLength(1);
  });

  it('she says her password again, and the first code puts it in force', async () => {
    const { email, token } = await administrator();
    const other = (await staff.signsIn({ email, password: NEW_PASSWORD })).token;
    const ask = staff.with(token);
    expect(await staff.begins(ask, { password: 'not it at all' })).toMatchObject({ __typename: 'CredentialRefused' });
    const { secret, uri } = await staff.begins(ask, { password: NEW_PASSWORD });
    expect(uri).toContain(`secret=${secret}`);
    expect(uri).toContain(encodeURIComponent(email));
    // Not in force yet.
    expect(await typeOf({ email })).toBe('Session');
    expect(await staff.confirms(ask, '000000')).toMatchObject({ __typename: 'CredentialRefused' });
    const done = await staff.confirms(ask, staff.code(secret));
    expect(done.recoveryCodes).toHaveLength(10);
    // Sessions that began without it are over; this one stays.
    expect((await staff.me(other)).data.me).toBeNull();
    expect((await staff.me(token)).data.me).toMatchObject({ email });
    expect(await typeOf({ email })).toBe('SecondFactorNeeded');
    expect(await typeOf({ email, password: 'not it at all' })).toBe('SignInRefused');
  });

  it('a secret that was shown longer than fifteen minutes ago is not confirmed any more', async () => {
    const { email, token } = await administrator();
    const { secret } = await staff.begins(staff.with(token), { password: NEW_PASSWORD });
    app.clock.pass({ minutes: 15 });
    const again = (await staff.signsIn({ email, password: NEW_PASSWORD })).token;
    expect(await staff.confirms(staff.with(again), staff.code(secret))).toMatchObject({
      __typename: 'CredentialRefused',
    });
  });

  it('a code opens once: neither it nor an earlier one is taken again', async () => {
    const { email, token } = await administrator();
    const { secret } = await staff.enrols(token);
    const [earlier, code] = [staff.code(secret, -30), staff.code(secret)];
    expect(await typeOf({ email, code })).toBe('Session');
    expect(await typeOf({ email, code })).toBe('SignInRefused');
    expect(await typeOf({ email, code: earlier })).toBe('SignInRefused');
    app.clock.pass({ minutes: 1 });
    expect(await typeOf({ email, code: staff.code(secret) })).toBe('Session');
  });

  it('the code that confirmed it is used up too', async () => {
    const { email, token } = await administrator();
    const { secret } = await staff.begins(staff.with(token), { password: NEW_PASSWORD });
    const code = staff.code(secret);
    await staff.confirms(staff.with(token), code);
    expect(await typeOf({ email, code })).toBe('SignInRefused');
  });

  it('of two with one code at once one gets in, also from two processes', async () => {
    const { email, token } = await administrator();
    const { secret } = await staff.enrols(token);
    // An embedded database has one process; there both doors are the same one's.
    const second = kind === 'postgres' ? await app.beside() : null;
    const doors = [staff, new Staff(app, second?.nest ?? null)];
    const code = staff.code(secret);
    const tries = [0, 1, 0, 1].map((door) => doors[door]!.signsIn({ email, password: NEW_PASSWORD, code }));
    const answers = (await Promise.all(tries)).map(({ __typename }) => __typename);
    await second?.close();
    expect(answers.sort()).toEqual(['Session', 'SignInRefused', 'SignInRefused', 'SignInRefused']);
  });

  it('a clock that is half a minute off does not matter, one that is off by more does', async () => {
    const { email, token } = await administrator();
    const { secret } = await staff.enrols(token);
    expect(await typeOf({ email, code: staff.code(secret, 90) })).toBe('SignInRefused');
    expect(await typeOf({ email, code: staff.code(secret, -90) })).toBe('SignInRefused');
    expect(await typeOf({ email, code: staff.code(secret, -30) })).toBe('Session');
    expect(await typeOf({ email, code: staff.code(secret, 30) })).toBe('Session');
  });

  it('when it is lost, each of ten codes opens once, however it is typed', async () => {
    const { email, token } = await administrator();
    const { recoveryCodes } = await staff.enrols(token);
    const [first = '', second = ''] = recoveryCodes;
    expect(await typeOf({ email, code: first })).toBe('Session');
    expect(await typeOf({ email, code: first })).toBe('SignInRefused');
    expect(await typeOf({ email, code: second.toUpperCase().replaceAll('-', ' ') })).toBe('Session');
  });

  it('a session alone does not replace it: that needs a code of the one until now', async () => {
    const { token } = await administrator();
    const { secret, recoveryCodes } = await staff.enrols(token);
    const ask = staff.with(token);
    expect(await staff.begins(ask, { password: NEW_PASSWORD })).toMatchObject({ __typename: 'CredentialRefused' });
    const begun = await staff.begins(ask, { password: NEW_PASSWORD, code: staff.code(secret) });
    expect(begun.secret).not.toBe(secret);
    const done = await staff.confirms(ask, staff.code(begun.secret));
    expect(done.recoveryCodes).not.toEqual(expect.arrayContaining(recoveryCodes));
  });

  it('is kept sealed: nobody makes codes from a copy of the database', async () => {
    const { token, id } = await administrator();
    const { secret, recoveryCodes } = await staff.enrols(token);
    const kept = JSON.stringify([
      await app.database.all(sql`SELECT * FROM staff_second_factor`),
      await app.database.all(sql`SELECT * FROM staff_recovery_code`),
    ]);
    for (const each of [secret, ...recoveryCodes]) expect(kept).not.toContain(each);
    // Bound to its row: moved to another's, it opens nothing.
    const other = await administrator();
    await staff.enrols(other.token);
    await app.database.write((tx) =>
      tx.run(sql`
        UPDATE staff_second_factor SET last_step = 0, secret = (SELECT secret FROM staff_second_factor WHERE staff_id = ${id})
        WHERE staff_id = ${other.id}`),
    );
    const moved = await staff.ask(`mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`, {
      input: { email: other.email, password: NEW_PASSWORD, code: staff.code(secret) },
    });
    expect(codesOf(moved)).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('a caseworker may enrol one as well', async () => {
    const { email, token } = await administrator(['CASEWORKER']);
    expect(await staff.signsIn({ email, password: NEW_PASSWORD })).toMatchObject({ mustEnrol: false });
    await staff.enrols(token);
    expect(await typeOf({ email })).toBe('SecondFactorNeeded');
  });

  it('stands in the trail', async () => {
    expect(await staff.actions('administrator@network.example')).toContain('staff.enrol-second-factor');
  });
});

describe.each(DATABASES)('a demo account, on %s', (kind) => {
  it.each([
    ['development', false],
    ['production', true],
  ])('in %s must enrol: %s', async (mode, mustEnrol) => {
    const app = await TestApp.start(kind, mode === 'production' ? { NODE_ENV: mode, OPERATIONS: 'open' } : {});
    try {
      const staff = new Staff(app);
      const signedIn = await staff.signsIn({ email: 'administrator@network.example', password: PASSWORD });
      expect(signedIn).toMatchObject({ mustEnrol });
      const answer = await staff.with(signedIn.token)('{ staff { edges { node { id } } } }');
      expect(codesOf(answer)).toEqual(mustEnrol ? ['FORBIDDEN'] : []);
    } finally {
      await app.close();
    }
  });
});
