import { Inject, Injectable } from '@nestjs/common';
import { LOG, type Log } from '../../platform/log.js';
import { sayDoubt, type ClockDoubted } from '../clock/clock-doubted.js';
import { ClockGuard } from '../clock/clock-guard.js';
import { RunRetention } from './run-retention.js';

/** So often that a night is not missed by a restart, and that the clock is never unwatched for long. */
export const NIGHTLY_LOOKS_EVERY_SECONDS = 15 * 60;

/** Looks at the clock, and does the night's work once a night. */
@Injectable()
export class Nightly {
  #said: string | null = null;

  constructor(
    private readonly guard: ClockGuard,
    private readonly retention: RunRetention,
    @Inject(LOG) private readonly log: Log,
  ) {}

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
  async #refuse(doubted: ClockDoubted): Promise<number> {
    if (this.#said !== null) return 0;
    const why = sayDoubt(doubted);
    this.#said = why;
    this.log.warn({ job: 'retention' }, why);
    await this.guard.recordRefusal(why);
    return 0;
  }
}
