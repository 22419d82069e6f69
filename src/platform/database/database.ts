import type { Sql } from 'sql-template-tag';
import type { EntityManager } from 'typeorm';
import type { MasterKey } from '../secrets/index.js';

export type DatabaseKind = 'sqlite' | 'postgres';

/** Reading: every statement sees committed work only. Statements are written with sql-template-tag, so values are always parameters. */
export interface Reader {
  readonly kind: DatabaseKind;
  all<Row>(query: Sql): Promise<Row[]>;
  one<Row>(query: Sql): Promise<Row | undefined>;
  readonly manager: EntityManager;
}

/** Inside one transaction: everything in it is kept, or nothing is. */
export interface Transaction extends Reader {
  /** Runs a change and says how many rows it touched. */
  run(query: Sql): Promise<number>;
  /** Something to do once the transaction is kept (never when it is rolled back). */
  afterCommit(work: () => void): void;
}

export interface HowToWrite {
  /** As if it were alone: of two that would not have come out so one after the other, one begins again. Always so on SQLite. */
  alone?: boolean;
}

/** The only door to the database. Nothing else in the house opens a connection or begins a transaction. */
export abstract class Database implements Reader {
  abstract readonly kind: DatabaseKind;
  abstract readonly manager: EntityManager;
  abstract all<Row>(query: Sql): Promise<Row[]>;
  async one<Row>(query: Sql): Promise<Row | undefined> {
    return (await this.all<Row>(query))[0];
  }
  /** One transaction. What `work` throws rolls it back and is thrown on. */
  abstract write<T>(work: (tx: Transaction) => Promise<T>, how?: HowToWrite): Promise<T>;
  /** Reads everything as it was in one moment, however long that takes, while others write. */
  abstract snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /** Brings an older database up to this version; does nothing on a current one. */
  abstract migrate(): Promise<void>;
  /** Statements that would make the database what the entities describe: empty when migrations alone do. */
  abstract drift(): Promise<string[]>;
  /** Waits for every transaction that had begun when it was asked. */
  abstract settled(): Promise<void>;
  /** Takes what was deleted out of the files beside the database, where that can be done: false while somebody still reads there. */
  abstract forgetDeleted(): Promise<boolean>;
  /** For a change of ALONGSIDE_KEY: keeps what opens the database's file, wrapped by the key that wraps now; `alone` drops the others' lines. */
  abstract keepFileKey(master: MasterKey, how: { alone: boolean }): void;
  /**
   * The house stops: from now on another process that holds an embedded database's file is waited for so long in all, and not so long at each write. While
   * it is waited for nothing else is done here, and whoever stops a process does not wait for ever.
   */
  abstract hurry(millis: number): void;
  abstract close(): Promise<void>;
}
