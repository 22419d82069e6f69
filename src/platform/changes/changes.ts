import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import type { DatabaseSetting, Settings } from '../config.js';
import { LOG, type Log } from '../log.js';
import { SETTINGS } from '../settings.js';
import { CHANNEL, inThisProcess } from './changed.js';

const AGAIN_MILLIS = 2_000;

/**
 * Hears of changes wherever they were made: in this process on SQLite, by LISTEN on PostgreSQL, where another process may have made them. A connection
 * for it is opened when somebody first listens; where it was lost, everybody looks again, since nobody knows what was missed.
 */
@Injectable()
export class Changes implements OnApplicationShutdown {
  readonly #listeners = new Map<string, Set<() => void>>();
  #client: Client | null = null;
  #opening: Promise<void> | null = null;
  #closed = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    inThisProcess.on(CHANNEL, this.#tell);
  }

  /** Resolves once nothing is missed any more; answers with a way to listen no longer. */
  async listen(ids: readonly string[], listener: () => void): Promise<() => void> {
    for (const id of ids) {
      const those = this.#listeners.get(id) ?? new Set();
      this.#listeners.set(id, those.add(listener));
    }
    await this.#open(this.settings.database);
    return () => {
      for (const id of ids) {
        this.#listeners.get(id)?.delete(listener);
        if (this.#listeners.get(id)?.size === 0) this.#listeners.delete(id);
      }
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.#closed = true;
    inThisProcess.off(CHANNEL, this.#tell);
    await this.#opening?.catch(() => undefined);
    await this.#client?.end().catch(() => undefined);
  }

  readonly #tell = (id: string): void => {
    for (const listener of [...(this.#listeners.get(id) ?? [])]) listener();
  };

  #tellAll(): void {
    for (const listener of new Set([...this.#listeners.values()].flatMap((those) => [...those]))) listener();
  }

  async #open(database: DatabaseSetting): Promise<void> {
    if (database.kind === 'sqlite' || this.#client) return;
    this.#opening ??= this.#connect(database.url.reveal()).finally(() => (this.#opening = null));
    await this.#opening;
  }

  async #connect(url: string): Promise<void> {
    const client = new Client({ connectionString: url, application_name: 'alongside changes', keepAlive: true });
    client.on('notification', ({ payload }) => this.#tell(payload ?? ''));
    // A lost connection is said twice, as an error and as its end.
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.#client = client;
    } catch {
      this.log.warn({}, 'changes of other processes are not heard: PostgreSQL does not answer');
      this.#later();
    }
  }

  #lost(client: Client): void {
    if (this.#client !== client) return;
    this.#client = null;
    void client.end().catch(() => undefined);
    this.#later();
  }

  #later(): void {
    if (this.#closed) return;
    setTimeout(() => {
      if (this.#closed || this.#listeners.size === 0) return;
      void this.#open(this.settings.database).then(() => {
        if (this.#client) this.#tellAll();
      });
    }, AGAIN_MILLIS).unref();
  }
}
