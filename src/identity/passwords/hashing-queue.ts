/** There is no room: whoever asks must come again. */
export class QueueFull extends Error {}

/** So many at once, so many waiting, and no more: a storm is turned away (`QueueFull`) instead of growing in memory. */
export class HashingQueue {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly limits: { atOnce: number; waiting: number }) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.limits.atOnce) this.#running += 1;
    else if (this.#waiting.length < this.limits.waiting)
      await new Promise<void>((myTurn) => this.#waiting.push(myTurn));
    else throw new QueueFull();
    try {
      // Between two of them whoever reads is answered: an embedded database's own work gives nobody else a turn.
      await new Promise((others) => setImmediate(others));
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
