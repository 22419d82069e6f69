import { VALUES, type CountedReferral, type ValueOf } from './counted-referral.js';
import { NumberColumn } from './number-column.js';
import { TouchedCells } from './touched-cells.js';
import { stridesOf, type DeclaredCube, type Dimension } from './workload.js';

/** Not in tables of this dimension. */
const NOWHERE = -1;

/** The one dimension of which a referral may have several values. */
const MANY = 'service';

/**
 * Counts different women for every declared cell, each in so many cells of a table as it allows. What decides which ones is the paper's sentence
 * `row_number() over (partition by woman order by min(draw), cell) <= mostCells`, done here in one reading of the referrals instead of one for each
 * table: fifteen such statements over a million rows would hold an embedded database, and everybody who reads from it, for many seconds each.
 */
export class WomenCounter {
  readonly #women = new Map<CountedReferral['woman'], number>();
  readonly #womanOf = new NumberColumn();
  readonly #draws = new NumberColumn();
  readonly #columns: Map<string, NumberColumn>;
  readonly #dimensions: readonly { dimension: Dimension; valueOf: ValueOf; column: NumberColumn }[];
  readonly #many = new NumberColumn();
  /** Where the services of each referral begin. */
  readonly #manyFrom = new NumberColumn();

  constructor(private readonly cubes: readonly DeclaredCube[]) {
    const used = new Map(cubes.flatMap(({ dimensions }) => dimensions.map((each) => [each.code, each] as const)));
    this.#dimensions = [...used.values()].map((dimension) => ({
      dimension,
      valueOf: VALUES[dimension.code] ?? (() => null),
      column: new NumberColumn(),
    }));
    this.#columns = new Map(this.#dimensions.map(({ dimension, column }) => [dimension.code, column]));
  }

  add(referral: CountedReferral): void {
    const woman = this.#women.get(referral.woman) ?? this.#women.size;
    this.#women.set(referral.woman, woman);
    this.#womanOf.push(woman);
    this.#draws.push(referral.draw);
    this.#manyFrom.push(this.#many.length);
    for (const { dimension, valueOf, column } of this.#dimensions) {
      const value = valueOf(referral);
      if (value === null) column.push(NOWHERE);
      else if (typeof value === 'string') column.push(dimension.placeOf(value));
      else for (const each of value) this.#many.push(dimension.placeOf(each));
    }
  }

  /** For each table, women by cell. They exist here and in the sum with the noise, and nowhere else. */
  counts(): Int32Array[] {
    this.#manyFrom.push(this.#many.length);
    const { order, starts } = this.#byWoman();
    return this.cubes.map((cube) => this.#countCube(cube, order, starts));
  }

  #countCube(cube: DeclaredCube, order: Int32Array, starts: Int32Array): Int32Array {
    const counts = new Int32Array(cube.cells.length);
    const touched = new TouchedCells(cube);
    const touch = this.#touching(cube, touched);
    const count = (cell: number): void => {
      if (!cube.cells[cell]?.cannotBe) more(counts, cell);
    };
    for (let woman = 0; woman + 1 < starts.length; woman += 1) {
      touched.begin();
      for (let at = starts[woman] ?? 0; at < (starts[woman + 1] ?? 0); at += 1) touch(order[at] ?? 0);
      touched.choose(cube.mostCells, count);
    }
    return counts;
  }

  /** A referral's cells in one table: one, or one for each of its services. */
  #touching({ dimensions }: DeclaredCube, touched: TouchedCells): (referral: number) => void {
    const strides = stridesOf(dimensions);
    const single = dimensions.flatMap(({ code }, index) =>
      code === MANY ? [] : [{ column: this.#columns.get(code) ?? new NumberColumn(), stride: strides[index] ?? 1 }],
    );
    const manyStride = strides[dimensions.findIndex(({ code }) => code === MANY)];
    return (referral) => {
      let cell = 0;
      for (const { column, stride } of single) {
        const place = column.at(referral);
        if (place === NOWHERE) return;
        cell += place * stride;
      }
      const draw = this.#draws.at(referral);
      if (manyStride === undefined) touched.touch(cell, draw);
      else
        for (let at = this.#manyFrom.at(referral); at < this.#manyFrom.at(referral + 1); at += 1)
          touched.touch(cell + this.#many.at(at) * manyStride, draw);
    };
  }

  /** The referrals of each woman beside one another. */
  #byWoman(): { order: Int32Array; starts: Int32Array } {
    const starts = new Int32Array(this.#women.size + 1);
    for (let referral = 0; referral < this.#womanOf.length; referral += 1) more(starts, this.#womanOf.at(referral) + 1);
    for (let woman = 0; woman < this.#women.size; woman += 1) more(starts, woman + 1, starts[woman]);
    const next = starts.slice();
    const order = new Int32Array(this.#womanOf.length);
    for (let referral = 0; referral < this.#womanOf.length; referral += 1) {
      const woman = this.#womanOf.at(referral);
      order[next[woman] ?? 0] = referral;
      more(next, woman);
    }
    return { order, starts };
  }
}

function more(numbers: Int32Array, at: number, by = 1): void {
  numbers[at] = (numbers[at] ?? 0) + by;
}
