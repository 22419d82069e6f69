import { Inject, Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { actOf, AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, dayOf, instantText, millisOf, type InstantText } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { Database, type Reader, type Transaction } from '../../platform/database/index.js';
import { SETTINGS } from '../../platform/settings.js';
import type { ClockDoubted, ClockDoubtKindValue } from './clock-doubted.js';
import { ClockSeenRow } from './clock-seen.entity.js';

const ONE_ROW = 1;
const DAY = 24 * 3_600_000;
/** Nights begin then, where the network is. */
const NIGHT_HOUR = 3;

/** Of this process: what hands and stopwatch showed together. */
interface Anchor {
  wall: number;
  elapsed: number;
  confirmedAt: InstantText | null;
}

/**
 * A clock that is a year ahead would erase a year too early. Nothing is erased while the hands moved more than a day against the stopwatch, or
 * against when the house last looked at them, or stand before what the trail already holds, until an administrator says that they are right.
 */
@Injectable()
export class ClockGuard {
  #anchor: Anchor | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Looks, and where nothing is wrong remembers that it did. */
  look(): Promise<ClockDoubted | null> {
    return this.database.write(async (tx) => {
      const doubted = await this.doubt(tx);
      if (doubted === null) await this.#remember(tx);
      return doubted;
    });
  }

  /** Null: the clock can be relied on. */
  async doubt(reader: Reader): Promise<ClockDoubted | null> {
    const row = await this.state(reader);
    const now = this.clock.millis();
    const newest = await newestEntry(reader);
    const believed = newest !== null && newest > (row?.trailAt ?? '') ? newest : null;
    const latest = Math.max(...[row?.seenAt, believed].flatMap((each) => (each ? [millisOf(each)] : [])), -Infinity);
    if (now < latest - DAY) return doubt('WENT_BACK', now, latest);
    const anchor = this.#anchorSince(row);
    if (anchor) {
      const moved = now - anchor.wall - (this.clock.elapsedMillis() - anchor.elapsed);
      return Math.abs(moved) > DAY ? doubt('MOVED', now, now - moved) : null;
    }
    // A house that never looked goes by its trail; one that has neither has nothing to erase.
    const lastSeen = row ? millisOf(row.seenAt) : Number.isFinite(latest) ? latest : now;
    return now - lastSeen > DAY ? doubt('NOT_SEEN', now, lastSeen) : null;
  }

  state(reader: Reader = this.database): Promise<ClockSeenRow | null> {
    return reader.manager.findOneBy(ClockSeenRow, { id: ONE_ROW });
  }

  /** The night's work is still to be done, by the network's own days. */
  async isDue(): Promise<boolean> {
    const row = await this.state();
    const zone = this.settings.networkTimezone;
    const night = instantText(this.clock.millis() - NIGHT_HOUR * 3_600_000);
    return !row?.ranAt || dayOf(instantText(millisOf(row.ranAt) - NIGHT_HOUR * 3_600_000), zone) < dayOf(night, zone);
  }

  async ran(tx: Transaction): Promise<void> {
    await tx.manager.update(ClockSeenRow, { id: ONE_ROW }, { ranAt: this.clock.now() });
  }

  /** Somebody looked at another clock and says that this one is right. Null: at the console of the server. */
  async confirm(actor: Actor | null): Promise<void> {
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      const trailAt = await newestEntry(tx);
      await this.#remember(tx);
      await tx.manager.update(ClockSeenRow, { id: ONE_ROW }, { confirmedAt: now, trailAt });
      const act = actor
        ? { ...actOf(actor, 'retention.confirm-clock', 'clock', now), chain: NETWORK_CHAIN }
        : systemAct('retention.confirm-clock', now);
      await this.trail.record(tx, act);
    });
  }

  /** That nothing is erased, and why, is read in the network's trail. */
  async recordRefusal(why: string): Promise<void> {
    await this.database.write((tx) =>
      this.trail.record(tx, { ...systemAct('retention.refuse', this.clock.now()), purpose: why }),
    );
  }

  #anchorSince(row: ClockSeenRow | null): Anchor | null {
    return this.#anchor && this.#anchor.confirmedAt === (row?.confirmedAt ?? null) ? this.#anchor : null;
  }

  async #remember(tx: Transaction): Promise<void> {
    const now = this.clock.now();
    await tx.run(sql`
      INSERT INTO clock_seen (id, seen_at) VALUES (${ONE_ROW}, ${now})
      ON CONFLICT (id) DO UPDATE SET seen_at = ${now}`);
    const row = await this.state(tx);
    this.#anchor = this.#anchorSince(row) ?? {
      wall: this.clock.millis(),
      elapsed: this.clock.elapsedMillis(),
      confirmedAt: row?.confirmedAt ?? null,
    };
  }
}

const systemAct = (action: string, subjectId: string) => ({
  ...{ chain: NETWORK_CHAIN, actorId: null, action },
  ...{ subjectType: 'clock', subjectId },
});

/** By the heads of the chains: walking all entries would take as long as the trail is old. */
async function newestEntry(reader: Reader): Promise<InstantText | null> {
  const row = await reader.one<{ at: InstantText | null }>(sql`
    SELECT MAX(e.at) AS at FROM audit_chain c JOIN audit_entry e ON e.chain = c.chain AND e.position = c.length`);
  return row?.at ?? null;
}

const doubt = (kind: ClockDoubtKindValue, shows: number, against: number): ClockDoubted => ({
  kind,
  shows: instantText(shows),
  against: instantText(against),
});
