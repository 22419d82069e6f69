import sql from 'sql-template-tag';
import { newCode } from '../../src/clients/index.js';
import { Guesses } from '../../src/identity/guessing/guesses.js';
import { Throttle } from '../../src/platform/throttle/index.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { PASSWORD } from '../support/network.js';
import { codesOf, NEW_PASSWORD, Staff } from '../support/staff.js';

const CASEWORKER = 'caseworker@riverside.example';
const COLLEAGUE = 'colleague@riverside.example';
const OFFICE = '203.0.113.7';
const ELSEWHERE = '198.51.100.23';

/** Requests say themselves where they come from: the test is the proxy in front. */
const BEHIND_A_PROXY = { TRUST_PROXY: 'loopback' };

/** Good codes that are nobody's. */
const codes = Array.from({ length: 40 }, () => newCode());

/** Hashing is slow on purpose, and some of these stories take it more than a hundred times. */
jest.setTimeout(180_000);

describe.each(DATABASES)('guessing is slowed, on %s', (kind) => {
  let app: TestApp;
  let staff: Staff;
  beforeAll(async () => {
    app = await TestApp.start(kind, BEHIND_A_PROXY);
    staff = new Staff(app);
  });
  afterAll(() => app.close());
  // Nothing of one story is counted, or known, in the next.
  afterEach(() => {
    app.clock.pass({ days: 31 });
  });

  const looked = async (): Promise<number> => {
    const row = await app.database.one<{ n: string }>(
      sql`SELECT COUNT(*) AS n FROM audit_entry WHERE action = 'staff.sign-in-refused'`,
    );
    return Number(row?.n);
  };

  const wrong = (email: string, from = OFFICE) => staff.signsIn({ email, password: 'not it at all' }, from);
  const right = (email: string, from = OFFICE) => staff.signsIn({ email }, from);

  it('five wrong passwords, and even the right one waits; after a quarter of an hour she is in', async () => {
    const answers = [];
    for (let guess = 0; guess < 5; guess++) answers.push(await wrong(CASEWORKER));
    expect(answers.map(({ retryAfterSeconds }) => retryAfterSeconds)).toEqual([null, null, null, null, 900]);
    // In the same words each time: nothing says which guess was near.
    expect(new Set(answers.map(({ message }) => message as string))).toEqual(
      new Set([expect.stringMatching(/not right/)]),
    );
    expect(await right(CASEWORKER)).toEqual(answers.at(-1));
    app.clock.pass({ minutes: 14 });
    expect(await right(CASEWORKER)).toMatchObject({ __typename: 'SignInRefused', retryAfterSeconds: 60 });
    app.clock.pass({ minutes: 1 });
    expect(await right(CASEWORKER)).toMatchObject({ __typename: 'Session' });
  });

  it('an unknown address and somebody who has left answer the same, try by try', async () => {
    const leaves = (active: boolean) =>
      app.database.write((tx) => tx.run(sql`UPDATE staff SET active = ${active} WHERE email = ${COLLEAGUE}`));
    await leaves(false);
    for (let guess = 0; guess < 7; guess++) {
      const known = await wrong(CASEWORKER);
      expect(await wrong('nobody@nowhere.example')).toEqual(known);
      expect(await right(COLLEAGUE)).toEqual(known);
    }
    await leaves(true);
  });

  it('forty aliases of one mutation are forty guesses, of which five are looked at; of more, none is', async () => {
    const guesses = (count: number) =>
      Array.from(
        { length: count },
        (_, each) =>
          `a${each}: signIn(input: {email: "${CASEWORKER}", password: "${each === count - 1 ? PASSWORD : `wrong password ${each}`}"}) { __typename }`,
      ).join('\n');
    const asks = (count: number) => staff.ask(`mutation { ${guesses(count)} }`, {}, { 'x-forwarded-for': OFFICE });
    const before = await looked();
    expect((await asks(200)).errors?.[0]?.extensions.code).toBe('TOO_COMPLEX');
    expect((await looked()) - before).toBe(0);
    const answer = await asks(40);
    const types = Object.values(answer.data as Record<string, { __typename: string }>).map((each) => each.__typename);
    expect(types).toEqual(Array.from({ length: 40 }, () => 'SignInRefused'));
    expect((await looked()) - before).toBe(5);
  });

  it('many at once are no more than as many one by one', async () => {
    const before = await looked();
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrong(CASEWORKER)));
    expect(answers.map(({ __typename }) => __typename)).toEqual(answers.map(() => 'SignInRefused'));
    expect((await looked()) - before).toBe(5);
  });

  it('several processes count together, and a restart forgets nothing', async () => {
    const second = kind === 'postgres' ? await app.beside() : null;
    const other = new Staff(app, second?.nest ?? null);
    for (let guess = 0; guess < 5; guess++)
      await (guess % 2 ? other : staff).signsIn({ email: CASEWORKER, password: 'not it at all' }, OFFICE);
    expect(await right(CASEWORKER)).toMatchObject({ __typename: 'SignInRefused' });
    await second?.close();
    await app.restart();
    expect(await right(CASEWORKER)).toMatchObject({ __typename: 'SignInRefused' });
  });

  it('who guesses elsewhere does not slow her where she works', async () => {
    await right(CASEWORKER, OFFICE);
    // From so many places that not one of them is slowed, only the account.
    for (let guess = 0; guess < 28; guess++) await app.nest.get(Guesses).atSignIn(CASEWORKER, `192.0.2.${guess}`);
    for (let guess = 28; guess < 31; guess++) await wrong(CASEWORKER, `192.0.2.${guess}`);
    expect(await right(CASEWORKER, ELSEWHERE)).toMatchObject({ __typename: 'SignInRefused' });
    expect(await right(CASEWORKER, OFFICE)).toMatchObject({ __typename: 'Session' });
    app.clock.pass({ hours: 1 });
    expect(await right(CASEWORKER, ELSEWHERE)).toMatchObject({ __typename: 'Session' });
  });

  it('an address that tries many accounts is slowed for all of them; a whole /64 is one address', async () => {
    // Most of them without the hashing, which takes its time.
    for (let guess = 0; guess < 110; guess++)
      await app.nest.get(Guesses).atSignIn(`nobody-${guess}@nowhere.example`, '2001:db8:5:6::/64');
    for (let guess = 0; guess < 10; guess++)
      await wrong(`somebody-${guess}@nowhere.example`, `2001:db8:5:6:${guess}::1`);
    expect(await right(CASEWORKER, '2001:db8:5:6::9')).toMatchObject({ __typename: 'SignInRefused' });
    expect(await right(CASEWORKER, '2001:db8:5:7::9')).toMatchObject({ __typename: 'Session' });
  });

  it('what was right does not count: a whole office signs in behind one address', async () => {
    for (let morning = 0; morning < 8; morning++) {
      await wrong(CASEWORKER);
      expect(await right(CASEWORKER)).toMatchObject({ __typename: 'Session' });
    }
  });

  it('codes of an authenticator are guesses too', async () => {
    const email = 'coded@riverside.example';
    const { token } = await staff.hires(email, ['CASEWORKER'], app.network.organizations.riverside);
    const { secret } = await staff.enrols(token);
    const input = { email, password: NEW_PASSWORD };
    for (let look = 0; look < 8; look++)
      expect(await staff.signsIn(input, OFFICE)).toMatchObject({ __typename: 'SecondFactorNeeded' });
    for (let guess = 0; guess < 5; guess++) await staff.signsIn({ ...input, code: '000000' }, OFFICE);
    expect(await staff.signsIn({ ...input, code: staff.code(secret) }, OFFICE)).toMatchObject({
      __typename: 'SignInRefused',
    });
    app.clock.pass({ minutes: 15 });
    expect(await staff.signsIn({ ...input, code: staff.code(secret) }, OFFICE)).toMatchObject({
      __typename: 'Session',
    });
  });

  it('a storm is turned away, not kept: who came too late is told when to come again, and it does not count', async () => {
    const storm = Array.from({ length: 300 }, (_, each) =>
      wrong(`nobody-${each}@nowhere.example`, `10.${each % 200}.${Math.floor(each / 200)}.1`),
    );
    const busy = (await Promise.all(storm)).filter(({ retryAfterSeconds }) => retryAfterSeconds !== null);
    expect(busy.length).toBeGreaterThan(0);
    expect(new Set(busy.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(busy[0]).toMatchObject({ __typename: 'SignInRefused', retryAfterSeconds: 5 });
    expect(await right(CASEWORKER)).toMatchObject({ __typename: 'Session' });
  });

  it('without a proxy that is trusted nobody says herself where she comes from', async () => {
    const bare = await TestApp.start(kind);
    try {
      const people = new Staff(bare);
      for (let guess = 0; guess < 5; guess++)
        await people.signsIn({ email: CASEWORKER, password: 'not it at all' }, `192.0.2.${guess}`);
      expect(await people.signsIn({ email: CASEWORKER }, OFFICE)).toMatchObject({ __typename: 'SignInRefused' });
    } finally {
      await bare.close();
    }
  });

  it.each([
    [
      'clientByPassphrase',
      CASEWORKER,
      10,
      (n: number) => `clientByPassphrase(passphrase: "some words of hers ${n}", purpose: "lost card") { id }`,
    ],
    ['clientByCode', CASEWORKER, 30, (n: number) => `clientByCode(code: "${codes[n]}") { id }`],
    ['referralByCode', 'agency@safehouse.example', 30, (n: number) => `referralByCode(code: "${codes[n]}") { id }`],
  ])('%s: what is not found counts, in one request as in many', async (_name, who, allowed, field) => {
    const aliases = Array.from({ length: allowed + 5 }, (_, each) => `a${each}: ${field(each)}`);
    const answer = await app.as(who)(`{ ${aliases.join('\n')} }`);
    expect(codesOf(answer)).toEqual(Array.from({ length: 5 }, () => 'TOO_MANY_REQUESTS'));
    expect(codesOf(await app.as(who)(`{ ${field(0)} }`))).toEqual(['TOO_MANY_REQUESTS']);
    app.clock.pass({ minutes: 15 });
    expect(codesOf(await app.as(who)(`{ ${field(0)} }`))).toEqual([]);
  });

  it('what is found does not count: a worker looks up as many women as come', async () => {
    const ask = app.as(CASEWORKER);
    await ask('mutation { openClient(input: {passphrase: "three blue herons"}) { __typename } }');
    const find = '{ clientByPassphrase(passphrase: "three blue herons", purpose: "lost card") { code } }';
    for (let look = 0; look < 15; look++) expect((await ask(find)).data.clientByPassphrase).not.toBeNull();
  });

  it('keeps no address and no account in clear, and forgets counters that are over', async () => {
    const throttle = app.nest.get(Throttle);
    await throttle.sweep();
    await wrong(CASEWORKER);
    const rows = JSON.stringify(await app.database.all(sql`SELECT * FROM throttle`));
    expect(rows).not.toContain('riverside');
    expect(rows).not.toContain(OFFICE);
    expect(await throttle.sweep()).toBe(0);
    app.clock.pass({ hours: 1 });
    expect(await throttle.sweep()).toBe(3);
  });

  it('a refusal of somebody known stands in her organization’s trail, of an unknown address in the network’s without it', async () => {
    await wrong(CASEWORKER);
    await wrong('my-password-by-mistake');
    expect(await staff.actions('manager@riverside.example')).toContain('staff.sign-in-refused');
    const network = await app.as('administrator@network.example')(
      '{ auditTrail { edges { node { action subjectId actor { id } } } } }',
    );
    expect(network.data.auditTrail.edges.map((edge: { node: object }) => edge.node)).toContainEqual({
      action: 'staff.sign-in-refused',
      subjectId: 'unknown',
      actor: null,
    });
    const trail = JSON.stringify(await app.database.all(sql`SELECT * FROM audit_entry`));
    expect(trail).not.toContain('my-password-by-mistake');
  });
});
