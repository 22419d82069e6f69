import { AsyncLocalStorage } from 'node:async_hooks';

/** An operation took longer than any may take: nothing more of it is read or kept. */
export class OutOfTime extends Error {
  constructor() {
    super('This took too long and was stopped.');
  }
}

/** Goes with one operation wherever its work goes. */
export class Deadline {
  static readonly #current = new AsyncLocalStorage<Deadline>();
  readonly #whenOver: (() => void)[] = [];
  #over = false;

  /** Outside of one there is always time. */
  static get isOver(): boolean {
    const current = Deadline.#current.getStore();
    return current !== undefined && current.#over;
  }

  /** What works within a deadline asks here before each step that can be left out whole. */
  static mustHold(): void {
    if (Deadline.isOver) throw new OutOfTime();
  }

  /** Told when the time is up; where there is always time, never. */
  static whenOver(tell: () => void): void {
    const current = Deadline.#current.getStore();
    if (current !== undefined) current.#whenOver.push(tell);
  }

  /** Work that an operation only begins: it goes on when the operation has been answered, and ends whole by itself. */
  static beyond<T>(work: () => T): T {
    return Deadline.#current.exit(work);
  }

  around(work: () => void): void {
    Deadline.#current.run(this, work);
  }

  end(): void {
    this.#over = true;
    for (const tell of this.#whenOver.splice(0)) tell();
  }
}
