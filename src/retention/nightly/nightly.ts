import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { LOG, type Log } from '../../platform/log.js';
import { ClockGuard } from '../clock/clock-guard.js';
import { RunRetention } from './run-retention.js';

/** So often that a night is not missed by a restart, and that the clock is never unwatched for long. */
const EVERY_SECONDS = 15 * 60;

/** Looks at the clock, and does the night's work once a night. */
@Injectable()
export class Nightly {
  #said: string | null = null;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly guard: ClockGuard,
    private readonly retention: RunRetention,
    private readonly trail: AuditTrail,
    @Inject(LOG) private readonly log: Log,
    jobs: Jobs,
  ) {
    jobs.register({ name: 'retention', everySeconds: EVERY_SECONDS, run: () => this.run() });
  }

  /** How much was erased. */
  async run(): Promise<number> {
    const doubted = await this.guard.look();
    if (doubted !== null) return this.#refuse(doubted);
    this.#said = null;
    if (!(await this.guard.isDue())) return 0;
    const { refused, counts } = await this.retention.run();
    if (refused !== null) return this.#refuse(refused);
    return counts.reduce((sum, { erased }) => sum + erased, 0);
  }

  /** Said once, not every quarter of an hour: until it is right again. */
  async #refuse(why: string): Promise<number> {
    if (this.#said !== null) return 0;
    this.#said = why;
    this.log.warn({ job: 'retention' }, why);
    await this.database.write((tx) =>
      this.trail.record(tx, {
        ...{ chain: NETWORK_CHAIN, actorId: null, action: 'retention.refuse' },
        ...{ subjectType: 'clock', subjectId: this.clock.now(), purpose: why },
      }),
    );
    return 0;
  }
}
