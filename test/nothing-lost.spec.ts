import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { Agent, request as send } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { SystemClock } from '../src/platform/clock.js';
import { readSettings } from '../src/platform/config.js';
import { openDatabase, type Database } from '../src/platform/database/index.js';
import { MasterKey } from '../src/platform/secrets/index.js';
import { SCHEMA } from '../src/schema.js';
import { DATABASES, freshDatabase, type DatabaseKind } from './support/databases.js';
import { CASEWORKER } from './support/journey.js';
import { PASSWORD, seedNetwork } from './support/network.js';
import { startServer, runToItsEnd } from './support/program.js';

/** Whoever stops a process waits so long. */
const SOON_MILLIS = 10_000;
/** What cannot be used is refused by then; on a machine that is busy with other things, in no more than three times what a wrong setting takes. */
const AT_ONCE_MILLIS = 5_000;
const LONG = 90_000;

type Settings = Record<string, string>;

/** A database with the test network in it, closed again, and the settings with which the program opens it. */
async function prepared(kind: DatabaseKind): Promise<{ settings: Settings; drop: () => Promise<void> }> {
  const { url, drop } = await freshDatabase(kind);
  const key = randomBytes(32).toString('base64');
  const settings = { DATABASE_URL: url, ALONGSIDE_KEY: key, NODE_ENV: 'production', OPERATIONS: 'open' };
  await withDatabase({ ...settings }, async (database) => {
    await database.migrate();
    await seedNetwork(database, new SystemClock());
  });
  return { settings: { ...settings, LOG_LEVEL: 'error' }, drop };
}

async function withDatabase<T>(env: Settings, work: (database: Database) => Promise<T>): Promise<T> {
  const settings = readSettings(env);
  const database = await openDatabase(settings.database, new MasterKey(settings.key), SCHEMA);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

interface Answered {
  status: number;
  connection: string | undefined;
  // What it asked for; typing each document would only repeat it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** One question over a connection that is kept open afterwards. */
const ask = (address: string, agent: Agent, token: string | null, query: string, variables?: object) =>
  new Promise<Answered>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const sent = send(`${address}/graphql`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          connection: answer.headers.connection,
          body: JSON.parse(text) as unknown,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ query, variables }));
  });

const OPEN = 'mutation ($key: String!) { openClient(input: { key: $key }) { __typename ... on Client { id } } }';
const FIND = '{ findListings(where: { services: ["shelter"] }) { matches { totalCount } } }';

async function signIn(address: string, agent: Agent): Promise<string> {
  const document = 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }';
  const { body } = await ask(address, agent, null, document, { input: { email: CASEWORKER, password: PASSWORD } });
  return (body as { data: { signIn: { token: string } } }).data.signIn.token;
}

const started: { kill: () => void }[] = [];
afterEach(() => {
  for (const { kill } of started.splice(0)) kill();
});

/** A running server, a worker signed in, over a connection that stays open. */
async function serving(settings: Settings) {
  const program = await startServer(settings);
  started.push(program);
  const address = program.address ?? '';
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const token = await signIn(address, agent);
  return {
    ...program,
    address,
    agent,
    ask: (query: string, variables?: object) => ask(address, agent, token, query, variables),
  };
}

