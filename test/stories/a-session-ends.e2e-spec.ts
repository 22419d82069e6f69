import sql from 'sql-template-tag';
import { Actor } from '../../src/identity/index.js';
import { ChangeStaff } from '../../src/identity/staff/change-staff.js';
import { SweepIdentity } from '../../src/identity/links/sweep-identity.js';
import type { Refusal } from '../../src/platform/graphql/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { PASSWORD } from '../support/network.js';
import { codesOf, NEW_PASSWORD, Staff } from '../support/staff.js';

const COLLEAGUE = 'colleague@riverside.example';
const MANAGER = 'manager@riverside.example';
const ADMINISTRATOR = 'administrator@network.example';

describe.each(DATABASES)('a session ends, on %s', (kind) => {
  let app: TestApp;
  let staff: Staff;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    staff = new Staff(app);
  });
  afterAll(() => app.close());

  const opens = async (email = COLLEAGUE): Promise<string> => (await staff.signsIn({ email })).token;
  const isOpen = async (token: string): Promise<boolean> => (await staff.me(token)).data.me !== null;
  const member = async (email: string): Promise<{ id: string; version: number }> => {
    const row = await app.database.one<{ id: string; version: number }>(
      sql`SELECT id, COALESCE(version, 1) AS version FROM staff WHERE email = ${email}`,
    );
    return row!;
  };
  const changes = async (who: string, change: string): Promise<{ __typename: string; [field: string]: unknown }> => {
    const answer = await app.as(who)(
      `mutation { change: ${change} { __typename ... on StaffMember { roles state active version } ... on StaleStaff { current { version } }
        ... on InvalidInput { problems { path } } ... on Problem { message } } }`,
    );
    return answer.data.change;
  };

  it('after fifteen minutes without a question, and not while she asks', async () => {
    const token = await opens();
    for (let round = 0; round < 5; round++) {
      app.clock.pass({ minutes: 14 });
      expect(await isOpen(token)).toBe(true);
    }
    app.clock.pass({ minutes: 15 });
    expect(await isOpen(token)).toBe(false);
    expect(codesOf(await staff.with(token)('{ mySessions { id } }'))).toEqual(['UNAUTHENTICATED']);
  });

  it('after twelve hours, however busy she is', async () => {
    const token = await opens();
    for (let round = 0; round < 71; round++) {
      app.clock.pass({ minutes: 10 });
      expect(await isOpen(token)).toBe(true);
    }
    app.clock.pass({ minutes: 10 });
    expect(await isOpen(token)).toBe(false);
  });

  it('its last use is written down once a minute at most', async () => {
    const token = await opens();
    const lastUse = async () => {
      const rows = await app.database.all<{ last_used_at: string }>(
        sql`SELECT last_used_at FROM staff_session ORDER BY began_at DESC LIMIT 1`,
      );
      return rows[0]?.last_used_at;
    };
    const began = await lastUse();
    app.clock.pass({ minutes: 0.9 });
    await isOpen(token);
    await isOpen(token);
    expect(await lastUse()).toBe(began);
    app.clock.pass({ minutes: 0.2 });
    await isOpen(token);
    await isOpen(token);
    expect(await lastUse()).toBe(app.clock.now());
  });

  it('a new sign-in has a new token, and only its hash is kept', async () => {
    const [first, second] = [await opens(), await opens()];
    expect(first).not.toBe(second);
    const rows = JSON.stringify(await app.database.all(sql`SELECT * FROM staff_session`));
    for (const token of [first, second]) expect(rows).not.toContain(token);
  });

  it('when she signs out: that one, and no other', async () => {
    const [leaving, staying] = [await opens(), await opens()];
    await staff.with(leaving)('mutation { signOut }');
    expect([await isOpen(leaving), await isOpen(staying)]).toEqual([false, true]);
  });

  it('when she ends it from another, which she finds in her list', async () => {
    const [here, there] = [await opens(), await opens()];
    const list = async () => (await staff.with(here)('{ mySessions { id current beganAt } }')).data.mySessions;
    const others = (await list()).filter(({ current }: { current: boolean }) => !current);
    expect((await list()).length).toBe(others.length + 1);
    for (const { id } of others) await staff.with(here)(`mutation { endSession(id: "${id}") }`);
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false]);
    expect(await list()).toHaveLength(1);
    await opens();
    expect((await staff.with(here)('mutation { endOtherSessions }')).data.endOtherSessions).toBe(1);
  });

  it('never by somebody else’s asking: another’s is not there', async () => {
    const token = await opens();
    const [{ id }] = (await staff.with(token)('{ mySessions { id } }')).data.mySessions;
    const foreign = await app.as('caseworker@riverside.example')(`mutation { endSession(id: "${id}") }`);
    const unknown = await app.as('caseworker@riverside.example')(`mutation { endSession(id: "no-such-thing") }`);
    expect(foreign).toEqual(unknown);
    expect(codesOf(foreign)).toEqual(['FORBIDDEN']);
    expect(await isOpen(token)).toBe(true);
  });

  it('by a manager or an administrator, who see none of it', async () => {
    const { id } = await member(COLLEAGUE);
    for (const who of [MANAGER, ADMINISTRATOR]) {
      const token = await opens();
      const answer = await app.as(who)(`mutation { endStaffSessions(staffId: "${id}") }`);
      expect(answer.data.endStaffSessions).toBeGreaterThan(0);
      expect(await isOpen(token)).toBe(false);
    }
    const foreign = await app.as('manager@northside.example')(`mutation { endStaffSessions(staffId: "${id}") }`);
    expect(codesOf(foreign)).toEqual(['FORBIDDEN']);
  });

  it('an old session after a change of role: it is over, and a new one has the new role', async () => {
    const token = await opens();
    const { id, version } = await member(COLLEAGUE);
    const changed = await changes(
      MANAGER,
      `changeStaffRoles(input: {id: "${id}", version: ${version}, roles: [AGENCY, CASEWORKER]})`,
    );
    expect(changed).toMatchObject({ __typename: 'StaffMember', roles: ['AGENCY', 'CASEWORKER'], version: version + 1 });
    expect(await isOpen(token)).toBe(false);
    expect((await staff.me(await opens())).data.me.roles).toEqual(['AGENCY', 'CASEWORKER']);
    expect(
      await changes(MANAGER, `changeStaffRoles(input: {id: "${id}", version: ${version}, roles: [CASEWORKER]})`),
    ).toMatchObject({ __typename: 'StaleStaff', current: { version: version + 1 } });
    expect(
      await changes(MANAGER, `changeStaffRoles(input: {id: "${id}", version: ${version + 1}, roles: [CASEWORKER]})`),
    ).toMatchObject({ __typename: 'StaffMember' });
  });

  it('when she is deactivated, at once; reactivated she signs in again, and the old session stays over', async () => {
    const token = await opens();
    const { id, version } = await member(COLLEAGUE);
    expect(await changes(ADMINISTRATOR, `deactivateStaff(id: "${id}", version: ${version})`)).toMatchObject({
      state: 'LEFT',
      active: false,
    });
    expect(await isOpen(token)).toBe(false);
    expect((await staff.signsIn({ email: COLLEAGUE })).__typename).toBe('SignInRefused');
    expect(await changes(MANAGER, `reactivateStaff(id: "${id}", version: ${version + 1})`)).toMatchObject({
      state: 'WORKING',
    });
    expect(await isOpen(token)).toBe(false);
    expect(await isOpen(await opens())).toBe(true);
  });

  it('a manager changes nobody else’s staff, nobody above her, and nobody herself', async () => {
    const [foreign, self] = [await member('caseworker@northside.example'), await member(MANAGER)];
    const forbidden = await changes(MANAGER, `deactivateStaff(id: "no-such-thing", version: 1)`);
    expect(forbidden.__typename).toBe('Forbidden');
    for (const { id, version } of [foreign, self]) {
      expect(await changes(MANAGER, `deactivateStaff(id: "${id}", version: ${version})`)).toEqual(forbidden);
      const roles = `changeStaffRoles(input: {id: "${id}", version: ${version}, roles: [ADMINISTRATOR]})`;
      expect(await changes(MANAGER, roles)).toEqual(forbidden);
    }
    const { id, version } = await member(COLLEAGUE);
    const roles = `changeStaffRoles(input: {id: "${id}", version: ${version}, roles: [ADMINISTRATOR]})`;
    expect(await changes(MANAGER, roles)).toEqual(forbidden);
  });

  it('the last administrator stays: of two who remove each other at once, one is left', async () => {
    const email = 'second@network.example';
    const { id, token } = await staff.hires(email, ['ADMINISTRATOR'], app.network.organizations.network);
    await staff.enrols(token);
    const first = await member(ADMINISTRATOR);
    const second = await member(email);
    const change = (one: { id: string; version: number }) =>
      `mutation { deactivateStaff(id: "${one.id}", version: ${one.version}) { __typename } }`;
    const firstToken = await app.token(ADMINISTRATOR);
    const answers = await Promise.all([staff.with(token)(change(first)), staff.with(firstToken)(change(second))]);
    // Where one was quicker, the other's session was over before it could ask.
    const taken = answers.filter(({ data }) => data?.deactivateStaff.__typename === 'StaffMember');
    expect(taken).toHaveLength(1);
    const left = await app.database.all(
      sql`SELECT id FROM staff WHERE roles LIKE ${'%"ADMINISTRATOR"%'} AND active = TRUE AND confirmed_at IS NOT NULL`,
    );
    expect(left).toHaveLength(1);
    await app.database.write((tx) => tx.run(sql`UPDATE staff SET active = TRUE WHERE id IN (${first.id}, ${id})`));
    app.signInAgain();
  });

  it.each(['deactivate', 'giveRoles'] as const)(
    'the last administrator stays, also where both were let in before either had asked: %s',
    async (change) => {
      const { id } = await member(ADMINISTRATOR);
      const { id: otherId } = await member('second@network.example');
      const at = app.network.organizations.network;
      const [first, second] = [new Actor(id, at, ['ADMINISTRATOR']), new Actor(otherId, at, ['ADMINISTRATOR'])];
      const changing = app.nest.get(ChangeStaff);
      const remove = async (by: Actor, email: string) => {
        const which = await member(email);
        return () =>
          change === 'deactivate' ? changing.deactivate(by, which) : changing.giveRoles(by, which, ['ANALYST']);
      };
      const removals = [await remove(first, 'second@network.example'), await remove(second, ADMINISTRATOR)];
      const outcomes = await Promise.allSettled(removals.map((each) => each()));
      const refused = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason as Refusal] : []));
      expect(refused.map(({ outcome }) => outcome.constructor.name)).toEqual(['LastAdministrator']);
      await app.database.write((tx) =>
        tx.run(sql`UPDATE staff SET active = TRUE, roles = '["ADMINISTRATOR"]' WHERE id IN (${id}, ${otherId})`),
      );
      app.signInAgain();
    },
  );

  it('with the old password: a change of it ends all her other sessions', async () => {
    const email = 'changes@riverside.example';
    await staff.hires(email, ['CASEWORKER'], app.network.organizations.riverside);
    const signIn = async (password: string) => staff.signsIn({ email, password });
    const [here, there] = [(await signIn(NEW_PASSWORD)).token, (await signIn(NEW_PASSWORD)).token];
    const change = async (oldPassword: string, newPassword: string) => {
      const answer = await staff.with(here)(
        `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename ... on PasswordChanged { sessionsEnded }
          ... on CredentialRefused { retryAfterSeconds } ... on InvalidInput { problems { path } } } }`,
        { input: { oldPassword, newPassword } },
      );
      return answer.data.changePassword;
    };
    expect(await change('not it at all', PASSWORD)).toMatchObject({ __typename: 'CredentialRefused' });
    expect(await change(NEW_PASSWORD, 'qwerty123456')).toMatchObject({ problems: [{ path: 'newPassword' }] });
    expect(await change(NEW_PASSWORD, 'nine slow barges turn')).toEqual({
      __typename: 'PasswordChanged',
      sessionsEnded: 2,
    });
    expect([await isOpen(here), await isOpen(there)]).toEqual([true, false]);
    expect((await signIn(NEW_PASSWORD)).__typename).toBe('SignInRefused');
    expect((await signIn('nine slow barges turn')).__typename).toBe('Session');
    // A stolen session cannot guess the password: five tries, and then not even the right one.
    for (let guess = 0; guess < 5; guess++) await change('not it at all', PASSWORD);
    expect(await change('nine slow barges turn', PASSWORD)).toMatchObject({ __typename: 'CredentialRefused' });
  });

  describe('as a cookie', () => {
    const sign = async () => {
      const response = await staff.post(
        `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }`,
        { input: { email: COLLEAGUE, password: PASSWORD, cookie: true } },
      );
      const [cookie = ''] = [response.headers['set-cookie'] ?? []].flat();
      return { token: response.body.data.signIn.token, cookie };
    };

    it('is told to no script, and opens what a token opens', async () => {
      const { token, cookie } = await sign();
      expect(token).toBeNull();
      expect(cookie).toMatch(/^__Host-alongside=[\w-]{43}; /);
      for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(attribute);
      expect(cookie).not.toContain('Domain');
      const headers = { cookie: cookie.split(';', 1).join(''), 'sec-fetch-site': 'same-origin' };
      expect((await staff.ask('{ me { email } }', {}, headers)).data.me).toEqual({ email: COLLEAGUE });
      const sessions = await staff.ask('{ mySessions { id current } }', {}, headers);
      expect(sessions.data.mySessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1);
      expect(JSON.stringify(sessions)).not.toContain(headers.cookie.slice('__Host-alongside='.length));
    });

    it('ends with signing out, which clears it', async () => {
      const { cookie } = await sign();
      const headers = { cookie: cookie.split(';', 1).join(''), 'sec-fetch-site': 'same-origin' };
      const left = await staff.post('mutation { signOut }', {}, headers);
      expect([left.headers['set-cookie']].flat()[0]).toMatch(/^__Host-alongside=; Max-Age=0/);
      expect((await staff.ask('{ me { email } }', {}, headers)).data.me).toBeNull();
    });
  });

  it('what is over goes within the hour', async () => {
    await opens();
    app.clock.pass({ minutes: 15 });
    expect(await app.nest.get(SweepIdentity).run()).toBeGreaterThan(0);
    expect(await app.database.all(sql`SELECT id FROM staff_session`)).toEqual([]);
  });
});
