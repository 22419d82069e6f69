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
    if (known) addTo(known, counts, times);
    else
      this.#counts.set(
        key,
        counts.map((count) => count * times),
      );
  }

  /** A year is twelve texts of thousands of keys each, read while somebody waits. */
  addStored(stored: string): void {
    const [keys, lists] = readStored(stored);
    for (let at = 0; at < keys.length; at += 1) {
      const [key, counts] = [keys[at] ?? '', lists[at] ?? []];
      const known = this.#counts.get(key);
      if (known) addTo(known, counts, 1);
      else this.#counts.set(key, counts);
    }
  }

  addAll(other: Sums): void {
    for (const [key, counts] of other.#counts) this.add(key, counts);
  }

  /** In the order of the keys, without what came to nothing: the same counts are the same text. */
  stored(): string {
    const kept = [...this.#counts].filter(([, counts]) => counts.some((count) => count !== 0));
    kept.sort(([one], [other]) => (one < other ? -1 : 1));
    const written: Stored = [kept.map(([key]) => key), kept.map(([, counts]) => counts)];
    return JSON.stringify(written);
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

/** The keys, and beside them the counts under each: read in a third of the time that an object of so many names takes. */
type Stored = [keys: string[], counts: number[][]];

export const NOTHING = '[[],[]]';

/** What was written as an object, before, is one still until its day is counted again. */
function readStored(text: string): Stored {
  const read = JSON.parse(text) as Stored | Record<string, number[]>;
  return Array.isArray(read) ? read : [Object.keys(read), Object.values(read)];
}

function addTo(known: number[], counts: readonly number[], times: number): void {
  for (let place = 0; place < counts.length; place += 1)
    known[place] = (known[place] ?? 0) + (counts[place] ?? 0) * times;
}