describe.each(DATABASES)('asked to stop, on %s', (kind) => {
  let settings: Settings;
  let drop: () => Promise<void>;
  beforeAll(async () => ({ settings, drop } = await prepared(kind)));
  afterAll(() => drop());

  it(
    'it answers what it was asked, closes kept connections, and ends with 0',
    async () => {
      const { ask, agent, stop, ended } = await serving(settings);
      const keys = Array.from({ length: 24 }, () => randomUUID());
      const asked = keys.map((key) => ask(OPEN, { key }));
      // They have arrived, and not one of so many has been answered yet.
      await pause(20);
      const began = Date.now();
      stop();
      const answers = await Promise.allSettled(asked);
      expect((await ended).code).toBe(0);
      expect(Date.now() - began).toBeLessThan(SOON_MILLIS);
      agent.destroy();
      const answered = answers.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const done = answered.filter(({ status }) => status === 200);
      expect(done.length).toBeGreaterThan(0);
      expect(done.map(({ body }) => (body as { data: object }).data)).toEqual(
        done.map(() => ({ openClient: { __typename: 'Client', id: expect.any(String) as string } })),
      );
      // Whoever was answered "done" has it.
      const ids = done.map(({ body }) => (body as { data: { openClient: { id: string } } }).data.openClient.id);
      await withDatabase(settings, async (database) => {
        for (const id of ids) expect(await database.one(sql`SELECT id FROM client WHERE id = ${id}`)).toEqual({ id });
      });
    },
    LONG,
  );

  it(
    'it does not wait for ever for what waits for something else: that is told so, and nothing of it is done',
    async () => {
      const { ask, agent, stop, ended } = await serving(settings);
      const count = () =>
        withDatabase(settings, async (database) =>
          Number((await database.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM client`))?.n),
        );
      const before = await count();
      // What nobody could offer is noted, to be written when it suits, at the latest now.
      await ask('{ findListings(where: { services: ["birth"] }) { matches { totalCount } } }');
      const letGo = await hold(settings);
      const asked = ask(OPEN, { key: randomUUID() });
      await pause(500);
      const began = Date.now();
      stop();
      const answer = await asked;
      expect((await ended).code).toBe(0);
      expect(Date.now() - began).toBeLessThan(SOON_MILLIS);
      agent.destroy();
      // On SQLite it waits for the file before it hears that it is to stop.
      if (kind === 'postgres') expect(answer.connection).toBe('close');
      expect((answer.body as { errors: unknown[] }).errors).toHaveLength(1);
      await letGo();
      expect(await count()).toBe(before);
    },
    LONG,
  );
});

/** Somebody else's transaction stands in the way of every new client. */
async function hold(settings: Settings): Promise<() => Promise<void>> {
  const url = settings.DATABASE_URL ?? '';
  if (url.startsWith('sqlite:')) {
    const db = new BetterSqlite(url.slice('sqlite:'.length));
    db.pragma(`cipher = 'sqlcipher'`);
    db.pragma(`key = "x'${new MasterKey(readSettings(settings).key).databaseFileKey()}'"`);
    db.exec('BEGIN IMMEDIATE');
    return () => Promise.resolve(void db.close());
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN; LOCK TABLE client');
  return () => client.end();
}

const onSqlite = DATABASES.includes('sqlite') ? describe : describe.skip;
const onPostgres = DATABASES.includes('postgres') ? describe : describe.skip;

const REFUSED = {
  data: null,
  errors: [
    {
      message: 'Nothing can be kept at the moment. Nothing of this was done: try again later, with the same key.',
      locations: expect.any(Array) as unknown,
      path: ['openClient'],
      extensions: { code: 'CANNOT_BE_KEPT', id: expect.any(String) as string },
    },
  ],
};

onSqlite('where the disk is full, on sqlite', () => {
  it(
    'what cannot be kept is refused, reading goes on, nothing is lost, and it recovers by itself',
    async () => {
      const { settings, drop } = await prepared('sqlite');
      const { ask, pid, stop, ended, agent, out } = await serving(settings);
      const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`]);
      const opened: string[] = [];
      const open = async (key: string) => {
        const { body } = await ask(OPEN, { key });
        const id = (body as { data: { openClient: { id: string } } | null }).data?.openClient.id;
        if (id) opened.push(id);
        return body as object;
      };
      for (let n = 0; n < 5; n++) await open(randomUUID());
      // No file of this process grows any more: what a full disk is to it, without a disk of our own.
      limit('4096');
      const key = randomUUID();
      for (let n = 0; n < 3; n++) expect(await open(key)).toEqual(REFUSED);
      expect(await Promise.all([randomUUID(), randomUUID()].map(open))).toEqual([REFUSED, REFUSED]);
      expect((await ask(FIND)).body).toMatchObject({ data: { findListings: expect.anything() as object } });
      expect((await ask('{ me { email } }')).body).toEqual({ data: { me: { email: CASEWORKER } } });
      limit('unlimited');
      expect(await open(key)).toMatchObject({ data: { openClient: { __typename: 'Client' } } });
      expect(opened).toHaveLength(6);
      expect(out()).toContain('the database takes nothing more: make room on its disk');
      expect(out()).not.toMatch(/INSERT|SQLITE/);
      stop();
      agent.destroy();
      expect((await ended).code).toBe(0);
      await withDatabase(settings, async (database) => {
        const rows = await database.all<{ id: string }>(sql`SELECT id FROM client`);
        expect(rows.map(({ id }) => id).sort()).toEqual([...opened].sort());
      });
      await drop();
    },
    LONG,
  );
});

onPostgres('where the disk is full, on postgres', () => {
  it(
    'what cannot be kept is refused, reading goes on, nothing is lost, and it recovers by itself',
    async () => {
      const { settings, drop } = await prepared('postgres');
      const { ask, stop, ended, agent } = await serving(settings);
      const server = new Client({ connectionString: settings.DATABASE_URL });
      await server.connect();
      // The server's disk is not ours to fill: it says what it says when it is full, for the one table.
      await server.query(`CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`);
      await server.query('CREATE TRIGGER full_disk AFTER INSERT ON client FOR EACH ROW EXECUTE FUNCTION full_disk()');
      const key = randomUUID();
      for (let n = 0; n < 3; n++) expect((await ask(OPEN, { key })).body).toEqual(REFUSED);
      expect((await ask(FIND)).body).toMatchObject({ data: { findListings: expect.anything() as object } });
      expect((await server.query('SELECT 1 FROM client')).rowCount).toBe(0);
      await server.query('DROP TRIGGER full_disk ON client');
      expect((await ask(OPEN, { key })).body).toMatchObject({ data: { openClient: { __typename: 'Client' } } });
      expect((await server.query('SELECT 1 FROM client')).rowCount).toBe(1);
      await server.end();
      stop();
      agent.destroy();
      expect((await ended).code).toBe(0);
      await drop();
    },
    LONG,
  );
});

onSqlite('a file that cannot be used', () => {
  let settings: Settings;
  let drop: () => Promise<void>;
  beforeAll(async () => ({ settings, drop } = await prepared('sqlite')));
  afterAll(() => drop());

  const fromTheFuture = async (file: string) => {
    await withDatabase({ ...settings, DATABASE_URL: `sqlite:${file}` }, (database) =>
      database.write((tx) => tx.run(sql`INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Future9')`)),
    );
  };
  const middleOf = (file: string) => Math.floor(statSync(file).size / 8192) * 4096;
  const flip = (file: string, place: number) => {
    const bytes = readFileSync(file);
    bytes[place]! ^= 1;
    writeFileSync(file, bytes);
  };

  it.each<[string, RegExp, (file: string) => void | Promise<void>]>([
    ['damaged', /is damaged: put the last backup/, (file) => flip(file, middleOf(file) + 99)],
    ['cut off', /is damaged: put the last backup/, (file) => truncateSync(file, middleOf(file))],
    ['cut off to less than a page', /does not open|is damaged/, (file) => truncateSync(file, 1000)],
    [
      'somebody else’s',
      /does not open with this ALONGSIDE_KEY/,
      (file) => writeFileSync(file, 'my diary\n'.repeat(999)),
    ],
    ['of a newer version', /newer version \(Future9\): start that version/, fromTheFuture],
  ])(
    'is refused with one line and left as it was, with what lies beside it: %s',
    async (_what, line, spoil) => {
      const folder = join(dirname((settings.DATABASE_URL ?? '').slice('sqlite:'.length)), randomUUID());
      execFileSync('mkdir', [folder]);
      const file = join(folder, 'copy.sqlite');
      copyFileSync((settings.DATABASE_URL ?? '').slice('sqlite:'.length), file);
      await spoil(file);
      await refusedAsItIs({ ...settings, DATABASE_URL: `sqlite:${file}` }, line);
    },
    LONG,
  );

  it(
    'is refused and left as it was also where a killed process left its last writes beside it',
    async () => {
      const { file, folder } = await leftByAKilledProcess(settings);
      const copy = { ...settings, DATABASE_URL: `sqlite:${file}` };
      expect(readdirSync(folder)).toContain('copy.sqlite-wal');
      await refusedAsItIs({ ...copy, ALONGSIDE_KEY: randomBytes(32).toString('base64') }, /does not open with this/);
      await refusedAsItIs(copy, /newer version \(Future9\)/);
    },
    LONG,
  );
});

/** With the last write still in the WAL. */
async function leftByAKilledProcess(settings: Settings): Promise<{ file: string; folder: string }> {
  const from = (settings.DATABASE_URL ?? '').slice('sqlite:'.length);
  const folder = join(dirname(from), randomUUID());
  execFileSync('mkdir', [folder]);
  const file = join(folder, 'copy.sqlite');
  const beside = join(folder, 'live.sqlite');
  copyFileSync(from, beside);
  await withDatabase({ ...settings, DATABASE_URL: `sqlite:${beside}` }, async (database) => {
    await database.write((tx) =>
      tx.run(sql`INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'Future9')`),
    );
    for (const suffix of ['', '-wal', '-shm'])
      if (existsSync(beside + suffix)) copyFileSync(beside + suffix, file + suffix);
  });
  execFileSync('rm', ['-f', beside]);
  return { file, folder };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const began = Date.now();
  const result = await work();
  return { ms: Date.now() - began, result };
}

async function refusedAsItIs(settings: Settings, line: RegExp): Promise<void> {
  const folder = dirname((settings.DATABASE_URL ?? '').slice('sqlite:'.length));
  const before = digests(folder);
  const { ms: least } = await timed(() => runToItsEnd({ PORT: 'none' }));
  const { ms, result: ended } = await timed(() => runToItsEnd(settings));
  expect(ms).toBeLessThan(Math.max(AT_ONCE_MILLIS, 3 * least));
  expect(ended).toMatchObject({ code: 1, err: '' });
  expect(ended.out.trimEnd().split('\n')).toEqual([expect.stringMatching(line)]);
  expect(digests(folder)).toMatchObject(before);
  // SQLite may leave an empty WAL beside a file that it has looked at; nothing that says anything.
  const added = readdirSync(folder).filter((name) => !(name in before));
  expect(added.filter((name) => !name.endsWith('-shm') && statSync(join(folder, name)).size > 0)).toEqual([]);
}

/** Byte for byte, each file of the folder; not SQLite's index of the WAL in shared memory, which is made anew by whoever looks. */
const digests = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
