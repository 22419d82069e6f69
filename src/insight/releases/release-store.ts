import { Injectable } from '@nestjs/common';
import sql, { bulk } from 'sql-template-tag';
import type { Reader, Transaction } from '../../platform/database/index.js';
import { asNumber } from './ratio.js';
import { checksumOfCube, checksumOfRelease } from './checksums.js';
import { ReleaseCubeRow, ReleaseRow, type ReleaseCellRow } from './release.entity.js';
import type { SealedCube } from './seal-cubes.js';
import type { DeclaredCube } from './workload.js';
import { SealBroken } from './seal-broken.js';

export interface StoredCube {
  cube: ReleaseCubeRow;
  cells: Pick<ReleaseCellRow, 'place' | 'key' | 'noisy'>[];
}

/** As many rows as one statement may hold on either database. */
const ROWS_AT_ONCE = 1000;

/** The only place that writes sealed figures, and the only one that reads them: what it gives out is what was sealed, or nothing. */
@Injectable()
export class ReleaseStore {
  /** By a release's checksum, which is another where sealing began anew: a few small rows for each period. */
  readonly #sealed = new Map<string, ReleaseCubeRow[]>();

  async keep(
    tx: Transaction,
    release: Omit<ReleaseRow, 'checksum'>,
    declared: readonly DeclaredCube[],
    sealed: readonly SealedCube[],
  ): Promise<ReleaseRow> {
    const tables = declared.map((cube, place) => storedCube(release.id, place, cube, sealed[place]));
    const checksum = checksumOfRelease(
      release,
      tables.map(({ cube }) => cube),
    );
    const row = { ...release, checksum };
    await tx.manager.insert(ReleaseRow, row);
    await tx.manager.insert(
      ReleaseCubeRow,
      tables.map(({ cube }) => cube),
    );
    for (const table of tables) await this.#keepCells(tx, table);
    for (const { cube } of tables) await this.cube(tx, row, cube.cube);
    return row;
  }

  async #keepCells(tx: Transaction, { cube: { releaseId, cube }, cells }: StoredCube): Promise<void> {
    for (let from = 0; from < cells.length; from += ROWS_AT_ONCE) {
      const rows = cells
        .slice(from, from + ROWS_AT_ONCE)
        .map((cell) => [releaseId, cube, cell.place, cell.key, cell.noisy]);
      await tx.run(sql`INSERT INTO release_cell (release_id, cube, place, key, noisy) VALUES ${bulk(rows)}`);
    }
  }

  /** Newest period first. */
  async all(reader: Reader): Promise<ReleaseRow[]> {
    return reader.manager.find(ReleaseRow, { order: { startsAt: 'DESC', kind: 'ASC', edition: 'DESC' } });
  }

  /** By its id, or the latest of a period by the period's name. */
  async find(reader: Reader, idOrPeriod: string): Promise<ReleaseRow | null> {
    return reader.manager.findOne(ReleaseRow, {
      where: [{ id: idOrPeriod }, { period: idOrPeriod }],
      order: { edition: 'DESC' },
    });
  }

  /** The tables of a release, in order, once its seal holds. What was read once is what was sealed, and never changes. */
  async cubes(reader: Reader, release: ReleaseRow): Promise<ReleaseCubeRow[]> {
    const cubes = this.#sealed.get(release.checksum) ?? (await readCubes(reader, release));
    if (checksumOfRelease(release, cubes) !== release.checksum) throw new SealBroken();
    this.#sealed.set(release.checksum, cubes);
    return cubes;
  }

  /** One table whole; null where the release declares no such table. Numbers that are not the sealed ones are not given out. */
  async cube(reader: Reader, release: ReleaseRow, name: string): Promise<StoredCube | null> {
    const cube = (await this.cubes(reader, release)).find((each) => each.cube === name);
    if (!cube) return null;
    const cells = await reader.all<StoredCube['cells'][number]>(sql`
      SELECT place, key, noisy FROM release_cell WHERE release_id = ${release.id} AND cube = ${name} ORDER BY place`);
    if (checksumOfCube(cube, cells) !== cube.checksum) throw new SealBroken();
    return { cube, cells };
  }
}

const readCubes = (reader: Reader, { id }: ReleaseRow): Promise<ReleaseCubeRow[]> =>
  reader.manager.find(ReleaseCubeRow, { where: { releaseId: id }, order: { place: 'ASC' } });

function storedCube(
  releaseId: string,
  place: number,
  declared: DeclaredCube,
  sealed: SealedCube | undefined,
): StoredCube {
  if (sealed?.cube !== declared.cube) throw new Error('a table was sealed out of its order');
  const { num, den } = sealed.sigmaSquared;
  const cells = declared.cells.map(({ key }, index) => ({ place: index, key, noisy: sealed.noisy[index] ?? null }));
  const cube = {
    ...{ releaseId, cube: sealed.cube, place, mostCells: sealed.mostCells, threshold: sealed.threshold },
    weight: `${sealed.weight}/${sealed.ofWeight}`,
    sigmaSquared: `${num}/${den}`,
    sigma: Math.sqrt(asNumber(sealed.sigmaSquared)),
  };
  return { cube: { ...cube, checksum: checksumOfCube(cube, cells) }, cells };
}
