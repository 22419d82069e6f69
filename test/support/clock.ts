import { Clock } from '../../src/platform/clock.js';

/** A clock that stands still until it is moved: Wednesday evening, 18 March 2026, 21:00 UTC. */
export class TestClock extends Clock {
  #millis: number;
  readonly #waiting = new Set<{ at: number; work: () => void }>();

  constructor(at = '2026-03-18T21:00:00.000Z') {
    super();
    this.#millis = Date.parse(at);
  }

  override millis(): number {
    return this.#millis;
  }

  readonly #passed = { millis: 0 };

  /** Time that really passed; `set` only turns the hands. */
  override elapsedMillis(): number {
    return this.#passed.millis;
  }

  override after(millis: number, work: () => void): () => void {
    const waiting = { at: this.#millis + millis, work };
    this.#waiting.add(waiting);
    return () => this.#waiting.delete(waiting);
  }

  set(instant: string): void {
    this.#millis = Date.parse(instant);
    this.#ring();
  }

  pass(time: { days?: number; hours?: number; minutes?: number }): void {
    const millis = ((time.days ?? 0) * 24 * 60 + (time.hours ?? 0) * 60 + (time.minutes ?? 0)) * 60_000;
    this.#millis += millis;
    this.#passed.millis += millis;
    this.#ring();
  }

  #ring(): void {
    for (const each of this.#waiting) {
      if (each.at > this.#millis) continue;
      this.#waiting.delete(each);
      each.work();
    }
  }
}
