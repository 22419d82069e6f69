/** One place in the file. Whoever came asks once to come in, and leaves once: also where it never came to its turn. */
export interface Place {
  turn(): Promise<void>;
  leave(): void;
}

/**
 * Answers what is large one at a time, so that however many ask for it at once, whoever asks for little waits behind one of them at most. Those who
 * wait come in by turns: somebody who sends many holds up her own, and everybody else by one.
 */
export class SingleFile {
  readonly #waiting = new Map<string, (() => void)[]>();
  #busy = false;

  place(who: string): Place {
    let [isIn, isOver] = [false, false];
    return {
      turn: async () => {
        await this.#enter(who);
        isIn = !isOver;
        // Answered meanwhile, with a refusal: nothing is done in this turn.
        if (isOver) this.#next();
      },
      leave: () => {
        isOver = true;
        if (isIn) this.#next();
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
