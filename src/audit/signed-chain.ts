import { CHAIN_START } from './chain.js';

/** Of each entry's hash a checkpoint keeps so many digits: enough to say which entry is another, beside the whole hash of the last one. */
const MARK = 12;

export const markOf = (hash: string): string => hash.slice(0, MARK);

/** What the checkpoints together say of one chain. */
export class SignedChain {
  /** `marks`: one for each entry, in order. `lastHash`: of the last one, whole. `at`: when it was signed last. */
  constructor(
    readonly marks: string,
    readonly lastHash: string,
    readonly at: string | null,
  ) {}

  get length(): number {
    return this.marks.length / MARK;
  }

  /** Whether this is the hash that was signed for this position. */
  holds(position: number, hash: string): boolean {
    if (position === this.length) return hash === this.lastHash;
    return this.#markAt(position) === markOf(hash);
  }

  /** Where the entry with this hash stood when it was signed. */
  positionOf(hash: string): number | null {
    const mark = markOf(hash);
    for (let position = 1; position <= this.length; position++) if (this.#markAt(position) === mark) return position;
    return null;
  }

  /** What it is after one more checkpoint; null where that one contradicts what was signed before it. */
  with(next: { from: number; length: number; hash: string; marks: string }, at: string): SignedChain | null {
    const overlap = Math.min(this.length, next.length) - next.from;
    if (overlap < 0 || next.marks.length !== (next.length - next.from) * MARK) return null;
    if (this.marks.slice(next.from * MARK, (next.from + overlap) * MARK) !== next.marks.slice(0, overlap * MARK))
      return null;
    // Two processes may sign one after the other what the second had read before the first.
    if (next.length < this.length) return this;
    return new SignedChain(this.marks.slice(0, next.from * MARK) + next.marks, next.hash, at);
  }

  /** What it is once a backup was restored that ends here. */
  endingAt(length: number, hash: string, at: string): SignedChain {
    return new SignedChain(this.marks.slice(0, length * MARK), hash, at);
  }

  #markAt(position: number): string {
    return this.marks.slice((position - 1) * MARK, position * MARK);
  }
}

export const NOTHING_SIGNED = new SignedChain('', CHAIN_START, null);
