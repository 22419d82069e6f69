import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { Column, DataSource, Entity, Index, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { readSettings } from '../src/platform/config.js';
import {
  DatabaseRefused,
  NoRoom,
  openDatabase,
  type Database,
  type DatabaseKind,
  type Schema,
  type Transaction,
} from '../src/platform/database/index.js';
import { MasterKey, Secret } from '../src/platform/secrets/index.js';
import { DATABASES, emptyDatabase } from './support/databases.js';

interface Deep {
  ages: number[];
  none: null;
  deep: { word: string }[];
  yes: boolean;
}

@Entity('thing')
@Index('ux_thing_count', ['count'], { unique: true })
class Thing {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'pk_thing' })
  id!: string;
  @Column({ type: 'text', nullable: true })
  words!: string | null;
  @Column({ type: 'text', nullable: true })
  at!: string | null;
  @Column({ type: 'boolean', nullable: true })
  flag!: boolean | null;
  @Column({ type: 'simple-json', nullable: true })
  list!: Deep | string[] | null;
  @Column({ type: 'integer', nullable: true })
  count!: number | null;
  @Column({ type: 'double precision', nullable: true })
  share!: number | null;
}

class Things1795305600001 implements MigrationInterface {
  name = 'Things1795305600001';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE "thing" ("id" text NOT NULL, "words" text, "at" text, "flag" boolean, "list" text,
      "count" integer, "share" double precision, CONSTRAINT "pk_thing" PRIMARY KEY ("id"))`);
    await runner.query(`CREATE UNIQUE INDEX "ux_thing_count" ON "thing" ("count")`);
  }
  async down(): Promise<void> {
    // Never taken back here.
  }
}
const THINGS: Schema = { entities: [Thing], migrations: [Things1795305600001] };

const newKey = () => new Secret(randomBytes(32).toString('base64'));
const pause = (millis = 1) => new Promise((wake) => setTimeout(wake, millis));
const thing = (id: string, more: Partial<Thing> = {}): Thing => ({
  ...{ words: null, at: null, flag: null, list: null, count: null, share: null },
  id,
  ...more,
});

/** An opened database of things, and what is needed to open it again. */
class Opened {
  #open = true;

  private constructor(
    readonly kind: DatabaseKind,
    readonly url: string,
    readonly key: Secret,
    public database: Database,
    private readonly dropIt: () => Promise<void>,
  ) {}

  static async fresh(kind: DatabaseKind, schema = THINGS): Promise<Opened> {
    const { url, drop } = await emptyDatabase(kind);
    const key = newKey();
    const database = await open(url, key, schema);
    await database.migrate();
    return new Opened(kind, url, key, database, drop);
  }

  get file(): string {
    return this.url.slice('sqlite:'.length);
  }

  async close(): Promise<void> {
    if (this.#open) await this.database.close();
    this.#open = false;
  }

  async reopen(schema = THINGS): Promise<void> {
    await this.close();
    this.database = await open(this.url, this.key, schema);
    this.#open = true;
  }

  async drop(): Promise<void> {
    await this.close();
    await this.dropIt();
  }
}

const open = (url: string, key: Secret, schema = THINGS): Promise<Database> =>
  openDatabase(readSettings({ DATABASE_URL: url, ALONGSIDE_KEY: key.reveal() }).database, new MasterKey(key), schema);

const idsIn = async (database: Database): Promise<string[]> =>
  (await database.all<{ id: string }>(sql`SELECT id FROM thing`)).map(({ id }) => id).sort();
const put = (tx: Transaction, id: string) => tx.run(sql`INSERT INTO thing (id) VALUES (${id})`);

describe.each(DATABASES)('the door to the database, on %s', (kind) => {
  let opened: Opened;
  let database: Database;
  beforeEach(async () => {
    opened = await Opened.fresh(kind);
    database = opened.database;
  });
  afterEach(() => opened.drop());

  it('keeps fifty transactions at once beside single writes, and a failing one rolls back only itself', async () => {
    const transactions = Array.from({ length: 50 }, async (_, n) =>
      database.write(async (tx) => {
        await put(tx, `first ${n}`);
        // As a real one does: it waits, and others come meanwhile.
        await pause(n % 3);
        await put(tx, `second ${n}`);
        if (n % 5 === 0) throw new Error(`number ${n} fails`);
      }),
    );
    const singles = Array.from({ length: 50 }, async (_, n) => {
      await pause(n % 7);
      await database.write((tx) => put(tx, `single ${n}`));
    });
    const ended = await Promise.allSettled([...transactions, ...singles]);

    const failed = ended.flatMap((each, n) => (each.status === 'rejected' ? [{ n, error: each.reason as Error }] : []));
    expect(failed.map(({ n }) => n)).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45]);
    expect(failed.map(({ error }) => error.message)).toEqual(failed.map(({ n }) => `number ${n} fails`));
    const kept = [...Array(50).keys()].filter((n) => n % 5 !== 0);
    const expected = [
      ...kept.flatMap((n) => [`first ${n}`, `second ${n}`]),
      ...[...Array(50).keys()].map((n) => `single ${n}`),
    ];
    expect(await idsIn(database)).toEqual(expected.sort());
  });

  it('lets transactions read besides themselves, however many they are', async () => {
    const done = Array.from({ length: 40 }, (_, n) =>
      database.write(async (tx) => {
        await put(tx, `thing ${n}`);
        await database.all(sql`SELECT id FROM thing`);
        await database.manager.findOneBy(Thing, { id: 'nothing' });
      }),
    );
    await Promise.all(done);
    expect(await idsIn(database)).toHaveLength(40);
  });

  it('shows a transaction what it wrote itself, and nobody else before it is kept', async () => {
    await database.write(async (tx) => {
      await put(tx, 'new');
      await tx.manager.insert(Thing, thing('newer'));
      expect(await tx.all(sql`SELECT id FROM thing`)).toHaveLength(2);
      expect(await tx.one(sql`SELECT id FROM thing WHERE id = 'newer'`)).toEqual({ id: 'newer' });
      expect(await idsIn(database)).toEqual([]);
      expect(await database.manager.count(Thing)).toBe(0);
    });
    expect(await idsIn(database)).toEqual(['new', 'newer']);
  });

  it('says how many rows a change touched', async () => {
    await database.write(async (tx) => {
      await tx.manager.insert(Thing, [thing('a'), thing('b')]);
      expect(await tx.run(sql`UPDATE thing SET words = 'x' WHERE id IN ('a', 'b')`)).toBe(2);
      expect(await tx.run(sql`UPDATE thing SET words = 'x' WHERE id = 'c'`)).toBe(0);
      expect(await tx.run(sql`INSERT INTO thing (id) VALUES ('a') ON CONFLICT (id) DO NOTHING`)).toBe(0);
      expect(await tx.run(sql`DELETE FROM thing WHERE id = 'b'`)).toBe(1);
    });
  });

  it('does what waits for a transaction to be kept, and only then', async () => {
    const done: string[] = [];
    await database.write(async (tx) => {
      tx.afterCommit(() => done.push('kept'));
      await put(tx, 'a');
      expect(done).toEqual([]);
    });
    const lost = database.write(async (tx) => {
      tx.afterCommit(() => done.push('lost'));
      await put(tx, 'b');
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    expect(done).toEqual(['kept']);
  });

  it('goes on after an error of the database itself', async () => {
    await expect(database.write((tx) => tx.run(sql`INSERT INTO nowhere (id) VALUES (1)`))).rejects.toThrow();
    await expect(database.write((tx) => tx.run(sql`INSERT INTO thing (words) VALUES ('no id')`))).rejects.toThrow();
    await database.write((tx) => put(tx, 'after'));
    expect(await idsIn(database)).toEqual(['after']);
  });

  it('lets who looks and then writes look again, where another was quicker: one has it, the others see that it is taken', async () => {
    const takes = Array.from({ length: 8 }, (_, n) =>
      database.write(async (tx) => {
        const taken = await tx.one(sql`SELECT id FROM thing WHERE count = 7`);
        await pause(40);
        if (taken) return 'taken';
        await tx.run(sql`INSERT INTO thing (id, count) VALUES (${`number ${n}`}, 7)`);
        return 'mine';
      }),
    );
    expect((await Promise.all(takes)).sort()).toEqual(['mine', ...Array<string>(7).fill('taken')]);
  });

  it('never loses a change that was decided by the version that was read', async () => {
    await database.write((tx) => tx.manager.insert(Thing, thing('a', { count: 0 })));
    const add = async (): Promise<void> => {
      const read = await database.one<{ count: number }>(sql`SELECT count FROM thing WHERE id = 'a'`);
      const saved = await database.write((tx) =>
        tx.run(sql`UPDATE thing SET count = ${read!.count + 1} WHERE id = 'a' AND count = ${read!.count}`),
      );
      if (!saved) await add();
    };
    await Promise.all(Array.from({ length: 25 }, add));
    expect(await database.one(sql`SELECT count FROM thing WHERE id = 'a'`)).toEqual({ count: 25 });
  });

  it('gives back alike what was put in: instants, yes and no, lists, every script, nothing', async () => {
    const things = [
      thing('whole', {
        words: `Її звати — ніяк. 她 • اسم • 🌙🏳️‍⚧️ e\u0301 é\n"quoted", 'single', \\ and % _ ;--`,
        at: '2026-03-18T21:00:00.000Z',
        flag: true,
        list: { ages: [0, 3.5], none: null, deep: [{ word: 'ünï' }], yes: false },
        count: -2_147_483_648,
        share: 0.1 + 0.2,
      }),
      thing('empty', { words: '', flag: false, list: [], count: 0, share: -1e-12 }),
      thing('nothing'),
    ];
    await database.write((tx) => tx.manager.insert(Thing, things));
    const back = await database.manager.find(Thing, { order: { id: 'ASC' } });
    expect(back.map((each) => Object.assign({}, each))).toEqual([...things].sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(await database.one(sql`SELECT words, at, share, count FROM thing WHERE id = 'whole'`)).toEqual({
      words: things[0]!.words,
      at: things[0]!.at,
      share: things[0]!.share,
      count: things[0]!.count,
    });
  });

  it('compares yes and no alike, as values and in conditions, and sorts instants by time', async () => {
    await database.write(async (tx) => {
      await tx.run(sql`INSERT INTO thing (id, flag, at) VALUES ('b', ${true}, '2026-03-18T21:00:00.001Z')`);
      await tx.run(sql`INSERT INTO thing (id, flag, at) VALUES ('a', ${false}, '2026-03-18T21:00:00.000Z')`);
      await tx.run(sql`INSERT INTO thing (id, flag, at) VALUES ('c', ${null}, '2025-12-31T23:59:59.999Z')`);
    });
    expect(await database.all(sql`SELECT id FROM thing WHERE flag = TRUE`)).toEqual([{ id: 'b' }]);
    expect(await database.all(sql`SELECT id FROM thing WHERE flag = ${false}`)).toEqual([{ id: 'a' }]);
    expect(await database.all(sql`SELECT id FROM thing ORDER BY at`)).toEqual([{ id: 'c' }, { id: 'a' }, { id: 'b' }]);
  });

  it('takes a value for a value, whatever stands in it', async () => {
    const evil = `'); DROP TABLE thing; --`;
    await database.write((tx) => tx.manager.insert(Thing, thing(evil, { words: evil })));
    expect(await database.all(sql`SELECT words FROM thing WHERE id = ${evil}`)).toEqual([{ words: evil }]);
  });

  it('migrates once: twice, and after a restart, changes nothing', async () => {
    await database.write((tx) => put(tx, 'here'));
    await database.migrate();
    await Promise.all([database.migrate(), database.migrate()]);
    await opened.reopen();
    await opened.database.migrate();
    expect(await idsIn(opened.database)).toEqual(['here']);
    expect(await opened.database.drift()).toEqual([]);
  });

  it('refuses a database that a newer version has written, and changes nothing in it', async () => {
    await database.write(async (tx) => {
      await tx.run(sql`INSERT INTO migration (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`);
    });
    const refused = await opened
      .reopen()
      .then(() => opened.database.migrate())
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseRefused);
    expect((refused as Error).message).toMatch(/newer version \(FromTheFuture9999999999999\).*start that version/);
    expect((refused as Error).message).not.toContain('\n');
  });
});

