import type { RandomSource } from './random-source.js';
import type { Ratio } from './ratio.js';

/** What is added to a count: a whole number around 0, of this variance's distribution. */
export interface Noise {
  draw(sigmaSquared: Ratio): number;
}

/**
 * The discrete Gaussian, exactly: Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 to 3. Whole numbers
 * and coins all the way; a float anywhere in it would leave a trace of the count in the last digits.
 */
export class DiscreteGaussian implements Noise {
  constructor(private readonly random: RandomSource) {}

  draw({ num, den }: Ratio): number {
    const scale = floorSqrt(num / den) + 1n;
    const step = den * scale;
    const likelihood = 2n * num * den * scale * scale;
    for (;;) {
      const candidate = this.#laplace(scale);
      const distance = (candidate < 0n ? -candidate : candidate) * step - num;
      if (this.#chanceOfExp(distance * distance, likelihood)) return Number(candidate);
    }
  }

  /** A two-sided geometric number: P(x) falls off as exp(-|x| / scale). */
  #laplace(scale: bigint): bigint {
    for (;;) {
      const rest = this.#below(scale);
      if (!this.#chanceOfExp(rest, scale)) continue;
      let whole = 0n;
      while (this.#chanceOfExpOne()) whole += 1n;
      const size = rest + scale * whole;
      const negative = (this.random.byte() & 1) === 1;
      // Zero has no sign: half of its draws are refused, or it would come twice as often.
      if (negative && size === 0n) continue;
      return negative ? -size : size;
    }
  }

  /** True with probability exp(-num/den). */
  #chanceOfExp(num: bigint, den: bigint): boolean {
    for (let left = num / den; left > 0n; left -= 1n) if (!this.#chanceOfExpOne()) return false;
    return this.#chanceOfExpUpToOne(num % den, den);
  }

  #chanceOfExpOne(): boolean {
    return this.#chanceOfExpUpToOne(1n, 1n);
  }

  /** Von Neumann's series, for num/den of 1 at most: the first k at which a coin of (num/den)/k falls tails is odd as often as exp(-num/den). */
  #chanceOfExpUpToOne(num: bigint, den: bigint): boolean {
    let k = 1n;
    while (this.#below(den * k) < num) k += 1n;
    return (k & 1n) === 1n;
  }

  /** Evenly from 0 to bound - 1; what does not fit is thrown away, never folded back. */
  #below(bound: bigint): bigint {
    if (bound <= SMALL) return BigInt(this.#belowSmall(Number(bound)));
    const bits = bound.toString(2).length;
    const mask = (1n << BigInt(bits)) - 1n;
    for (;;) {
      let value = 0n;
      for (let got = 0; got < bits; got += 8) value = (value << 8n) | BigInt(this.random.byte());
      value &= mask;
      if (value < bound) return value;
    }
  }

  #belowSmall(bound: number): number {
    if (bound === 1) return 0;
    const bits = 32 - Math.clz32(bound - 1);
    const mask = 2 ** bits - 1;
    for (;;) {
      let value = 0;
      for (let got = 0; got < bits; got += 8) value = (value << 8) | this.random.byte();
      value &= mask;
      if (value < bound) return value;
    }
  }
}

/** Whole numbers up to here fit the machine's own bit operations. */
const SMALL = 2n ** 24n;

function floorSqrt(value: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(value))));
  while (root * root > value) root -= 1n;
  while ((root + 1n) * (root + 1n) <= value) root += 1n;
  return root;
}
