import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { codesOf, NEW_PASSWORD, Staff, tokenIn } from '../support/staff.js';

const MANAGER = 'manager@riverside.example';
const ADMINISTRATOR = 'administrator@network.example';

describe.each(DATABASES)('a new colleague is invited, on %s', (kind) => {
  let app: TestApp;
  let staff: Staff;
  let riverside: string;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    staff = new Staff(app);
    riverside = app.network.organizations.riverside;
  });
  afterAll(() => app.close());

  const invite = (email: string, more: object = {}) => ({
    email,
    roles: ['CASEWORKER'],
    organizationId: riverside,
    ...more,
  });

  it('by her manager, with a link that is told once and kept as a hash', async () => {
    const invited = await staff.invites(MANAGER, invite(' New.Colleague@Riverside.example '));
    expect(invited).toMatchObject({
      __typename: 'StaffInvited',
      staff: {
        email: 'new.colleague@riverside.example',
        state: 'INVITED',
        active: false,
        displayName: 'new.colleague',
      },
    });
    expect(invited.link).toMatch(/^http:\/\/127\.0\.0\.1:4000\/join#[\w-]{43}$/);
    const rows = await app.database.all(sql`SELECT * FROM staff_link`);
    expect(JSON.stringify(rows)).not.toContain(tokenIn(invited.link));
  });

  it('and signs in once she has chosen a password', async () => {
    const { link } = await staff.invites(MANAGER, invite('second.new@riverside.example'));
    const ready = await staff.accepts(link, NEW_PASSWORD, { displayName: 'Evening shift' });
    expect(ready).toMatchObject({
      __typename: 'AccountReady',
      staff: { displayName: 'Evening shift', state: 'WORKING' },
    });
    expect(await staff.signsIn({ email: 'second.new@riverside.example', password: NEW_PASSWORD })).toMatchObject({
      __typename: 'Session',
      mustEnrol: false,
      staff: { roles: ['CASEWORKER'] },
    });
    expect(await staff.accepts(link, 'another quiet evening here')).toMatchObject({ __typename: 'CredentialRefused' });
  });

  it('an unconfirmed member acts: she may do nothing, not even with a session that is open', async () => {
    const email = 'unconfirmed@riverside.example';
    const { staff: invited } = await staff.invites(MANAGER, invite(email, { roles: ['CASEWORKER', 'AGENCY'] }));
    for (const password of ['', NEW_PASSWORD])
      expect((await staff.signsIn({ email, password })).__typename).toBe('SignInRefused');
    const { id, token } = await staff.hires('once-confirmed@riverside.example', ['CASEWORKER'], riverside);
    expect((await staff.me(token)).data.me).toMatchObject({ email: 'once-confirmed@riverside.example' });
    await app.database.write((tx) => tx.run(sql`UPDATE staff SET confirmed_at = NULL WHERE id = ${id}`));
    expect((await staff.me(token)).data.me).toBeNull();
    expect(codesOf(await staff.with(token)('{ referrals(inbox: ALL) { totalCount } }'))).toEqual(['UNAUTHENTICATED']);
    // Nobody can make her somebody's worker either.
    const worker = app.as('caseworker@riverside.example');
    const opened = await worker('mutation { openClient(input: {}) { ... on Client { id version } } }');
    const assigned = await worker(
      `mutation ($input: UpdateClientInput!) { updateClient(input: $input) { __typename } }`,
      { input: { ...opened.data.openClient, assignToId: invited.id } },
    );
    expect(assigned.data.updateClient.__typename).not.toBe('Client');
  });

  it('again, and the older link is over; so is one after a week', async () => {
    const first = await staff.invites(MANAGER, invite('twice@riverside.example'));
    const second = await staff.invites(MANAGER, invite('twice@riverside.example', { roles: ['AGENCY'] }));
    expect(second.staff).toMatchObject({ id: first.staff.id, roles: ['AGENCY'] });
    expect(await staff.accepts(first.link)).toMatchObject({ __typename: 'CredentialRefused' });
    app.clock.pass({ days: 7 });
    expect(await staff.accepts(second.link)).toMatchObject({ __typename: 'CredentialRefused' });
    const third = await staff.invites(MANAGER, invite('twice@riverside.example'));
    expect(await staff.accepts(third.link)).toMatchObject({ __typename: 'AccountReady' });
  });

  it('of two who use one link at once, one is in', async () => {
    const { link } = await staff.invites(MANAGER, invite('raced@riverside.example'));
    const answers = await Promise.all([1, 2, 3].map((each) => staff.accepts(link, `${NEW_PASSWORD} ${each}`)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AccountReady',
      'CredentialRefused',
      'CredentialRefused',
    ]);
  });

  it.each([
    ['too short', 'elevenchars'],
    ['among the commonest', 'qwerty123456'],
    ['one of the commonest, repeated', 'passwordpassword'],
    ['one of the commonest, made longer', 'Password!2026'],
    ['nothing but digits', '739104628855'],
    ['one letter', 'aaaaaaaaaaaaaaaa'],
    ['her address', 'her-address@riverside.example'],
    ['too long', 'long words '.repeat(12)],
  ])('a password that is %s is refused, and the link stays good', async (why, password) => {
    const { link } = await staff.invites(MANAGER, invite(`${why.replace(/\W+/g, '-')}@riverside.example`));
    expect(await staff.accepts(link, password)).toMatchObject({
      __typename: 'InvalidInput',
      problems: [{ path: 'password' }],
    });
    expect(await staff.accepts(link)).toMatchObject({ __typename: 'AccountReady' });
  });

  it('a password of twelve signs, of 128, and of words is good', async () => {
    for (const [place, password] of ['vj4#kq9!mzp2', `${'word '.repeat(25)}yes`, 'grün leiht Löffel aus'].entries()) {
      const email = `password-${place}@riverside.example`;
      const { link } = await staff.invites(MANAGER, invite(email));
      expect(await staff.accepts(link, password)).toMatchObject({ __typename: 'AccountReady' });
      // However a keyboard composes its letters.
      expect((await staff.signsIn({ email, password: password.normalize('NFD') })).__typename).toBe('Session');
    }
  });

  it('a manager invites to her own organization only, and never above herself', async () => {
    const elsewhere = await staff.invites(
      MANAGER,
      invite('x@northside.example', { organizationId: app.network.organizations.northside }),
    );
    const nowhere = await staff.invites(MANAGER, invite('x@northside.example', { organizationId: 'no-such-thing' }));
    expect(elsewhere.__typename).toBe('Forbidden');
    expect(elsewhere).toEqual(nowhere);
    expect(await staff.invites(MANAGER, invite('boss@riverside.example', { roles: ['ADMINISTRATOR'] }))).toMatchObject({
      __typename: 'Forbidden',
    });
    expect(await staff.invites(MANAGER, invite('peer@riverside.example', { roles: ['MANAGER'] }))).toMatchObject({
      __typename: 'StaffInvited',
    });
  });

  it('an administrator invites anywhere; roles that do not go together are bad input, a place that is not there is not there', async () => {
    const { northside } = app.network.organizations;
    expect(
      await staff.invites(ADMINISTRATOR, invite('n@northside.example', { organizationId: northside })),
    ).toMatchObject({ staff: { organization: { name: 'Northside Outreach' } } });
    for (const roles of [[], ['ADMINISTRATOR', 'CASEWORKER']])
      expect(await staff.invites(ADMINISTRATOR, invite('r@northside.example', { roles }))).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ path: 'roles' }],
      });
    expect(await staff.invites(ADMINISTRATOR, invite('e@x.example', { organizationId: 'none' }))).toMatchObject({
      __typename: 'Forbidden',
    });
    expect(await staff.invites(ADMINISTRATOR, invite('not an address'))).toMatchObject({
      problems: [{ path: 'email' }],
    });
  });

  it('somebody who works here already, or is invited elsewhere, is not taken over', async () => {
    await staff.invites(
      ADMINISTRATOR,
      invite('theirs@x.example', { organizationId: app.network.organizations.northside }),
    );
    for (const email of ['colleague@riverside.example', 'caseworker@northside.example', 'theirs@x.example'])
      expect(await staff.invites(MANAGER, invite(email))).toMatchObject({
        __typename: 'InvalidInput',
        problems: [{ path: 'email' }],
      });
  });

  it('nobody else invites', async () => {
    for (const who of ['caseworker@riverside.example', 'agency@safehouse.example', 'analyst@funder.example'])
      expect(await staff.invites(who, invite('x@x.example'))).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('stands in both trails', async () => {
    expect(await staff.actions(MANAGER)).toEqual(expect.arrayContaining(['staff.invite', 'staff.accept-invitation']));
    expect(await staff.actions(ADMINISTRATOR)).toEqual(
      expect.arrayContaining(['staff.invite', 'staff.accept-invitation']),
    );
  });

  it('guessing at links is slowed for the address that guesses', async () => {
    const answers = [];
    for (let guess = 0; guess < 22; guess++) answers.push(await staff.accepts(`#${guess}`));
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'CredentialRefused'));
    expect(answers.at(0).retryAfterSeconds).toBeNull();
    expect(answers.at(-1).retryAfterSeconds).toBeGreaterThan(0);
  });
});
