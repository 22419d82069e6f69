import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { StatAnswer } from './releases/answers.js';
import type { Declaration } from './releases/declaration.js';
import { RHO_UNIT } from './releases/noise-scale.js';
import type { Key } from './releases/read-statistics.js';
import { noteOfCube, noteOfRelease } from './releases/release-notes.js';
import type { ReleaseCubeRow, ReleaseRow } from './releases/release.entity.js';
import { ReleaseStore } from './releases/release-store.js';
import {
  BelowThreshold,
  DeclaredDimension,
  DeclaredValue,
  DimensionValue,
  NotApplicable,
  NotPublished,
  Release,
  ReleaseTable,
  Shown,
  StatValue,
} from './release.type.js';
import { inLanguage } from '../platform/wording.js';

/** The only way out for a figure about women. */
export function presentAnswer(answer: StatAnswer): typeof StatValue {
  switch (answer.kind) {
    case 'Shown':
      return Object.assign(new Shown(), { value: answer.value, low: answer.low, high: answer.high });
    case 'BelowThreshold':
      return Object.assign(new BelowThreshold(), { lessThan: answer.lessThan });
    case 'NotApplicable':
      return Object.assign(new NotApplicable(), { wording: answer.because });
    case 'NotPublished':
      return Object.assign(new NotPublished(), { reason: answer.reason });
  }
}

export const presentKeys = (keys: readonly Key[]): DimensionValue[] =>
  keys.map((key) => Object.assign(new DimensionValue(), key));

@Injectable()
export class ReleasePresenter {
  constructor(
    private readonly database: Database,
    private readonly store: ReleaseStore,
  ) {}

  async present(row: ReleaseRow): Promise<Release> {
    return (await this.presentAll([row]))[0] ?? new Release();
  }

  async presentAll(rows: readonly ReleaseRow[]): Promise<Release[]> {
    const all = await this.store.all(this.database);
    return rows.map((row) => {
      const { id, period, sealedAt, size, workloadVersion, edition, replacesId, incident, checksum } = row;
      return Object.assign(new Release(), {
        ...{ id, period, sealedAt, size, workloadVersion, edition, replacesId, incident, checksum },
        rho: row.rhoUnits / RHO_UNIT,
        note: noteOfRelease(),
        cubes: Object.keys((JSON.parse(row.declared) as Declaration).cubes),
        replacedById: all.find((other) => other.replacesId === id)?.id ?? null,
      });
    });
  }
}

export function presentTable(row: ReleaseRow, cube: ReleaseCubeRow, language: string): ReleaseTable {
  const { dimensions, cubes } = JSON.parse(row.declared) as Declaration;
  return Object.assign(new ReleaseTable(), {
    ...{ cube: cube.cube, mostCells: cube.mostCells, sigma: cube.sigma, threshold: cube.threshold },
    note: noteOfCube(cube.cube, language),
    dimensions: (cubes[cube.cube]?.dimensions ?? []).map((dimension) =>
      Object.assign(new DeclaredDimension(), {
        dimension,
        name: inLanguage(dimensions[dimension]?.name ?? { en: dimension }, language),
        values: (dimensions[dimension]?.values ?? []).map(({ value, name }) =>
          Object.assign(new DeclaredValue(), { value, name: inLanguage(name, language) }),
        ),
      }),
    ),
  });
}
