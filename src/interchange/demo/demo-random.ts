/** Numbers with weights: how often each of them happens beside the others. */
export type Weights = Readonly<Record<string, number>>;

/** Times that are mostly short and now and then long. */
export interface LogNormal {
  median: number;
  spread: number;
  longest: number;
}

/**
 * Chance that comes out the same each time, so that the same seed tells the same stories. Never for a code, a key or a password:
 * whoever knows the seed knows every number.
 */
export class DemoRandom {
  #state: number;

  constructor(private readonly seed: number) {
    this.#state = seed >>> 0;
  }

  /** Chance of its own for one woman or one referral: what happens to one changes nothing for another. */
  fork(label: string | number): DemoRandom {
    let hash = 0x811c9dc5 ^ this.seed;
    for (const character of `/${label}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    return new DemoRandom(mix(hash));
  }

  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  pick<T>(things: readonly T[]): T {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined) throw new Error('there is nothing to pick from');
    return thing;
  }

  /** Null where nothing has any weight. */
  pickBy<T>(things: readonly T[], weightOf: (thing: T) => number): T | null {
    const total = things.reduce((sum, thing) => sum + weightOf(thing), 0);
    let left = this.next() * total;
    for (const thing of things) {
      const weight = weightOf(thing);
      if (weight > 0 && left < weight) return thing;
      left -= weight;
    }
    return null;
  }

  among<W extends Weights>(weights: W): Extract<keyof W, string> {
    const keys = Object.keys(weights) as Extract<keyof W, string>[];
    const key = this.pickBy(keys, (each) => weights[each] ?? 0);
    if (key === null) throw new Error('nothing of this has any weight');
    return key;
  }

  logNormal({ median, spread, longest }: LogNormal): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.min(median * Math.exp(spread * normal), longest);
  }
}

/** The probability whose odds are so many times those of another. */
export function oddsTimes(probability: number, times: number): number {
  const odds = (probability / (1 - probability)) * times;
  return probability >= 1 ? 1 : odds / (1 + odds);
}

/** Spreads 32 bits over each other (the finaliser of splitmix32). */
function mix(bits: number): number {
  let mixed = bits >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
