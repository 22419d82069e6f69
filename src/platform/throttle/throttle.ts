import { Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import sql from 'sql-template-tag';
import { Clock } from '../clock.js';
import { Database, type Transaction } from '../database/index.js';
import { Jobs } from '../jobs/index.js';
import { MasterKey } from '../secrets/index.js';
import { CounterStore } from './counter-store.js';

/** So many tries in so many seconds, from the first of them on. */
export interface Allowance {
  points: number;
  seconds: number;
}

/** Of whom tries are counted: `name` says what is counted, `of` who or where (kept as a keyed hash only). */
export interface Counter extends Allowance {
  name: string;
  of: string;
}

/** A try may be looked at or not; `retryAfterSeconds` until the next one may be, null where that is at once. */
export interface Look {
  allowed: boolean;
  retryAfterSeconds: number | null;
}

const SWEEP_SECONDS = 3600;

/** Counters of tries in the database, so that several processes count together. */
@Injectable()
export class Throttle {
  readonly #stores = new Map<string, CounterStore>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly master: MasterKey,
    jobs: Jobs,
  ) {
    jobs.register({ name: 'throttle.sweep', everySeconds: SWEEP_SECONDS, run: () => this.sweep() });
  }

  /**
   * Counts one try with each of the counters, before it is looked at: of many at once no more pass than are allowed. Where one is used up, none
   * counts it, since it is not looked at. Callers name their counters in one order, so that two of them never wait for each other.
   */
  async take(counters: readonly Counter[]): Promise<Look> {
    try {
      const left = await this.database.write(async (tx) => {
        const results: RateLimiterRes[] = [];
        for (const counter of counters) results.push(await this.#store(counter).consume(this.#key(counter), 1, { tx }));
        return results;
      });
      const usedUp = left.filter((each) => each.remainingPoints === 0).map(secondsOf);
      return { allowed: true, retryAfterSeconds: usedUp.length > 0 ? Math.max(...usedUp) : null };
    } catch (error) {
      if (error instanceof RateLimiterRes) return { allowed: false, retryAfterSeconds: secondsOf(error) };
      throw error;
    }
  }

  /** A try that was right, or was not looked at after all, does not count. */
  async giveBack(tx: Transaction, counters: readonly Counter[]): Promise<void> {
    for (const counter of counters) await this.#store(counter).reward(this.#key(counter), 1, { tx });
  }

  async forget(tx: Transaction, counter: Counter): Promise<void> {
    await this.#store(counter).delete(this.#key(counter), { tx });
  }

  /** Remembers something for the counter's time: it is there or not. */
  async remember(tx: Transaction, counter: Counter): Promise<void> {
    await this.#store(counter).set(this.#key(counter), 1, counter.seconds, { tx });
  }

  async remembers(counter: Counter): Promise<boolean> {
    const key = this.#store(counter).getKey(this.#key(counter));
    const found = sql`SELECT key FROM throttle WHERE key = ${key} AND expires_at > ${this.clock.now()}`;
    return (await this.database.one(found)) !== undefined;
  }

  /** Removes counters that are over. */
  sweep(): Promise<number> {
    return this.database.write((tx) => tx.run(sql`DELETE FROM throttle WHERE expires_at <= ${this.clock.now()}`));
  }

  #store(counter: Counter): CounterStore {
    const known = this.#stores.get(counter.name);
    if (known) return known;
    const made = new CounterStore(counter.name, counter, this.clock);
    this.#stores.set(counter.name, made);
    return made;
  }

  #key = (counter: Counter): string => this.master.keyedHash('throttle', `${counter.name}\n${counter.of}`);
}

const secondsOf = (result: RateLimiterRes): number => Math.max(1, Math.ceil(result.msBeforeNext / 1000));
