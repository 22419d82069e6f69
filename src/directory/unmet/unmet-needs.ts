import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock, dayOf, plusDays, type InstantText } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { Database } from '../../platform/database/index.js';
import { LOG, type Log } from '../../platform/log.js';
import { SETTINGS } from '../../platform/settings.js';
import type { Needs } from './needs-of.js';
import { UNMET_NEED } from './unmet-need-rules.js';
import type { UnmetNeedRow } from './unmet-need.entity.js';

/** More than these wait for nothing: they are written at once. */
const MOST_WAITING = 1000;

/**
 * Notes what nobody had. A search only remembers it: writing is done for a quarter of an hour at a time and in the order of the hashes, so that no
 * search waits for it or fails with it, and so that neither the place of a row in the database nor its transaction stands beside the audit entry of a
 * search for her. What cannot be written stays remembered for the next time and is said in the log; what is remembered when the house stops is written
 * then. Only a process that is killed loses what it had noted since.
 */
@Injectable()
export class UnmetNeeds implements OnApplicationShutdown {
  readonly #noted = new Map<string, UnmetNeedRow>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Costs nothing and cannot fail. Of the instant only the day is kept. */
  note({ services, conditions, areaId }: Needs, at: InstantText = this.clock.now()): void {
    const day = dayOf(at, this.settings.networkTimezone);
    const needsHash = createHash('sha256')
      .update(JSON.stringify([services, conditions, areaId]))
      .digest('hex');
    this.#noted.set(`${day} ${needsHash}`, {
      ...{ day, needsHash, services: [...services], conditions: [...conditions], areaId },
    });
    if (this.#noted.size % MOST_WAITING === 0) void this.#writeOrSay();
  }

  /** Writes what was noted and forgets what is too old; says how many rows are new. */
  async run(): Promise<number> {
    const noted = [...this.#noted].sort(([one], [other]) => (one < other ? -1 : 1));
    const oldest = dayOf(plusDays(this.clock.now(), -UNMET_NEED.keptDays), this.settings.networkTimezone);
    const added = await this.database.write(async (tx) => {
      let rows = 0;
      for (const [, { day, needsHash, services, conditions, areaId }] of noted)
        rows += await tx.run(sql`
          INSERT INTO unmet_need (day, needs_hash, services, conditions, area_id)
          VALUES (${day}, ${needsHash}, ${JSON.stringify(services)}, ${JSON.stringify(conditions)}, ${areaId})
          ON CONFLICT (day, needs_hash) DO NOTHING`);
      await tx.run(sql`DELETE FROM unmet_need WHERE day < ${oldest}`);
      return rows;
    });
    for (const [key] of noted) this.#noted.delete(key);
    return added;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#noted.size > 0) await this.#writeOrSay();
  }

  async #writeOrSay(): Promise<void> {
    try {
      await this.run();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      this.log.error({ job: 'unmet-need', count: this.#noted.size, error: { name } }, 'unmet needs were not written');
    }
  }
}
