import type { Sql } from 'sql-template-tag';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import { Deadline } from '../deadline.js';
import { Database, type HowToWrite, type Reader, type Transaction } from './database.js';
import { codeOf } from './error-code.js';
import { DatabaseRefused } from './database-refused.js';
import { asSeenByWriters } from './no-room.js';
import { refuseNewer } from './refuse-newer.js';
import type { Schema } from './schema.js';
import { WriteQueue } from './write-queue.js';

/**
 * PostgreSQL's codes for "somebody else was in the way, try again": serialisation failure, deadlock, and a unique value that was free when we looked
 * and taken when we wrote. The second look sees it, and says so as it says it of one that was taken long ago.
 */
const TRY_AGAIN = new Set(['40001', '40P01', '23505']);
const TRIES = 5;

/**
 * Of the pool's connections, those that transactions leave for reading. A transaction that reads besides itself waits for one of these while it
 * holds its own; if transactions could hold them all, each would wait for the others for ever.
 */
const KEPT_FOR_READING = 4;

/** For networks that outgrow one machine. Each transaction has a connection of the pool for itself. */
export class PostgresDatabase extends Database {
  readonly kind = 'postgres' as const;
  readonly #running = new Set<Promise<unknown>>();

  private constructor(
    private readonly source: DataSource,
    private readonly queue: WriteQueue,
  ) {
    super();
  }

  static async open(url: string, schema: Schema, poolSize = 10): Promise<PostgresDatabase> {
    const source = new DataSource({
      type: 'postgres',
      url,
      entities: schema.entities,
      migrations: schema.migrations,
      migrationsTableName: 'migration',
      installExtensions: false,
      extra: { max: poolSize, options: '-c synchronous_commit=on -c timezone=UTC' },
    });
    try {
      await source.initialize();
    } catch (error) {
      const code = codeOf(error);
      if (!code) throw error;
      throw new DatabaseRefused(
        `PostgreSQL does not let us in (${code}): check DATABASE_URL, and that the server runs and has this database.`,
      );
    }
    return new PostgresDatabase(source, new WriteQueue(Math.max(1, poolSize - KEPT_FOR_READING)));
  }

  get manager(): EntityManager {
    return this.source.manager;
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    Deadline.mustHold();
    return this.source.query<Row[]>(query.text, query.values);
  }

  async write<T>(work: (tx: Transaction) => Promise<T>, how: HowToWrite = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.queue.run(() => this.#noted(this.#once(work, how)));
      } catch (error) {
        if (attempt >= TRIES || !TRY_AGAIN.has(codeOf(error))) throw asSeenByWriters(error);
      }
    }
  }

  async snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query('SET TRANSACTION READ ONLY');
      return await work(new PostgresTransaction(runner));
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }

  async #noted<T>(transaction: Promise<T>): Promise<T> {
    this.#running.add(transaction);
    try {
      return await transaction;
    } finally {
      this.#running.delete(transaction);
    }
  }

  async #once<T>(work: (tx: Transaction) => Promise<T>, { alone = false }: HowToWrite): Promise<T> {
    Deadline.mustHold();
    const runner = this.source.createQueryRunner();
    const tx = new PostgresTransaction(runner);
    try {
      await runner.startTransaction(alone ? 'SERIALIZABLE' : undefined);
      const result = await work(tx);
      Deadline.mustHold();
      await runner.commitTransaction();
      for (const each of tx.after) each();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  async migrate(): Promise<void> {
    await this.#refuseForeign();
    await refuseNewer(this.source);
    await this.source.runMigrations({ transaction: 'all' });
  }

  /** Looked at before anything is made: tables that go by our names and were never built by us are somebody else's. */
  async #refuseForeign(): Promise<void> {
    const [found] = await this.source.query<{ built: string | null; theirs: string[] | null }[]>(
      `SELECT to_regclass('migration') AS built, (SELECT array_agg(name) FROM unnest($1::text[]) AS name
         WHERE to_regclass(quote_ident(name)) IS NOT NULL) AS theirs`,
      [this.source.entityMetadatas.map(({ tableName }) => tableName)],
    );
    if (found && !found.built && found.theirs)
      throw new DatabaseRefused(
        `The database belongs to another program (${found.theirs.join(', ')}): name an empty one in DATABASE_URL. Nothing was changed.`,
      );
  }

  async drift(): Promise<string[]> {
    const log = await this.source.driver.createSchemaBuilder().log();
    return log.upQueries.map((query) => query.query);
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Its heap and its log keep deleted rows for a while. What makes those unreadable is the next change of ALONGSIDE_KEY. */
  forgetDeleted(): Promise<boolean> {
    return Promise.resolve(true);
  }

  keepFileKey(): void {
    // Its files are the server's own.
  }

  hurry(): void {
    // Nobody else is held up here by what waits for a lock, and it ends with its connection.
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}

class PostgresTransaction implements Transaction {
  readonly kind = 'postgres' as const;
  readonly after: (() => void)[] = [];

  constructor(private readonly runner: QueryRunner) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  async all<Row>(query: Sql): Promise<Row[]> {
    const result = await this.runner.query(query.text, query.values, true);
    return result.records as Row[];
  }

  async one<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.all<Row>(query))[0];
  }

  async run(query: Sql): Promise<number> {
    const result = await this.runner.query(query.text, query.values, true);
    return result.affected ?? 0;
  }

  afterCommit(work: () => void): void {
    this.after.push(work);
  }
}
