import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Deadline } from '../deadline.js';
import { LOG, type Log } from '../log.js';

/** Work that is done again and again; doing it twice must do no harm, since several processes may. Says how much it did. */
export interface Job {
  name: string;
  everySeconds: number;
  run(): Promise<number>;
  /** Once more when the server stops. */
  atTheEnd?: boolean;
}

/** The house's repeated work. It runs only once the server listens, never in a command or a test. */
@Injectable()
export class Jobs implements OnApplicationShutdown {
  readonly #jobs: Job[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #running = new Map<string, Promise<void>>();

  constructor(@Inject(LOG) private readonly log: Log) {}

  register(job: Job): void {
    this.#jobs.push(job);
  }

  start(): void {
    for (const job of this.#jobs)
      this.#timers.push(setInterval(() => this.#begin(job), job.everySeconds * 1000).unref());
  }

  /** Does one of them before its time, once whoever asks has gone on. In a command or a test, where none is started, nothing. */
  soon(name: string): void {
    const job = this.#timers.length > 0 ? this.#jobs.find((each) => each.name === name) : undefined;
    if (job) Deadline.beyond(() => setImmediate(() => this.#begin(job)));
  }

  async onApplicationShutdown(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await Promise.all(this.#running.values());
    // Where nothing was started nothing is brought to an end.
    if (this.#timers.length > 0) for (const job of this.#jobs) if (job.atTheEnd) await this.#run(job);
  }

  /** One at a time: a round that takes longer than its pause is not joined by the next. */
  #begin(job: Job): void {
    if (this.#running.has(job.name)) return;
    this.#running.set(
      job.name,
      this.#run(job).finally(() => this.#running.delete(job.name)),
    );
  }

  async #run(job: Job): Promise<void> {
    try {
      const count = await job.run();
      if (count > 0) this.log.info({ job: job.name, count }, 'a job did its work');
    } catch (error) {
      this.log.error(
        { job: job.name, error: { name: error instanceof Error ? error.name : 'unknown' } },
        'a job failed',
      );
    }
  }
}
