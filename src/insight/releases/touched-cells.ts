import { stridesOf, type DeclaredCube } from './workload.js';

/** The cells of one table that one woman touches, and which of them count. */
export class TouchedCells {
  readonly #cells: number[] = [];
  readonly #draws: number[] = [];
  /** How many of them are this woman's: there is one of these for a million of them, and the lists are never made anew. */
  #count = 0;
  /** Of a dimension in which she counts at the furthest only: how far each of its values is. */
  readonly #ranks: readonly number[] | null = null;
  readonly #stride: number = 1;
  readonly #size: number = 1;

  constructor({ dimensions }: DeclaredCube) {
    const index = dimensions.findIndex(({ furthest }) => furthest !== null);
    const dimension = dimensions[index];
    if (!dimension) return;
    this.#ranks = dimension.categories.map((category) => dimension.furthest?.indexOf(category) ?? 0);
    this.#stride = stridesOf(dimensions)[index] ?? 1;
    this.#size = dimension.categories.length;
  }

  begin(): void {
    this.#count = 0;
  }

  touch(cell: number, draw: number): void {
    const known = this.#find(cell);
    if (known === -1) {
      this.#cells[this.#count] = cell;
      this.#draws[this.#count] = draw;
      this.#count += 1;
      return;
    }
    this.#cells[known] = this.#further(this.#cells[known] ?? cell, cell);
    this.#draws[known] = Math.min(this.#draws[known] ?? draw, draw);
  }

  /** Tells each of the first so many by the number drawn when their referral was made; among equals by their place in the table. */
  choose(most: number, tell: (cell: number) => void): void {
    if (this.#count > most) this.#bringForward(most);
    for (let index = 0; index < this.#count && index < most; index += 1) tell(this.#cells[index] ?? 0);
  }

  #bringForward(most: number): void {
    for (let place = 0; place < most; place += 1) {
      let first = place;
      for (let other = place + 1; other < this.#count; other += 1) if (this.#isBefore(other, first)) first = other;
      this.#swap(place, first);
    }
  }

  #isBefore(one: number, other: number): boolean {
    const [draw, otherDraw] = [this.#draws[one] ?? 0, this.#draws[other] ?? 0];
    return draw < otherDraw || (draw === otherDraw && (this.#cells[one] ?? 0) < (this.#cells[other] ?? 0));
  }

  #swap(one: number, other: number): void {
    const [cell, draw] = [this.#cells[one] ?? 0, this.#draws[one] ?? 0];
    this.#cells[one] = this.#cells[other] ?? 0;
    this.#draws[one] = this.#draws[other] ?? 0;
    this.#cells[other] = cell;
    this.#draws[other] = draw;
  }

  #find(cell: number): number {
    const wanted = this.#apartFromStep(cell);
    for (let index = 0; index < this.#count; index += 1)
      if (this.#apartFromStep(this.#cells[index] ?? 0) === wanted) return index;
    return -1;
  }

  #apartFromStep(cell: number): number {
    return this.#ranks === null ? cell : cell - this.#stepOf(cell) * this.#stride;
  }

  #stepOf(cell: number): number {
    return Math.floor(cell / this.#stride) % this.#size;
  }

  #further(one: number, other: number): number {
    if (this.#ranks === null) return one;
    return (this.#ranks[this.#stepOf(other)] ?? 0) > (this.#ranks[this.#stepOf(one)] ?? 0) ? other : one;
  }
}
