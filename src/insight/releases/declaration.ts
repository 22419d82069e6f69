import { nameOfDimension, nameOfValue, type DeclaredCube } from './workload.js';
import type { Wording } from '../../platform/wording.js';

/** What was declared, as it is kept beside the figures: a table is read by what it was sealed as, whatever is declared since. */
export interface Declaration {
  dimensions: Record<string, { name: Wording; values: { value: string; name: Wording; furthest: number | null }[] }>;
  cubes: Record<string, { dimensions: string[]; cannotBe: Record<string, Wording> }>;
}

export function declarationOf(cubes: readonly DeclaredCube[], names: ReadonlyMap<string, Wording>): Declaration {
  const dimensions = new Map(cubes.flatMap((cube) => cube.dimensions.map((each) => [each.code, each] as const)));
  return {
    dimensions: Object.fromEntries(
      [...dimensions].map(([code, { categories, furthest }]) => [
        code,
        {
          name: nameOfDimension(code),
          values: categories.map((value) => ({
            value,
            name: nameOfValue(code, value, names),
            furthest: furthest?.indexOf(value) ?? null,
          })),
        },
      ]),
    ),
    cubes: Object.fromEntries(
      cubes.map(({ cube, dimensions: own, cells }) => [
        cube,
        {
          dimensions: own.map(({ code }) => code),
          cannotBe: Object.fromEntries(
            cells.flatMap(({ key, cannotBe }) => (cannotBe ? [[key, cannotBe] as const] : [])),
          ),
        },
      ]),
    ),
  };
}
