import { createCipheriv, createHash, type Cipher } from 'node:crypto';
import type { RandomSource } from '../../../src/insight/releases/random-source.js';

const ZEROS = Buffer.alloc(65_536);

/** A source of random bytes that gives the same ones again for the same seed: a test that failed can be run once more. */
export class SeededRandom implements RandomSource {
  readonly #cipher: Cipher;
  #pool = Buffer.alloc(0);
  #next = 0;

  constructor(seed: string) {
    this.#cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  }

  byte(): number {
    if (this.#next === this.#pool.length) {
      this.#pool = this.#cipher.update(ZEROS);
      this.#next = 0;
    }
    const value = this.#pool[this.#next] ?? 0;
    this.#next += 1;
    return value;
  }

  /** From 0 up to 1, for a test's own choices. */
  fraction(): number {
    return (this.byte() * 2 ** 16 + this.byte() * 2 ** 8 + this.byte()) / 2 ** 24;
  }

  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }
}
