import { answerOf, type StatAnswer } from '../../../src/insight/releases/answers.js';
import { WomenCounter } from '../../../src/insight/releases/count-women.js';
import type { CountedReferral } from '../../../src/insight/releases/counted-referral.js';
import type { Noise } from '../../../src/insight/releases/discrete-gaussian.js';
import { sealCubes, type SealedCube } from '../../../src/insight/releases/seal-cubes.js';
import { declareCubes, type DeclaredCube, type WorkloadSize } from '../../../src/insight/releases/workload.js';
import { WORLD } from './population.js';

/** The house's own mechanism over a world without a database: its tables, its counting, its noise, its answers. */
export class Sealing {
  readonly cubes: DeclaredCube[];

  constructor(
    size: WorkloadSize,
    readonly rhoUnits: number,
  ) {
    this.cubes = declareCubes(size, WORLD);
  }

  counts(data: readonly CountedReferral[]): Int32Array[] {
    const counter = new WomenCounter(this.cubes);
    for (const referral of data) counter.add(referral);
    return counter.counts();
  }

  seal(data: readonly CountedReferral[], noise: Noise): SealedCube[] {
    return sealCubes(this.cubes, this.counts(data), this.rhoUnits, noise);
  }

  /** All that anybody ever gets of it, by table and cell. */
  publish(data: readonly CountedReferral[], noise: Noise): Map<string, Map<string, StatAnswer>> {
    return new Map(
      this.seal(data, noise).map((sealed, index) => [sealed.cube, answersOf(sealed, this.cubes[index])] as const),
    );
  }
}

const answersOf = (sealed: SealedCube, declared: DeclaredCube | undefined): Map<string, StatAnswer> =>
  new Map(
    declared?.cells.flatMap(({ key }, cell) => {
      const noisy = sealed.noisy[cell];
      return noisy === null || noisy === undefined ? [] : [[key, answerOf(noisy, sealed)] as const];
    }),
  );
