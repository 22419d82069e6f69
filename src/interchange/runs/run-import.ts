import { rm } from 'node:fs/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { LOG, type Log } from '../../platform/log.js';
import { importHsds, readHsds, UnreadableSource } from '../hsds/index.js';
import { ImportBook } from './import-book.js';
import { numbersOf } from './import-numbers.js';

/** What was uploaded: a folder of ours that holds nothing else, and goes when the import is over. */
export interface Uploaded {
  folder: string;
  bytes: number;
  source: string;
  rehearsal: boolean;
}

/** Often enough for a bar that moves, seldom enough that workers who write do not notice. */
const SAID_EVERY_MILLIS = 1000;

/** Runs imports beside everything else. One at a time in a process: each reads whole files and writes in one transaction. */
@Injectable()
export class RunImport implements OnApplicationShutdown {
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    private readonly book: ImportBook,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** What runs is finished: half an import would be none. */
  async onApplicationShutdown(): Promise<void> {
    await this.#last;
  }

  /** The import's id; what becomes of it is read by that. */
  async start(actor: Actor, uploaded: Uploaded): Promise<string> {
    const id = await this.book.begin(actor.staffId, uploaded);
    const before = this.#last;
    this.#last = before.then(() => this.#run(id, actor, uploaded));
    return id;
  }

  /** For whoever waits until nothing runs any more. */
  idle(): Promise<void> {
    return this.#last;
  }

  async #run(id: string, actor: Actor, { folder, source, rehearsal }: Uploaded): Promise<void> {
    try {
      const read = await readHsds(folder, { source, onProgress: this.#telling(id) });
      await this.book.isAt(id, { status: 'SAVING', bytesRead: 0 });
      const { database, clock, trail } = this;
      const options = { dryRun: rehearsal, actorId: actor.staffId };
      const saved = await importHsds({ database, clock, trail }, read, options);
      await this.book.done(id, read, numbersOf(read, saved));
    } catch (error) {
      await this.#failed(id, error);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #failed(id: string, error: unknown): Promise<void> {
    const unreadable = error instanceof UnreadableSource;
    if (!unreadable)
      this.log.error({ job: 'import', error: { name: error instanceof Error ? error.name : 'unknown' } }, 'it failed');
    await this.book
      .failed(id, unreadable ? NOTHING_TO_READ : BROKE_OFF)
      .catch(() => this.log.error({ job: 'import' }, 'the end of an import could not be written down'));
  }

  #telling(id: string): (done: number) => void {
    let said = performance.now();
    return (done) => {
      if (performance.now() - said < SAID_EVERY_MILLIS) return;
      said = performance.now();
      // Where this one word is lost the next one says more.
      void this.book.isAt(id, { status: 'READING', bytesRead: done }).catch(() => undefined);
    };
  }
}

const NOTHING_TO_READ =
  'There is nothing here that can be read: send organizations.csv with its other tables (HSDS 1.x to 3.x), or .json or .jsonl of HSDS 3.x.';
const BROKE_OFF = 'It could not be finished, and nothing of it came in. Try again; the server’s log says more.';
