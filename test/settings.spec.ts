import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { readSettings, SettingsRefused, type Settings } from '../src/platform/config.js';
import { openDatabase } from '../src/platform/database/index.js';
import { MasterKey, Secret } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { TestClock } from './support/clock.js';
import { seedNetwork } from './support/network.js';
import { runToItsEnd, runWhile } from './support/program.js';

const KEY = randomBytes(32).toString('base64');
const folder = () => mkdtempSync(join(process.env.ALONGSIDE_TEST_FOLDER ?? '', 'settings-'));
const sqliteIn = (where: string) => `sqlite:${join(where, 'a.sqlite')}`;
const given = (env: Record<string, string>): Settings => readSettings({ ALONGSIDE_KEY: KEY, ...env });

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readSettings({ ALONGSIDE_KEY: KEY, ...env });
  } catch (error) {
    if (error instanceof SettingsRefused) return error.problems;
    throw error;
  }
  return [];
}

describe('settings', () => {
  it('are usual where nothing is said', () => {
    expect(given({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      port: 4000,
      database: { kind: 'sqlite', file: 'data/alongside.sqlite' },
      demoPassword: null,
      operations: 'open',
      operationsFolder: null,
      checkpointsFolder: join('data', 'checkpoints'),
      publicOrigin: 'http://127.0.0.1:4000',
      trustProxy: false,
      networkTimezone: 'UTC',
      logLevel: 'info',
    });
  });

  it('are usual too where they are said to be empty', () => {
    const names = ['HOST', 'PORT', 'DATABASE_URL', 'DEMO_PASSWORD', 'OPERATIONS', 'PUBLIC_ORIGIN', 'TRUST_PROXY'];
    const empty = Object.fromEntries([...names, 'NETWORK_TIMEZONE', 'LOG_LEVEL'].map((name) => [name, '']));
    expect(inspect(given(empty))).toBe(inspect(given({})));
  });

  it.each<[string, string, (settings: Settings) => unknown, unknown]>([
    ['HOST', '0.0.0.0', ({ host }) => host, '0.0.0.0'],
    ['HOST', 'alongside.example', ({ publicOrigin }) => publicOrigin, 'http://alongside.example:4000'],
    ['HOST', '::1', ({ publicOrigin }) => publicOrigin, 'http://[::1]:4000'],
    ['PORT', '0', ({ port }) => port, 0],
    ['PORT', '65535', ({ publicOrigin }) => publicOrigin, 'http://127.0.0.1:65535'],
    ['DATABASE_URL', 'sqlite:/srv/a.sqlite', ({ checkpointsFolder }) => checkpointsFolder, join('/srv', 'checkpoints')],
    ['CHECKPOINTS_FOLDER', '/mnt/log', ({ checkpointsFolder }) => checkpointsFolder, '/mnt/log'],
    ['DATABASE_URL', 'sqlite:/srv/a.sqlite', ({ database }) => database, { kind: 'sqlite', file: '/srv/a.sqlite' }],
    ['DATABASE_URL', 'postgres://a:b@c:5432/d', ({ database }) => database.kind, 'postgres'],
    ['DATABASE_URL', 'postgresql://a@c/d', ({ database }) => database.kind, 'postgres'],
    ['ALONGSIDE_KEY', KEY.replace(/=+$/, ''), ({ key }) => new MasterKey(key).databaseFileKey(), fileKey()],
    ['DEMO_PASSWORD', 'x'.repeat(12), ({ demoPassword }) => demoPassword?.reveal(), 'x'.repeat(12)],
    ['DEMO_PASSWORD', 'x'.repeat(128), ({ demoPassword }) => demoPassword?.reveal(), 'x'.repeat(128)],
    ['OPERATIONS', 'trusted', ({ operations }) => operations, 'trusted'],
    ['OPERATIONS_FOLDER', '/srv/operations', ({ operationsFolder }) => operationsFolder, '/srv/operations'],
    ['PUBLIC_ORIGIN', 'https://a.example', ({ publicOrigin }) => publicOrigin, 'https://a.example'],
    [
      'TRUST_PROXY',
      '10.0.0.1, fd00::/8,loopback',
      ({ trustProxy }) => trustProxy,
      ['10.0.0.1', 'fd00::/8', 'loopback'],
    ],
    ['NETWORK_TIMEZONE', 'Europe/Lisbon', ({ networkTimezone }) => networkTimezone, 'Europe/Lisbon'],
    ['LOG_LEVEL', 'silent', ({ logLevel }) => logLevel, 'silent'],
  ])('take %s=%s', (name, value, read, expected) => {
    expect(read(given({ [name]: value }))).toEqual(expected);
  });

  const BAD: [string, string[]][] = [
    ['HOST', ['not a host', '-x', 'a/b', 'http://a.example']],
    ['PORT', ['-1', '65536', '80.5', 'http', '1e3', '0x50', ' ']],
    [
      'DATABASE_URL',
      [
        'sqlite:',
        'sqlite::memory:',
        'mysql://a:hunter2@b/c',
        'postgres://',
        'postgres://a:b@c',
        'postgres://a:b@c:port/d',
        'x',
      ],
    ],
    ['ALONGSIDE_KEY', ['hunter2', randomBytes(31).toString('base64'), randomBytes(33).toString('base64'), `${KEY} `]],
    ['DEMO_PASSWORD', ['hunter2', 'x'.repeat(11), 'x'.repeat(129)]],
    ['OPERATIONS', ['Open', 'closed']],
    ['PUBLIC_ORIGIN', ['a.example', 'https://a.example/', 'https://a.example/path', 'ftp://a.example', 'null', '*']],
    ['TRUST_PROXY', ['true', '1', '10.0.0.1,', '10.0.0.0/33', 'proxy.example', '10.0.0']],
    ['NETWORK_TIMEZONE', ['Nowhere/Town', 'here']],
    ['LOG_LEVEL', ['loud', 'INFO']],
  ];
  it.each(BAD.flatMap(([name, values]) => values.map((value) => [name, value])))(
    'refuse %s=%s with one line that names it, and does not repeat it',
    (name, value) => {
      const problems = problemsOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(new RegExp(`^${name} `));
      expect(problems[0]).not.toContain('\n');
      // The same words whatever was given: nothing of it can be in them.
      expect(problems).toEqual(problemsOf({ [name]: 'hunter2/ :' }));
      expect(problems[0]).not.toContain('hunter2');
    },
  );

  it('refuse all that is wrong at once', () => {
    const wrong = Object.fromEntries(BAD.map(([name, [value]]) => [name, value]));
    expect(problemsOf(wrong).map((line) => line.split(' ')[0])).toEqual([
      'HOST',
      'PORT',
      'DATABASE_URL',
      'ALONGSIDE_KEY',
      'DEMO_PASSWORD',
      'OPERATIONS',
      'PUBLIC_ORIGIN',
      'TRUST_PROXY',
      'NETWORK_TIMEZONE',
      'LOG_LEVEL',
    ]);
  });

  it('are stricter in production: a key must be given, and only registered documents are executed', () => {
    expect(problemsOf({ NODE_ENV: 'production', ALONGSIDE_KEY: undefined })).toEqual([
      'ALONGSIDE_KEY is not set. Production needs 32 random bytes in base64: openssl rand -base64 32',
    ]);
    expect(problemsOf({ NODE_ENV: 'production', ALONGSIDE_KEY: '' })).toHaveLength(1);
    expect(given({ NODE_ENV: 'production' })).toMatchObject({ production: true, operations: 'trusted' });
    expect(given({ NODE_ENV: 'production', OPERATIONS: 'open' }).operations).toBe('open');
  });

  const bytes = (value: (place: number) => number) => Buffer.from(Array.from({ length: 32 }, (_, n) => value(n) & 255));
  it.each<[string, Buffer]>([
    ['nothing but zeros', bytes(() => 0)],
    ['nothing but ones', bytes(() => 255)],
    ['two bytes in turn', bytes((n) => (n % 2 ? 0xde : 0xad))],
    ['counting up', bytes((n) => n)],
    ['counting down', bytes((n) => 255 - n)],
    ['counting in threes', bytes((n) => n * 3)],
    ['words', Buffer.from('change-me-to-32-random-bytes-pls')],
    ['hexadecimal digits, taken for bytes', Buffer.from(randomBytes(16).toString('hex'))],
  ])('refuse a key that somebody made up: %s', (_what, sample) => {
    for (const NODE_ENV of ['production', 'development'])
      expect(problemsOf({ NODE_ENV, ALONGSIDE_KEY: sample.toString('base64') })).toEqual([
        'ALONGSIDE_KEY is a sample or has a pattern: make one with openssl rand -base64 32',
      ]);
  });

  it('take every key that was made at random', () => {
    for (let n = 0; n < 5000; n++)
      expect(problemsOf({ ALONGSIDE_KEY: randomBytes(32).toString('base64') })).toEqual([]);
  });

  it('keep a key of their own for development, beside the data, for its owner alone, and the same at the next start', () => {
    const where = folder();
    const read = () => readSettings({ DATABASE_URL: sqliteIn(where) }).key.reveal();
    const first = read();
    expect(Buffer.from(first, 'base64')).toHaveLength(32);
    expect(read()).toBe(first);
    const kept = join(where, 'alongside.key');
    expect(readFileSync(kept, 'utf8').trim()).toBe(first);
    expect(statSync(kept).mode & 0o777).toBe(0o600);
  });

  it('refuse a kept key that is no key any more, rather than encrypt with half of one', () => {
    const where = folder();
    for (const broken of ['', 'hunter2', KEY.slice(0, 20)]) {
      writeFileSync(join(where, 'alongside.key'), broken);
      const problems = problemsOf({ ALONGSIDE_KEY: undefined, DATABASE_URL: sqliteIn(where) });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^ALONGSIDE_KEY .*alongside\.key beside the data/);
      expect(problems[0]).not.toContain('hunter2');
    }
  });

  it('never print what is secret in them', () => {
    const settings = given({ DEMO_PASSWORD: 'hunter2-hunter2', DATABASE_URL: 'postgres://a:hunter2@b/c' });
    for (const printed of [inspect(settings, { depth: 9, showHidden: true }), JSON.stringify(settings)]) {
      expect(printed).not.toContain('hunter2');
      expect(printed).not.toContain(KEY.slice(0, 10));
    }
  });
});