const onSqlite = DATABASES.includes('sqlite') ? describe : describe.skip;
const onPostgres = DATABASES.includes('postgres') ? describe : describe.skip;

onSqlite('the embedded database', () => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await Opened.fresh('sqlite');
  });
  afterEach(() => opened.drop());

  it('waits for the disk, checks references, overwrites what is deleted, and trusts no schema: on both connections', async () => {
    const demanded = {
      journal_mode: 'wal',
      synchronous: 2, // FULL
      foreign_keys: 1,
      secure_delete: 1,
      trusted_schema: 0,
      temp_store: 2, // memory: no file beside ours
    };
    const names = Object.keys(demanded);
    const read = async (ask: (text: string) => Promise<Record<string, unknown>[]>) =>
      Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, Object.values((await ask(`PRAGMA ${name}`))[0]!)[0]])),
      ) as Record<string, unknown>;
    const { database } = opened;
    expect(await read((text) => database.manager.query(text))).toEqual(demanded);
    expect(await database.write((tx) => read((text) => tx.manager.query(text)))).toEqual(demanded);
    const timeout = await database.write((tx) => tx.manager.query<Record<string, number>[]>('PRAGMA busy_timeout'));
    expect(Object.values(timeout[0]!)).toEqual([5000]);
  });

  it('waits for another who has the file once more at most when the house stops, however many would write', async () => {
    const { database, url, key } = opened;
    const other = await open(url, key);
    try {
      await other.write(async () => {
        const began = Date.now();
        database.hurry(300);
        for (const id of ['a', 'b', 'c', 'd'])
          await expect(database.write((tx) => put(tx, id))).rejects.toThrow(/locked/);
        expect(Date.now() - began).toBeGreaterThanOrEqual(300);
        // Whoever waits does so for five seconds, each anew.
        expect(Date.now() - began).toBeLessThan(2_500);
      });
    } finally {
      await other.close();
    }
    expect(await idsIn(database)).toEqual([]);
    // Nobody is in the way any more: what is said last is written.
    await database.write((tx) => put(tx, 'last words'));
    expect(await idsIn(database)).toEqual(['last words']);
  });

  it('says of a full disk that nothing can be kept, keeps what it kept, and goes on once there is room', async () => {
    const { database } = opened;
    const pages = (most: string) => database.write((tx) => tx.manager.query(`PRAGMA max_page_count = ${most}`));
    const large = (id: string) =>
      database.write((tx) => tx.manager.insert(Thing, thing(id, { words: 'x'.repeat(99_999) })));
    await large('before');
    await pages('1');
    const refused = await Promise.allSettled([large('a'), large('b'), large('c')]);
    for (const each of refused)
      expect(each).toMatchObject({ status: 'rejected', reason: expect.any(NoRoom) as object });
    expect(await idsIn(database)).toEqual(['before']);
    await pages('1000000');
    await large('after');
    expect(await idsIn(database)).toEqual(['after', 'before']);
  });

  it('reads on a connection that cannot write', async () => {
    await expect(opened.database.manager.insert(Thing, thing('a'))).rejects.toThrow(/readonly/);
    await expect(opened.database.all(sql`INSERT INTO thing (id) VALUES ('a')`)).rejects.toThrow(/readonly/);
  });

  it('keeps nothing in its files that can be read, in any encoding', async () => {
    const canary = 'CANARY-she-is-met-at-the-library';
    const { database } = opened;
    await database.write((tx) => tx.manager.insert(Thing, thing('a', { words: canary, list: [canary] })));
    const found = () =>
      filesBeside(opened.file).filter((file) => {
        const bytes = readFileSync(file);
        const needles = [canary, 'thing', 'CREATE TABLE', 'SQLite format 3'];
        return needles.some((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')));
      });
    // While it is open (file, WAL and shared memory), and when it was closed.
    expect(filesBeside(opened.file).some((file) => file.endsWith('-wal'))).toBe(true);
    expect(found()).toEqual([]);
    await opened.reopen();
    expect(found()).toEqual([]);
    expect(await opened.database.manager.findOneByOrFail(Thing, { id: 'a' })).toMatchObject({ words: canary });
  });

  it('refuses a wrong key with one line that says what to do, and leaves every file as it was', async () => {
    const { file, url } = opened;
    await opened.database.write((tx) => put(tx, 'hers'));
    // As a killed process leaves it: with what was written last still in the WAL.
    const [folder, copy] = copyOf(file);
    const before = digests(folder);
    const refused = await refusal(open(url.replace(file, copy), newKey()));
    expect(refused.message).toMatch(/does not open with this ALONGSIDE_KEY: set the key it was written with/);
    expect(refused.message).toContain(copy);
    expect(refused.message).not.toContain('\n');
    expect(digests(folder)).toEqual(before);
    const again = await open(url.replace(file, copy), opened.key);
    expect(await idsIn(again)).toEqual(['hers']);
    await again.close();
  });

  it.each<[string, RegExp, (file: string) => void]>([
    ['damaged', /is damaged: put the last backup/, (file) => writeFileSync(file, flipped(readFileSync(file), 6000))],
    ['truncated', /is damaged: put the last backup/, (file) => truncateSync(file, readFileSync(file).length - 4096)],
    ['foreign', /does not open with this ALONGSIDE_KEY/, (file) => writeFileSync(file, 'my diary\n'.repeat(2000))],
    ['somebody else’s SQLite', /does not open with this ALONGSIDE_KEY/, (file) => plainDatabase(file)],
  ])('refuses a file that is %s with one line, and leaves it as it was', async (_what, line, spoil) => {
    for (let n = 0; n < 40; n++)
      await opened.database.write((tx) => tx.manager.insert(Thing, thing(`${n}`, { words: 'x'.repeat(500) })));
    await opened.close();
    const [folder, copy] = copyOf(opened.file);
    spoil(copy);
    const before = digests(folder);
    const refused = await refusal(open(`sqlite:${copy}`, opened.key));
    expect(refused.message).toMatch(line);
    expect(refused.message).not.toContain('\n');
    expect(digests(folder)).toEqual(before);
  });

  it('would lose acknowledged writes without its queue: this is what TypeORM alone does with one connection', async () => {
    const folder = mkdtempSync(join(dirname(opened.file), 'without-'));
    const source = await new DataSource({
      type: 'better-sqlite3',
      database: join(folder, 'plain.sqlite'),
      driver: BetterSqlite,
      entities: [Thing],
      synchronize: true,
    }).initialize();
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`INSERT INTO "thing" ("id") VALUES ('in a transaction')`);
    // Another request, with no transaction of its own: it is answered "written" …
    await source.manager.insert(Thing, thing('acknowledged'));
    await runner.rollbackTransaction();
    // … and is gone with the other's.
    expect(await source.manager.count(Thing)).toBe(0);

    const atOnce = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        source.transaction(async (manager) => {
          await manager.insert(Thing, thing(`first ${n}`));
          await pause();
          if (n === 25) throw new Error('no');
        }),
      ),
    );
    const acknowledged = atOnce.filter(({ status }) => status === 'fulfilled').length;
    expect(acknowledged === 49 && (await source.manager.count(Thing)) === 49).toBe(false);
    await source.destroy();
  });
});

