import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import BetterSqlite from 'better-sqlite3-multiple-ciphers';
import type { Sql } from 'sql-template-tag';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { Deadline } from '../deadline.js';
import type { MasterKey } from '../secrets/index.js';
import { Database, type Reader, type Transaction } from './database.js';
import { fileKeysFor, keepFileKey } from './file-key.js';
import { lookFirst } from './look-first.js';
import { asSeenByWriters } from './no-room.js';
import { refuseNewer } from './refuse-newer.js';
import { namesOf, type Schema } from './schema.js';
import { WriteQueue } from './write-queue.js';

const BUSY_MILLIS = 5000;

/** While others who have the file are waited for, the whole process stands still. */
async function waitingAtMost<T>(millis: number, runner: QueryRunner, work: () => Promise<T>): Promise<T> {
  await runner.query(`PRAGMA busy_timeout = ${millis}`);
  try {
    return await work();
  } finally {
    await runner.query(`PRAGMA busy_timeout = ${BUSY_MILLIS}`);
  }
}

const left = (until: number): number => Math.min(BUSY_MILLIS, Math.max(0, Math.round(until - performance.now())));

interface Pragmas {
  pragma(text: string): unknown;
}

/** The embedded database: one encrypted file, one connection that writes in turn, one that only reads. */
export class SqliteDatabase extends Database {
  readonly kind = 'sqlite' as const;
  readonly #queue = new WriteQueue();
  readonly #writer: DataSource;
  readonly #reader: DataSource;
  /** Until when others are waited for, by the process's own clock; null while the house does not stop. */
  #waitsUntil: number | null = null;

  private constructor(
    writer: DataSource,
    reader: DataSource,
    private readonly file: string,
    private readonly hexKey: string,
    private readonly schema: Schema,
  ) {
    super();
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Opens (or makes) the file, with a raw 256-bit key: a passphrase would cost a third of a second at each opening. */
  static async open(file: string, master: MasterKey, schema: Schema): Promise<SqliteDatabase> {
    mkdirSync(dirname(file), { recursive: true });
    const hexKey = lookFirst(file, fileKeysFor(file, master), unlock, namesOf(schema));
    const writer = await new DataSource(options(file, schema, (db) => prepare(db, hexKey))).initialize();
    const reader = await new DataSource(options(file, schema, (db) => prepareToRead(db, hexKey))).initialize();
    return new SqliteDatabase(writer, reader, file, hexKey, schema);
  }

  get manager(): EntityManager {
    return this.#reader.manager;
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    Deadline.mustHold();
    return this.#reader.query<Row[]>(query.sql, bindable(query.values));
  }

  async write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { result, after } = await this.#queue.run(async () => {
      Deadline.mustHold();
      const runner = this.#writer.createQueryRunner();
      const tx = new SqliteTransaction(runner);
      // IMMEDIATE: a command run beside the server waits its turn now, instead of failing half-way through.
      const begin = (): Promise<unknown> => runner.query('BEGIN IMMEDIATE');
      await (this.#waitsUntil === null ? begin() : waitingAtMost(left(this.#waitsUntil), runner, begin));
      try {
        const done = await work(tx);
        Deadline.mustHold();
        await runner.query('COMMIT');
        return { result: done, after: tx.after };
      } catch (error) {
        // Where the disk is full SQLite has rolled back by itself, and says that there is nothing to roll back: the first error is the one.
        await runner.query('ROLLBACK').catch(() => undefined);
        throw asSeenByWriters(error);
      }
    });
    for (const each of after) each();
    return result;
  }

  /** On a connection of its own: what others read meanwhile is as new as ever. */
  async snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const source = await new DataSource(
      options(this.file, this.schema, (db) => prepareToRead(db, this.hexKey)),
    ).initialize();
    const runner = source.createQueryRunner();
    try {
      await runner.query('BEGIN');
      return await work(new SqliteTransaction(runner));
    } finally {
      await runner.query('ROLLBACK').catch(() => undefined);
      await source.destroy();
    }
  }

  async migrate(): Promise<void> {
    await this.#queue.run(async () => {
      await refuseNewer(this.#writer);
      await this.#writer.runMigrations({ transaction: 'all' });
    });
  }

  async drift(): Promise<string[]> {
    const log = await this.#writer.driver.createSchemaBuilder().log();
    return log.upQueries.map((query) => query.query);
  }

  settled(): Promise<void> {
    return this.#queue.run(() => Promise.resolve());
  }

  /** The log is written back and cut to nothing: deleted rows are overwritten in the file already, and older pages stood only there. */
  async forgetDeleted(): Promise<boolean> {
    return this.#queue.run(async () => {
      const runner = this.#writer.createQueryRunner();
      const checkpoint = (): Promise<{ busy: number }[]> => runner.query('PRAGMA wal_checkpoint(TRUNCATE)');
      const [result] = await waitingAtMost(0, runner, checkpoint);
      return result?.busy === 0;
    });
  }

  keepFileKey(master: MasterKey, { alone }: { alone: boolean }): void {
    keepFileKey(this.file, this.hexKey, master, alone);
  }

  hurry(millis: number): void {
    this.#waitsUntil = performance.now() + millis;
  }

  async close(): Promise<void> {
    // Behind everything that waits already.
    await this.#queue.run(async () => {
      await this.#reader.destroy();
      await this.#writer.destroy();
    });
  }
}

class SqliteTransaction implements Transaction {
  readonly kind = 'sqlite' as const;
  readonly after: (() => void)[] = [];

  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    return (await this.runner.query(query.sql, bindable(query.values))) as Row[];
  }

  async one<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.all<Row>(query))[0];
  }

  async run(query: Sql): Promise<number> {
    const result = await this.runner.query(query.sql, bindable(query.values), true);
    return result.affected ?? 0;
  }

  afterCommit(work: () => void): void {
    this.after.push(work);
  }
}

function options(file: string, schema: Schema, prepareDatabase: (db: Pragmas) => void) {
  return {
    type: 'better-sqlite3' as const,
    database: file,
    driver: BetterSqlite,
    entities: schema.entities,
    migrations: schema.migrations,
    migrationsTableName: 'migration',
    statementCacheSize: 200,
    prepareDatabase,
  };
}

/** Before it the file cannot be read. */
function unlock(db: Pragmas, hexKey: string): void {
  db.pragma(`cipher = 'sqlcipher'`);
  db.pragma(`key = "x'${hexKey}'"`);
}

/** The key comes first. better-sqlite3's own default for WAL would not wait for the disk. */
function prepare(db: Pragmas, hexKey: string): void {
  unlock(db, hexKey);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma(`busy_timeout = ${BUSY_MILLIS}`);
  db.pragma('temp_store = MEMORY');
}

function prepareToRead(db: Pragmas, hexKey: string): void {
  prepare(db, hexKey);
  db.pragma('query_only = ON');
}

/** SQLite has no boolean: true and false are 1 and 0 there. */
const bindable = (values: readonly unknown[]): unknown[] =>
  values.map((value) => (typeof value === 'boolean' ? Number(value) : value === undefined ? null : value));
