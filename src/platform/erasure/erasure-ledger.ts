import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../clock.js';
import type { Settings } from '../config.js';
import { Database, type Transaction } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { LOG, type Log } from '../log.js';
import { SETTINGS } from '../settings.js';
import { appendErasures, erasureName, readErasures, type Erasure } from './ledger-file.js';

/** Erases once more what a restored backup has brought back. It may not be there at all; doing it twice must do no harm. */
export type EraseAgain = (tx: Transaction, erasure: Erasure) => Promise<void>;

const KEEP_SECONDS = 60;

/**
 * What was erased, named by its id only, in the database and in a file outside it (`ERASURE_LEDGER`). A backup from before an erasure does not
 * know of it; the file does, and before the house serves anybody everything that it names and the database does not is erased again.
 */
@Injectable()
export class ErasureLedger implements OnApplicationBootstrap {
  readonly #again = new Map<string, EraseAgain>();
  readonly #file: string;
  #stillInTheLog = false;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SETTINGS) settings: Settings,
    @Inject(LOG) private readonly log: Log,
    jobs: Jobs,
  ) {
    this.#file = settings.erasureLedger;
    jobs.register({ name: 'erasures.keep', everySeconds: KEEP_SECONDS, run: () => this.keep() });
  }

  /** A feature says how its kind is erased again. */
  on(kind: string, again: EraseAgain): void {
    this.#again.set(kind, again);
  }

  /** Names what this transaction erases. Once it is kept the file names it too, and nothing of it is left in SQLite's log. */
  async record(tx: Transaction, kind: string, id: string): Promise<void> {
    const erasure = { kind, id, at: this.clock.now() };
    const isNew = await insert(tx, erasure);
    tx.afterCommit(() => {
      if (isNew) this.#append([erasure]);
      void this.#forgetDeleted();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.replay();
    // A process that ended between an erasure and this left it to the next.
    await this.#forgetDeleted();
  }

  /** Erases again what the file names and the database does not know of. */
  async replay(): Promise<void> {
    const named = readErasures(this.#file);
    if (named.length > 0) {
      const known = new Set((await this.#rows()).map(erasureName));
      const back = named.filter((each) => !known.has(erasureName(each)));
      for (const erasure of back) await this.database.write((tx) => this.#eraseAgain(tx, erasure));
      if (back.length > 0)
        this.log.warn({ job: 'erasures.replay', count: back.length }, 'erased again what was erased before');
    }
    await this.keep();
  }

  /** Writes into the file what only the database names: other processes' erasures, and one whose process ended in between. */
  async keep(): Promise<number> {
    const rows = await this.#rows();
    if (this.#stillInTheLog) await this.#forgetDeleted();
    if (rows.length === 0) return 0;
    const named = new Set(readErasures(this.#file).map(erasureName));
    const missing = rows.filter((row) => !named.has(erasureName(row)));
    appendErasures(this.#file, missing);
    return missing.length;
  }

  async #eraseAgain(tx: Transaction, erasure: Erasure): Promise<void> {
    const again = this.#again.get(erasure.kind);
    if (!again) throw new Error(`nobody knows how to erase a ${erasure.kind} again`);
    await again(tx, erasure);
    await insert(tx, erasure);
  }

  #rows(): Promise<Erasure[]> {
    return this.database.all<Erasure>(
      sql`SELECT kind, subject_id AS id, at FROM erasure ORDER BY at, kind, subject_id`,
    );
  }

  /** It is erased whatever becomes of the file; what could not be written there is written a minute later. */
  #append(erasures: Erasure[]): void {
    try {
      appendErasures(this.#file, erasures);
    } catch {
      this.log.error({ job: 'erasures.keep' }, 'the erasure ledger cannot be written: it is tried again every minute');
    }
  }

  /** Somebody may be reading there just now: then it is done a minute later. */
  async #forgetDeleted(): Promise<void> {
    try {
      this.#stillInTheLog = !(await this.database.forgetDeleted());
    } catch {
      this.#stillInTheLog = true;
    }
  }
}

async function insert(tx: Transaction, { kind, id, at }: Erasure): Promise<boolean> {
  const added = await tx.run(sql`
    INSERT INTO erasure (kind, subject_id, at) VALUES (${kind}, ${id}, ${at}) ON CONFLICT (kind, subject_id) DO NOTHING`);
  return added > 0;
}
