import type { Sql } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import { Database, type DatabaseKind, type Reader, type Transaction } from './database.js';
import { WriteQueue } from './write-queue.js';

/**
 * Does many acts as one: everything that is written through `joined` becomes part of one transaction, and reading through it sees what is not
 * kept yet. For loads that are kept whole or not at all; an act that fails fails them all, also where its caller catches the error.
 */
export function inOneTransaction<T>(database: Database, work: (joined: Database) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    const joined = new JoinedDatabase(tx);
    const result = await work(joined);
    joined.mustBeWhole();
    return result;
  });
}

class JoinedDatabase extends Database {
  readonly #queue = new WriteQueue();
  #broken: { by: unknown } | null = null;

  constructor(private readonly tx: Transaction) {
    super();
  }

  get kind(): DatabaseKind {
    return this.tx.kind;
  }

  get manager(): EntityManager {
    return this.tx.manager;
  }

  all<Row>(query: Sql): Promise<Row[]> {
    return this.tx.all<Row>(query);
  }

  snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return work(this.tx);
  }

  /** In turn, as outside: acts must not see each other half done. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#queue.run(async () => {
      this.mustBeWhole();
      try {
        return await work(this.tx);
      } catch (error) {
        this.#broken ??= { by: error };
        throw error;
      }
    });
  }

  /** What a failed act wrote before it failed cannot be taken back alone. */
  mustBeWhole(): void {
    if (this.#broken) throw this.#broken.by;
  }

  migrate(): Promise<void> {
    return Promise.reject(new Error('a database is not migrated within a transaction'));
  }

  drift(): Promise<string[]> {
    return Promise.reject(new Error('drift is not looked for within a transaction'));
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  /** Nothing is deleted before it is kept. */
  forgetDeleted(): Promise<boolean> {
    return Promise.resolve(false);
  }

  keepFileKey(): void {
    throw new Error('a key is not changed within a transaction');
  }

  hurry(): void {
    // Its transaction has begun: nobody else has the file.
  }

  /** Whoever opened the real one closes it. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}
