/** One place in the file. Whoever came asks once to come in, and leaves once: also where it never came to its turn. */
export interface Place {
  turn(): Promise<void>;
  leave(): void;
}

/** A pause longer than this helps nobody. */
const LONGEST_PAUSE_MILLIS = 1_000;

/**
 * Answers what is large, and reads what is long, one at a time, with a pause after each that is as long as it took: however many ask for it at once, it
 * takes half of the process, and whoever asks for little waits behind one of them at most. (One that runs lets nobody else in anyway; it is the pause
 * that does.)
 * Those who wait come in by turns: somebody who sends many holds up her own, and everybody else by one.
 */
export class SingleFile {
  readonly #waiting = new Map<string, (() => void)[]>();
  #busy = false;

  constructor(
    private readonly now = () => performance.now(),
    private readonly after = (millis: number, work: () => void) => void setTimeout(work, millis).unref(),
  ) {}

  place(who: string): Place {
    let [isIn, isOver, since] = [false, false, 0];
    return {
      turn: async () => {
        await this.#enter(who);
        isIn = !isOver;
        since = this.now();
        // Answered meanwhile, with a refusal: nothing is done in this turn.
        if (isOver) this.#next();
      },
      leave: () => {
        isOver = true;
        if (isIn) this.after(Math.min(this.now() - since, LONGEST_PAUSE_MILLIS), () => this.#next());
        isIn = false;
      },
    };
  }

  #enter(who: string): Promise<void> {
    if (!this.#busy) {
      this.#busy = true;
      return Promise.resolve();
    }
    return new Promise((come) => {
      const theirs = this.#waiting.get(who) ?? [];
      theirs.push(come);
      this.#waiting.set(who, theirs);
    });
  }

  #next(): void {
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#busy = false;
      return;
    }
    const [who, theirs] = first;
    this.#waiting.delete(who);
    const come = theirs.shift();
    if (theirs.length > 0) this.#waiting.set(who, theirs);
    come?.();
  }
}
