import { readSeed } from '../../platform/seeds.js';
import type { Wording } from '../../platform/wording.js';

export const SCOPES = ['STANDARD', 'MINI'] as const;
/** Which set of tables a release has. */
export type WorkloadSize = (typeof SCOPES)[number];

interface DimensionSeed {
  name: Wording;
  /** The value that stands for every value which is not declared. */
  rest: string;
  categories?: string[];
  /** How its values are shown, where they have no name elsewhere. */
  values?: Record<string, Wording>;
  /** Values besides those that are listed elsewhere. */
  also?: string[];
  from?: 'agencies' | 'areas' | 'months' | 'services' | 'reasons';
}

export interface CubeSeed {
  cube: string;
  dimensions: string[];
  mostCells: number;
  weight: number;
}

export interface Impossible {
  where: Record<string, string>;
  because: Wording;
}

interface Seed {
  version: string;
  dimensions: Record<string, DimensionSeed>;
  /** Of these a woman counts once within the rest of the cell, at the furthest; from the least far to the furthest. */
  furthest: Record<string, string[]>;
  cannotBe: Impossible[];
  scopes: Record<WorkloadSize, CubeSeed[]>;
}

const SEED = readSeed<Seed>('cubes.json');

export const WORKLOAD_VERSION = SEED.version;

/** What is listed outside of the seed, from what is no woman's: the directory and the taxonomy, and the months of the period. */
export type ListedElsewhere = Record<NonNullable<DimensionSeed['from']>, readonly string[]>;

/** One dimension with every value it can have, in the order in which it is answered. */
export class Dimension {
  readonly #places: ReadonlyMap<string, number>;

  constructor(
    readonly code: string,
    readonly categories: readonly string[],
    readonly rest: string,
    /** From the least far to the furthest; null where a woman may count at several of them. */
    readonly furthest: readonly string[] | null,
  ) {
    this.#places = new Map(categories.map((category, place) => [category, place]));
    if (this.#places.size !== categories.length) throw new Error(`dimension ${code} has a category twice`);
    if (!this.#places.has(rest)) throw new Error(`dimension ${code} has no ${rest}`);
    if (categories.some((category) => category.includes(KEY_MARK)))
      throw new Error(`a category of ${code} has ${KEY_MARK} in it`);
  }

  /** Its place; what is not declared has that of the rest. */
  placeOf(value: string): number {
    return this.#places.get(value) ?? this.#places.get(this.rest) ?? 0;
  }

  declares(value: string): boolean {
    return this.#places.has(value);
  }
}

/** Between the values in the key of a stored cell. */
export const KEY_MARK = '/';

/** A table before any data is read: every cell it has is known from this alone. */
export interface DeclaredCube {
  cube: string;
  dimensions: readonly Dimension[];
  /** How many cells one woman may touch. */
  mostCells: number;
  weight: number;
  ofWeight: number;
  /** For each cell, in order: why there can be nothing, or null. */
  cells: readonly { key: string; values: readonly string[]; cannotBe: Wording | null }[];
}

/** All tables of one size; `elsewhere` holds what is declared by directory and taxonomy. */
export function declareCubes(size: WorkloadSize, elsewhere: ListedElsewhere): DeclaredCube[] {
  const cubes = SEED.scopes[size];
  const ofWeight = cubes.reduce((sum, { weight }) => sum + weight, 0);
  const dimensions = new Map<string, Dimension>();
  const dimensionOf = (code: string): Dimension => {
    const known = dimensions.get(code) ?? declareDimension(code, elsewhere);
    dimensions.set(code, known);
    return known;
  };
  return cubes.map(({ cube, dimensions: codes, mostCells, weight }) => {
    const declared = codes.map(dimensionOf);
    return { cube, dimensions: declared, mostCells, weight, ofWeight, cells: cellsOf(declared) };
  });
}

function declareDimension(code: string, elsewhere: ListedElsewhere): Dimension {
  const seed = SEED.dimensions[code];
  if (!seed) throw new Error(`no dimension ${code} is declared`);
  const listed = [...(seed.categories ?? (seed.from ? elsewhere[seed.from] : [])), ...(seed.also ?? [])];
  const categories = listed.includes(seed.rest) ? listed : [...listed, seed.rest];
  return new Dimension(code, categories, seed.rest, SEED.furthest[code] ?? null);
}

/** Every combination, the last dimension turning fastest. */
function cellsOf(dimensions: readonly Dimension[]): DeclaredCube['cells'] {
  const combinations = dimensions.reduce<string[][]>(
    (rows, { categories }) => rows.flatMap((row) => categories.map((category) => [...row, category])),
    [[]],
  );
  const codes = dimensions.map(({ code }) => code);
  return combinations.map((values) => ({ key: values.join(KEY_MARK), values, cannotBe: whyNot(codes, values) }));
}

function whyNot(codes: readonly string[], values: readonly string[]): Wording | null {
  const impossible = SEED.cannotBe.find(({ where }) =>
    Object.entries(where).every(([code, value]) => codes.includes(code) && values[codes.indexOf(code)] === value),
  );
  return impossible?.because ?? null;
}

export const nameOfDimension = (code: string): Wording => SEED.dimensions[code]?.name ?? plain(code);

export const nameOfValue = (code: string, value: string, elsewhere: ReadonlyMap<string, Wording>): Wording =>
  SEED.dimensions[code]?.values?.[value] ?? elsewhere.get(valueKey(code, value)) ?? plain(value);

export const valueKey = (dimension: string, value: string): string => `${dimension} ${value}`;

const plain = (text: string): Wording => ({ en: text });

/** How far apart two neighbouring values of a dimension lie among the cells: the last turns fastest. */
export function stridesOf(dimensions: readonly Dimension[]): number[] {
  let stride = 1;
  return [...dimensions]
    .reverse()
    .map(({ categories }) => {
      const own = stride;
      stride *= categories.length;
      return own;
    })
    .reverse();
}
