/** Something to add under one key: how many of each. */
export type Entry = readonly [key: string, counts: readonly number[]];

/** Counts under keys. What was added can be taken away again: sums of other sums are the sums of the whole. */
export class Sums {
  readonly #counts = new Map<string, number[]>();

  static read(stored: string): Sums {
    const sums = new Sums();
    sums.addStored(stored);
    return sums;
  }

  add(key: string, counts: readonly number[], times = 1): void {
    const known = this.#counts.get(key);
    if (!known) {
      this.#counts.set(
        key,
        counts.map((count) => count * times),
      );
      return;
    }
    for (let place = 0; place < counts.length; place += 1)
      known[place] = (known[place] ?? 0) + (counts[place] ?? 0) * times;
  }

  addStored(stored: string): void {
    const entries = JSON.parse(stored) as Record<string, number[]>;
    for (const key in entries) this.add(key, entries[key] ?? []);
  }

  addAll(other: Sums): void {
    for (const [key, counts] of other.#counts) this.add(key, counts);
  }

  /** In the order of the keys, without what came to nothing: the same counts are the same text. */
  stored(): string {
    const kept = [...this.#counts].filter(([, counts]) => counts.some((count) => count !== 0));
    return JSON.stringify(Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1))));
  }

  get isNothing(): boolean {
    for (const counts of this.#counts.values()) if (counts.some((count) => count !== 0)) return false;
    return true;
  }

  of(key: string): readonly number[] {
    return this.#counts.get(key) ?? [];
  }

  /** What stands under keys that begin so, by the rest of the key. */
  *under(prefix: string): Generator<[rest: string, counts: readonly number[]]> {
    for (const [key, counts] of this.#counts)
      if (key.startsWith(prefix) && counts.some((count) => count !== 0)) yield [key.slice(prefix.length), counts];
  }
}

export const NOTHING = '{}';