describe('the program', () => {
  const production = () => ({
    ALONGSIDE_KEY: randomBytes(32).toString('base64'),
    DATABASE_URL: sqliteIn(folder()),
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
  });
  const codeOf = async (address: string, query: string) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${address}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    return errors?.[0]?.extensions.code;
  };

  it('executes registered documents only, in production', async () => {
    const ended = await runWhile(production(), async (address) => {
      expect(await codeOf(address, '{ me { id } }')).toBe('FORBIDDEN');
      expect(await codeOf(address, readFileSync('operations/me.graphql', 'utf8'))).toBeUndefined();
    });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/^Alongside listens at \S+\n$/);
  });

  it('warns, where any document is executed in production', async () => {
    const ended = await runWhile({ ...production(), OPERATIONS: 'open' }, async (address) => {
      expect(await codeOf(address, '{ me { id } }')).toBeUndefined();
    });
    expect(ended.out).toMatch(/^\nWARNING: OPERATIONS=open: any document is executed[^]*\n\nAlongside listens at/);
  });

  it('says in a plain line that any document is executed, while it is developed', async () => {
    const { NODE_ENV: _production, ...development } = production();
    // Not empty: loading the demo network is not what this is about.
    const settings = given(development);
    const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
    await database.migrate();
    await seedNetwork(database, new TestClock());
    await database.close();
    const ended = await runWhile(development, () => Promise.resolve());
    expect(ended.out).toContain(
      '\nOPERATIONS=open: any document is executed, not only registered ones.\nAlongside listens at',
    );
    expect(ended.out).not.toContain('WARNING');
  });

  it('does not start where a document cannot be registered: one line says which, and why', async () => {
    const operations = folder();
    writeFileSync(join(operations, 'theirs.graphql'), '{ nothing }');
    const ended = await runToItsEnd({ ...production(), OPERATIONS_FOLDER: operations });
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out).toMatch(
      /^\S+theirs\.graphql: this document cannot be registered: Cannot query field "nothing".*\n$/,
    );
  });

  it('says each wrong setting in a line of its own, and ends with 1', async () => {
    const ended = await runToItsEnd({ PORT: 'hunter2', LOG_LEVEL: 'hunter2', NODE_ENV: 'production' });
    expect(ended).toEqual({
      code: 1,
      out:
        'PORT must be a whole number from 0 to 65535.\n' +
        'ALONGSIDE_KEY is not set. Production needs 32 random bytes in base64: openssl rand -base64 32\n' +
        'LOG_LEVEL must be one of: fatal, error, warn, info, debug, trace, silent.\n',
      err: '',
    });
  });

  it('says in one line that the key is not the one the database was written with, and ends with 1', async () => {
    const url = sqliteIn(folder());
    const settings = given({ DATABASE_URL: url });
    const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
    await database.migrate();
    await database.close();
    const file = url.slice('sqlite:'.length);
    const before = readFileSync(file);
    const other = randomBytes(32).toString('base64');
    const ended = await runToItsEnd({
      DATABASE_URL: url,
      ALONGSIDE_KEY: other,
      NODE_ENV: 'production',
      OPERATIONS: 'open',
    });
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out.trimEnd().split('\n')).toEqual([expect.stringMatching(/does not open with this ALONGSIDE_KEY/)]);
    expect(ended.out).not.toContain(other);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says in one line that PostgreSQL does not let it in, and ends with 1', async () => {
    const ended = await runToItsEnd({ DATABASE_URL: 'postgres://a:hunter2@127.0.0.1:1/x', ALONGSIDE_KEY: KEY });
    expect(ended).toMatchObject({ code: 1, err: '' });
    expect(ended.out).toMatch(/^PostgreSQL does not let us in \(ECONNREFUSED\): check DATABASE_URL.*\n$/);
  });
});

function fileKey(): string {
  return new MasterKey(new Secret(KEY)).databaseFileKey();
}
