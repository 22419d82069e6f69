import { RateLimiterRes } from 'rate-limiter-flexible';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import sql from 'sql-template-tag';
import { instantText, millisOf, type Clock } from '../clock.js';
import type { Transaction } from '../database/index.js';

interface Stored {
  points: number;
  expires_at: string;
}

/** Within which transaction a counter is changed. */
export interface Within {
  tx: Transaction;
}

/**
 * The library's counters, kept through the house's own door: its stores for SQLite and PostgreSQL would each open one of their own. Time is the
 * house's clock. Every call says within which transaction.
 */
export class CounterStore extends RateLimiterStoreAbstract {
  constructor(
    name: string,
    { points, seconds }: { points: number; seconds: number },
    private readonly clock: Clock,
  ) {
    super({ keyPrefix: name, points, duration: seconds, storeClient: null });
  }

  async _upsert(key: string, points: number, millis: number, fresh: boolean, { tx }: Within): Promise<Stored> {
    const now = this.clock.now();
    if (points < 0) return this.#giveBack(key, -points, now, tx);
    const expiresAt = instantText(this.clock.millis() + millis);
    const begins = fresh ? sql`TRUE` : sql`throttle.expires_at <= ${now}`;
    const row = await tx.one<Stored>(sql`
      INSERT INTO throttle (key, points, expires_at) VALUES (${key}, ${points}, ${expiresAt})
      ON CONFLICT (key) DO UPDATE SET
        points = CASE WHEN ${begins} THEN excluded.points ELSE throttle.points + excluded.points END,
        expires_at = CASE WHEN ${begins} THEN excluded.expires_at ELSE throttle.expires_at END
      RETURNING points, expires_at`);
    if (!row) throw new Error('a counter was not kept');
    return row;
  }

  async _get(key: string, { tx }: Within): Promise<Stored | null> {
    const row = await tx.one<Stored>(
      sql`SELECT points, expires_at FROM throttle WHERE key = ${key} AND expires_at > ${this.clock.now()}`,
    );
    return row ?? null;
  }

  async _delete(key: string, { tx }: Within): Promise<boolean> {
    return (await tx.run(sql`DELETE FROM throttle WHERE key = ${key}`)) > 0;
  }

  _getRateLimiterRes(_key: string, changed: number, stored: Stored): RateLimiterRes {
    const left = Math.max(this.points - stored.points, 0);
    const wait = Math.max(millisOf(stored.expires_at) - this.clock.millis(), 0);
    return new RateLimiterRes(left, wait, stored.points, changed === stored.points);
  }

  /** Never below none, and never a counter that is over: either would be a guess for nothing. */
  async #giveBack(key: string, points: number, now: string, tx: Transaction): Promise<Stored> {
    const row = await tx.one<Stored>(sql`
      UPDATE throttle SET points = CASE WHEN points > ${points} THEN points - ${points} ELSE 0 END
      WHERE key = ${key} AND expires_at > ${now} RETURNING points, expires_at`);
    return row ?? { points: 0, expires_at: now };
  }
}
