import { createHash } from 'node:crypto';
import type { ReleaseCellRow, ReleaseCubeRow, ReleaseRow } from './release.entity.js';

const sum = (covered: unknown): string => createHash('sha256').update(JSON.stringify(covered)).digest('hex');

/** Over a table as it is declared and every number in it, in order: one that is changed, moved, added or gone shows. */
export const checksumOfCube = (
  cube: Omit<ReleaseCubeRow, 'checksum' | 'sigma'>,
  cells: readonly Pick<ReleaseCellRow, 'place' | 'key' | 'noisy'>[],
): string =>
  sum([
    [cube.releaseId, cube.cube, cube.place, cube.mostCells, cube.weight, cube.sigmaSquared, cube.threshold],
    cells.map(({ place, key, noisy }) => [place, key, noisy]),
  ]);

/** Over what a release says of itself and over its tables; it stands in the audit trail too. */
export const checksumOfRelease = (
  release: Omit<ReleaseRow, 'checksum'>,
  cubes: readonly Pick<ReleaseCubeRow, 'cube' | 'checksum'>[],
): string =>
  sum([
    [release.id, release.scope, release.size, release.period, release.kind, release.startsAt, release.edition],
    [release.replacesId, release.incident, release.rhoUnits, release.delta, release.workloadVersion],
    [release.declared, release.sealedAt, release.sealedById],
    cubes.map(({ cube, checksum }) => [cube, checksum]),
  ]);
