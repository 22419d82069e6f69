import sql from 'sql-template-tag';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { PASSWORD } from '../support/network.js';
import { codesOf, NEW_PASSWORD, Staff, tokenIn } from '../support/staff.js';

const ADMINISTRATOR = 'administrator@network.example';
const MANAGER = 'manager@riverside.example';
const CASEWORKER = 'caseworker@riverside.example';

describe.each(DATABASES)('a forgotten password, on %s', (kind) => {
  let app: TestApp;
  let staff: Staff;
  /** Two administrators besides the demo’s; each signs in anew for each act, as the clock goes on. */
  let second: { email: string; secret: string };
  beforeAll(async () => {
    app = await TestApp.start(kind);
    staff = new Staff(app);
    const email = 'second@network.example';
    const { token } = await staff.hires(email, ['ADMINISTRATOR'], app.network.organizations.network);
    second = { email, ...(await staff.enrols(token)) };
  });
  afterAll(() => app.close());

  const asSecond = async () => {
    app.clock.pass({ minutes: 1 });
    const input = { email: second.email, password: NEW_PASSWORD, code: staff.code(second.secret) };
    return staff.with((await staff.signsIn(input)).token);
  };
  const idOf = (email: string): string => app.network.staff[email] ?? '';
  const asks = async (who: string, staffId: string, secondFactorToo = false): Promise<Answer['data']> => {
    const answer = await app.as(who)(
      `mutation ($id: ID!, $too: Boolean) { askRecovery(staffId: $id, secondFactorToo: $too) { __typename
        ... on RecoveryAsked { word recovery { id secondFactorToo staff { email } askedBy { email } } } ... on Forbidden { message } } }`,
      { id: staffId, too: secondFactorToo },
    );
    return answer.data?.askRecovery ?? answer.errors;
  };
  const APPROVE = `mutation ($id: ID!) { approveRecovery(id: $id) { __typename ... on RecoveryApproved { link expiresAt } ... on Forbidden { message } } }`;
  const approves = async (id: string): Promise<Answer['data']> =>
    (await (await asSecond())(APPROVE, { id })).data.approveRecovery;
  const recovers = async (link: string, word: string, password = 'nine slow barges turn'): Promise<Answer['data']> => {
    const answer = await staff.ask(
      `mutation ($input: RecoverAccountInput!) { recoverAccount(input: $input) { __typename ... on AccountReady { staff { email } }
        ... on CredentialRefused { message retryAfterSeconds } ... on InvalidInput { problems { path } } } }`,
      { input: { token: tokenIn(link), word, password } },
    );
    return answer.data.recoverAccount;
  };

  it('one asks, another approves, and she chooses a new one; her women stay hers', async () => {
    const opened = await app.as(CASEWORKER)('mutation { openClient(input: {}) { ... on Client { id code } } }');
    const old = await app.token(CASEWORKER);
    const { word, recovery } = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    expect(recovery).toMatchObject({ staff: { email: CASEWORKER }, askedBy: { email: ADMINISTRATOR } });
    // Nothing has changed for her yet.
    expect((await staff.me(old)).data.me).not.toBeNull();
    const waiting = await (await asSecond())('{ recoveries { id staff { email } secondFactorToo } }');
    expect(waiting.data.recoveries).toEqual([
      { id: recovery.id, staff: { email: CASEWORKER }, secondFactorToo: false },
    ]);
    const { link } = await approves(recovery.id);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4000\/return#[\w-]{43}$/);
    expect(await recovers(link, word)).toEqual({ __typename: 'AccountReady', staff: { email: CASEWORKER } });
    expect((await staff.me(old)).data.me).toBeNull();
    expect((await staff.signsIn({ email: CASEWORKER })).__typename).toBe('SignInRefused');
    const { token } = await staff.signsIn({ email: CASEWORKER, password: 'nine slow barges turn' });
    const hers = await staff.with(token)(`{ client(id: "${opened.data.openClient.id}") { code } }`);
    expect(hers.data.client).toEqual({ code: opened.data.openClient.code });
    expect(await recovers(link, word)).toMatchObject({ __typename: 'CredentialRefused' });
    await app.database.write((tx) =>
      tx.run(
        sql`UPDATE staff SET password_hash = (SELECT password_hash FROM staff WHERE email = ${MANAGER}) WHERE email = ${CASEWORKER}`,
      ),
    );
    app.signInAgain();
  });

  it('who asked cannot approve, nor can who is meant; a manager asks for her own staff and approves nothing', async () => {
    const { recovery } = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    const unknown = await app.as(ADMINISTRATOR)(APPROVE, { id: 'no-such-thing' });
    expect(await app.as(ADMINISTRATOR)(APPROVE, { id: recovery.id })).toEqual(unknown);
    expect(unknown.data.approveRecovery.__typename).toBe('Forbidden');
    const secondId = (await app.database.one<{ id: string }>(sql`SELECT id FROM staff WHERE email = ${second.email}`))!
      .id;
    const ofSecond = await asks(ADMINISTRATOR, secondId);
    expect(await approves(ofSecond.recovery.id)).toMatchObject({ __typename: 'Forbidden' });
    const byManager = await asks(MANAGER, idOf(CASEWORKER));
    expect(byManager.recovery.askedBy).toEqual({ email: MANAGER });
    expect(codesOf(await app.as(MANAGER)(APPROVE, { id: byManager.recovery.id }))).toEqual(['FORBIDDEN']);
    const foreign = await asks(MANAGER, idOf('caseworker@northside.example'));
    expect(foreign).toEqual(await asks(MANAGER, 'no-such-thing'));
    expect(await asks(MANAGER, idOf(MANAGER))).toEqual(foreign);
    expect(codesOf(await app.as(CASEWORKER)('{ recoveries { id } }'))).toEqual(['FORBIDDEN']);
  });

  it('neither of the two can use it alone: the link needs the word', async () => {
    const { recovery, word } = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    const { link } = await approves(recovery.id);
    for (const guess of ['', 'abcd-efgh']) expect((await recovers(link, guess)).__typename).toBe('CredentialRefused');
    expect((await recovers('#', word)).__typename).toBe('CredentialRefused');
    expect(await recovers(link, word, 'too short')).toMatchObject({ problems: [{ path: 'password' }] });
    expect((await recovers(link, ` ${word.toUpperCase()} `, PASSWORD)).__typename).toBe('AccountReady');
    app.signInAgain();
  });

  it('asked again, the older one is over; taken back or too old, it is over too', async () => {
    const first = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    const then = await asks(MANAGER, idOf(CASEWORKER));
    expect(await approves(first.recovery.id)).toMatchObject({ __typename: 'Forbidden' });
    const { link } = await approves(then.recovery.id);
    expect(await approves(then.recovery.id)).toMatchObject({ __typename: 'Forbidden' });
    await app.as(ADMINISTRATOR)(`mutation { dropRecovery(id: "${then.recovery.id}") }`);
    expect((await recovers(link, then.word)).__typename).toBe('CredentialRefused');
    const third = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    app.clock.pass({ days: 3 });
    expect(await approves(third.recovery.id)).toMatchObject({ __typename: 'Forbidden' });
    const fourth = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    const late = await approves(fourth.recovery.id);
    app.clock.pass({ hours: 24 });
    expect((await recovers(late.link, fourth.word)).__typename).toBe('CredentialRefused');
  });

  it('her authenticator stays, unless both say that it is lost', async () => {
    const email = 'phone@riverside.example';
    const { id, token } = await staff.hires(email, ['CASEWORKER'], app.network.organizations.riverside);
    await staff.enrols(token);
    const kept = await asks(ADMINISTRATOR, id);
    await recovers((await approves(kept.recovery.id)).link, kept.word, PASSWORD);
    expect((await staff.signsIn({ email })).__typename).toBe('SecondFactorNeeded');
    const lost = await asks(ADMINISTRATOR, id, true);
    expect(lost.recovery.secondFactorToo).toBe(true);
    await recovers((await approves(lost.recovery.id)).link, lost.word, PASSWORD);
    expect(await staff.signsIn({ email })).toMatchObject({ __typename: 'Session' });
  });

  it('of two who use the link at once, one chooses', async () => {
    const asked = await asks(ADMINISTRATOR, idOf(CASEWORKER));
    const { link } = await approves(asked.recovery.id);
    const answers = await Promise.all([1, 2, 3].map(() => recovers(link, asked.word, PASSWORD)));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'AccountReady',
      'CredentialRefused',
      'CredentialRefused',
    ]);
    app.signInAgain();
  });

  it('is nothing for who has left, or was never confirmed', async () => {
    const { staff: invited } = await staff.invites(MANAGER, {
      email: 'not-yet@riverside.example',
      roles: ['CASEWORKER'],
      organizationId: app.network.organizations.riverside,
    });
    expect((await asks(ADMINISTRATOR, invited.id)).__typename).toBe('Forbidden');
    const { id } = await staff.hires('left@riverside.example', ['CASEWORKER'], app.network.organizations.riverside);
    const asked = await asks(ADMINISTRATOR, id);
    await app.as(ADMINISTRATOR)(`mutation { deactivateStaff(id: "${id}", version: 2) { __typename } }`);
    expect(await approves(asked.recovery.id)).toMatchObject({ __typename: 'Forbidden' });
  });

  it('stands in her organization’s trail and the network’s', async () => {
    const acts = ['staff.ask-recovery', 'staff.approve-recovery', 'staff.recover', 'staff.drop-recovery'];
    for (const who of [MANAGER, ADMINISTRATOR]) expect(await staff.actions(who)).toEqual(expect.arrayContaining(acts));
  });
});
