import { randomFillSync } from 'node:crypto';

/** Where random bytes come from. Tests put a seeded one in its place; nothing else may. */
export interface RandomSource {
  /** The next byte, 0 to 255. */
  byte(): number;
}

const POOL = 4096;

/** The operating system's generator. A byte is forgotten as it is handed out, so that nothing of the noise stays in memory to be found. */
export class SystemRandom implements RandomSource {
  readonly #pool = new Uint8Array(POOL);
  #next = POOL;

  byte(): number {
    if (this.#next === POOL) {
      randomFillSync(this.#pool);
      this.#next = 0;
    }
    const value = this.#pool[this.#next] ?? 0;
    this.#pool[this.#next] = 0;
    this.#next += 1;
    return value;
  }
}
