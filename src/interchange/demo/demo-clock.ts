import { Clock } from '../../platform/clock.js';

/** The time at which the demo's stories stand: it only goes forward, and never past the moment at which they are told. */
export class DemoClock extends Clock {
  #at: number;

  constructor(
    from: number,
    private readonly until: number,
  ) {
    super();
    this.#at = from;
  }

  override millis(): number {
    return this.#at;
  }

  goTo(at: number): void {
    if (at < this.#at || at > this.until) throw new Error('the demo’s clock only goes forward, and not past now');
    this.#at = at;
  }
}