onPostgres('PostgreSQL', () => {
  it('acknowledges a write only when it is on disk, and counts its time in UTC', async () => {
    const opened = await Opened.fresh('postgres');
    expect(await opened.database.all(sql`SHOW synchronous_commit`)).toEqual([{ synchronous_commit: 'on' }]);
    expect(await opened.database.all(sql`SHOW timezone`)).toEqual([{ TimeZone: 'UTC' }]);
    await opened.database.write(async (tx) => {
      expect(await tx.all(sql`SHOW synchronous_commit`)).toEqual([{ synchronous_commit: 'on' }]);
    });
    await opened.drop();
  });

  it('refuses a database of another program, and makes nothing in it', async () => {
    const { url, drop } = await emptyDatabase('postgres');
    const server = new Client({ connectionString: url });
    await server.connect();
    await server.query('CREATE TABLE thing (theirs text)');
    const database = await open(url, newKey());
    const refused = await database.migrate().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseRefused);
    expect((refused as Error).message).toMatch(/^The database belongs to another program \(thing\): name an empty one/);
    const tables = await server.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
    expect(tables.rows).toEqual([{ tablename: 'thing' }]);
    await server.end();
    await database.close();
    await drop();
  });

  it('refuses with one line without the password where it cannot get in', async () => {
    const { url, drop } = await emptyDatabase('postgres');
    const elsewhere = new URL(url);
    elsewhere.password = 'hunter-2-and-then-some';
    elsewhere.pathname = '/there_is_no_such_database';
    const refused = await refusal(open(elsewhere.toString(), newKey()));
    expect(refused.message).toMatch(/^PostgreSQL does not let us in \((3D000|28P01)\): check DATABASE_URL/);
    expect(refused.message).not.toMatch(/hunter|\n/);
    elsewhere.port = '1';
    expect((await refusal(open(elsewhere.toString(), newKey()))).message).toContain('ECONNREFUSED');
    await drop();
  });
});

async function refusal(opening: Promise<Database>): Promise<Error> {
  const error: unknown = await opening.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseRefused);
  return error as Error;
}

const filesBeside = (file: string): string[] =>
  readdirSync(dirname(file))
    .map((name) => join(dirname(file), name))
    .filter((path) => path.startsWith(file));

/** The database's files in a folder of their own, as they are now. */
function copyOf(file: string): [folder: string, copy: string] {
  const folder = mkdtempSync(join(dirname(file), 'copy-'));
  const copy = join(folder, 'copy.sqlite');
  for (const suffix of ['', '-wal']) if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix);
  return [folder, copy];
}

/** Every file that says something: not the shared memory, which is made anew by whoever looks, nor an empty WAL. */
const digests = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm') && !(name.endsWith('-wal') && statSync(join(folder, name)).size === 0))
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );

function flipped(bytes: Buffer, place: number): Buffer {
  const other = Buffer.from(bytes);
  other[place]! ^= 1;
  return other;
}

function plainDatabase(file: string): void {
  writeFileSync(file, '');
  const db = new BetterSqlite(file);
  db.exec('CREATE TABLE diary (day text)');
  db.close();
}
