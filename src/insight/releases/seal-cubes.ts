import type { Noise } from './discrete-gaussian.js';
import { noiseScale, type NoiseScale } from './noise-scale.js';
import type { DeclaredCube } from './workload.js';

/** A table as it is kept: the noisy numbers, and nothing from which they were made. */
export interface SealedCube extends NoiseScale {
  cube: string;
  mostCells: number;
  weight: number;
  ofWeight: number;
  /** For each declared cell, in order; null where there can be nothing. Negative numbers are kept. */
  noisy: (number | null)[];
}

/**
 * Adds noise to every declared cell, zeros included, once: a cell that was left as it is would say that it is empty. `counts` is emptied as it is used.
 */
export function sealCubes(
  cubes: readonly DeclaredCube[],
  counts: readonly Int32Array[],
  rhoUnits: number,
  noise: Noise,
): SealedCube[] {
  return cubes.map((cube, index) => {
    const { mostCells, weight, ofWeight } = cube;
    const scale = noiseScale({ mostCells, weight, ofWeight, rhoUnits });
    const exact = counts[index] ?? new Int32Array(cube.cells.length);
    const noisy = cube.cells.map(({ cannotBe }, cell) =>
      cannotBe ? null : (exact[cell] ?? 0) + noise.draw(scale.sigmaSquared),
    );
    exact.fill(0);
    return { cube: cube.cube, mostCells, weight, ofWeight, ...scale, noisy };
  });
}
