/**
 * So many at a time, in the order they came. On SQLite one: TypeORM shares one SQLite connection among all requests; without this, another
 * request's acknowledged write joins an open transaction and is rolled back with it.
 */
export class WriteQueue {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(private readonly atOnce = 1) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.atOnce) this.#running += 1;
    else await new Promise<void>((myTurn) => this.#waiting.push(myTurn));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Whoever waits longest takes the place over; nobody can step in between.
      if (next) next();
      else this.#running -= 1;
    }
  }
}
