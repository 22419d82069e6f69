import { stridesOf, type DeclaredCube } from './workload.js';

/** The cells of one table that one woman touches, and which of them count. */
export class TouchedCells {
  readonly #cells: number[] = [];
  readonly #draws: number[] = [];
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
    this.#cells.length = 0;
    this.#draws.length = 0;
  }

  touch(cell: number, draw: number): void {
    const known = this.#find(cell);
    if (known === -1) {
      this.#cells.push(cell);
      this.#draws.push(draw);
      return;
    }
    this.#cells[known] = this.#further(this.#cells[known] ?? cell, cell);
    this.#draws[known] = Math.min(this.#draws[known] ?? draw, draw);
  }

  /** The first so many by the number drawn when their referral was made; among equals by their place in the table. */
  chosen(most: number): readonly number[] {
    if (this.#cells.length <= most) return this.#cells;
    return this.#cells
      .map((cell, index) => ({ cell, draw: this.#draws[index] ?? 0 }))
      .sort((one, other) => one.draw - other.draw || one.cell - other.cell)
      .slice(0, most)
      .map(({ cell }) => cell);
  }

  #find(cell: number): number {
    const wanted = this.#apartFromStep(cell);
    for (let index = 0; index < this.#cells.length; index += 1)
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
