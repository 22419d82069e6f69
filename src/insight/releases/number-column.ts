const FIRST = 1024;

/** Whole numbers, four bytes each, growing as they come: a million referrals as objects would not fit beside a server. */
export class NumberColumn {
  #values = new Int32Array(FIRST);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Int32Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}
