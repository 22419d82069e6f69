import { Injectable } from '@nestjs/common';
import { invalidAt } from '../../platform/graphql/index.js';
import type { StatAnswer } from './answers.js';
import {
  bandAt,
  cascadeOf,
  changeOf,
  groupsBy,
  rateOf,
  sumOf,
  type Change,
  type Derived,
  type Group,
  type Noisy,
} from './derived-figures.js';
import { ReadStatistics, type Key, type SealedTable } from './read-statistics.js';

export interface ReadTrend {
  keys: Key[];
  before: StatAnswer;
  after: StatAnswer;
  change: Change;
}

export interface ReadPercentile {
  keys: Key[];
  band: string | null;
}

const PARTS_OF = { TIME: 'time-band' } as const;

/** What follows from sealed numbers by arithmetic; it reads nothing else. */
@Injectable()
export class ReadDerived {
  constructor(private readonly statistics: ReadStatistics) {}

  /** The share of women with some values of one dimension, for each combination of the others. */
  async rates(releaseId: string, cube: string, dimension: string, values: readonly string[]): Promise<Derived[]> {
    const table = await this.#table(releaseId, cube, dimension);
    const whole = await this.#wholes(table, dimension);
    if (!whole) return [{ keys: [], answer: { kind: 'NotPublished', reason: 'NOT_DECLARED' } }];
    return groupsBy(table, dimension).map((group) => {
      const parts = [...new Set(values)].map((value) => group.numbers.get(value));
      if (parts.length === 0 || parts.includes(undefined))
        return { keys: group.keys, answer: { kind: 'NotPublished', reason: 'NOT_DECLARED' } as const };
      return { keys: group.keys, answer: rateOf(sumOf(parts as number[], table.sigmaSquared), whole(group)) };
    });
  }

  async cascade(releaseId: string, cube: string): Promise<Derived[]> {
    const table = await this.#table(releaseId, cube, 'pmtct-step');
    return cascadeOf(table, 'pmtct-step');
  }

  async percentiles(releaseId: string, cube: string, percent: number): Promise<ReadPercentile[]> {
    if (percent < 1 || percent > 99) throw invalidAt('percent', 'Give a whole number from 1 to 99.');
    const table = await this.#table(releaseId, cube, PARTS_OF.TIME);
    const bands = table.declaration.dimensions[PARTS_OF.TIME]?.values.map(({ value }) => value) ?? [];
    return groupsBy(table, PARTS_OF.TIME).map((group) => ({
      keys: group.keys,
      band: bandAt(group, bands, percent, table.sigmaSquared),
    }));
  }

  /** Cell by cell, where both releases declare it and their periods are equally long. */
  async trend(beforeId: string, afterId: string, cube: string): Promise<ReadTrend[]> {
    const [before, after] = [await this.#table(beforeId, cube), await this.#table(afterId, cube)];
    const alike = before.release.kind === after.release.kind;
    const earlier = new Map(before.cells.map((cell) => [JSON.stringify(cell.keys), cell]));
    return after.cells.flatMap((cell) => {
      const known = earlier.get(JSON.stringify(cell.keys));
      if (!known || cell.noisy === null || known.noisy === null) return [];
      const shown = alike && known.women.kind === 'Shown' && cell.women.kind === 'Shown';
      const change = changeOf(
        { value: known.noisy, sigmaSquared: before.sigmaSquared },
        { value: cell.noisy, sigmaSquared: after.sigmaSquared },
        shown,
      );
      return [{ keys: cell.keys, before: known.women, after: cell.women, change }];
    });
  }

  /**
   * Of how many a share is a share. Where a woman stands at one value only, the values add up to it; elsewhere it is the table of the other dimensions,
   * in which she counts once, where there is one.
   */
  async #wholes(table: SealedTable, dimension: string): Promise<((group: Group) => Noisy) | null> {
    const once = table.declaration.dimensions[dimension]?.values.some(({ furthest }) => furthest !== null) ?? false;
    if (once) return (group) => sumOf([...group.numbers.values()], table.sigmaSquared);
    const others = table.dimensions.filter((each) => each !== dimension);
    const name = Object.entries(table.declaration.cubes).find(
      ([, declared]) => JSON.stringify(declared.dimensions) === JSON.stringify(others),
    )?.[0];
    const coarser = name === undefined ? null : await this.statistics.table(table.release, name);
    if (!coarser) return null;
    const numbers = new Map(coarser.cells.map(({ keys, noisy }) => [JSON.stringify(keys), noisy ?? 0]));
    return ({ keys }) => sumOf([numbers.get(JSON.stringify(keys)) ?? 0], coarser.sigmaSquared);
  }

  async #table(releaseId: string, cube: string, dimension?: string): Promise<SealedTable> {
    const table = await this.statistics.table(await this.statistics.release(releaseId), cube);
    if (!table) throw invalidAt('cube', 'This release has no such table.');
    if (dimension !== undefined && !table.dimensions.includes(dimension))
      throw invalidAt('cube', `This table has no dimension for it.`);
    return table;
  }
}
