import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '../../platform/config.js';
import { Database } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import { SETTINGS } from '../../platform/settings.js';
import { answerOf, type StatAnswer } from './answers.js';
import { marginOf } from './noise-scale.js';
import type { Declaration } from './declaration.js';
import { readPeriod } from './period.js';
import { readRatio, type Ratio } from './ratio.js';
import type { ReleaseRow } from './release.entity.js';
import { ReleaseStore } from './release-store.js';
import type { Wording } from '../../platform/wording.js';

export interface Key {
  dimension: string;
  value: string;
}

export interface AnsweredCell {
  keys: Key[];
  women: StatAnswer;
}

export interface Choice {
  dimension: string;
  values: readonly string[];
}

/** One table as it was sealed: what is derived is derived from this, and from nothing else. */
export interface SealedTable {
  release: ReleaseRow;
  cube: string;
  declaration: Declaration;
  dimensions: string[];
  sigmaSquared: Ratio;
  threshold: number;
  cells: { keys: Key[]; noisy: number | null; women: StatAnswer }[];
}

const NOT_DECLARED: StatAnswer = { kind: 'NotPublished', reason: 'NOT_DECLARED' };
const PERIOD_OPEN: StatAnswer = { kind: 'NotPublished', reason: 'PERIOD_OPEN' };

/** Reads sealed tables. It chooses among the cells that are there, in the order in which they were declared, and computes nothing. */
@Injectable()
export class ReadStatistics {
  constructor(
    private readonly database: Database,
    private readonly store: ReleaseStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async cells(idOrPeriod: string, cube: string, where: readonly Choice[]): Promise<AnsweredCell[]> {
    const release = await this.store.find(this.database, idOrPeriod);
    if (!release) return [{ keys: [], women: this.#openOrNone(idOrPeriod) }];
    const table = await this.table(release, cube);
    if (!table) return [{ keys: [], women: NOT_DECLARED }];
    const undeclared = undeclaredIn(table, where);
    const chosen = table.cells.filter(({ keys }) => where.every((choice) => isChosen(keys, choice)));
    return [...chosen.map(({ keys, women }) => ({ keys, women })), ...undeclared];
  }

  async table(release: ReleaseRow, cube: string): Promise<SealedTable | null> {
    const stored = await this.store.cube(this.database, release, cube);
    if (!stored) return null;
    const declaration = JSON.parse(release.declared) as Declaration;
    const { dimensions, cannotBe } = declaration.cubes[cube] ?? { dimensions: [], cannotBe: {} };
    const sigmaSquared = readRatio(stored.cube.sigmaSquared);
    const scale = { threshold: stored.cube.threshold, margin: marginOf(sigmaSquared) };
    const cells = stored.cells.map(({ key, noisy }) => ({
      keys: keysOf(dimensions, key),
      noisy,
      women: noisy === null ? notApplicable(cannotBe[key]) : answerOf(noisy, scale),
    }));
    return { release, cube, declaration, dimensions, sigmaSquared, threshold: scale.threshold, cells };
  }

  /** An id that is none answers like anything else that is not there. */
  async release(idOrPeriod: string): Promise<ReleaseRow> {
    const release = await this.store.find(this.database, idOrPeriod);
    if (!release) throw forbidden();
    return release;
  }

  #openOrNone(idOrPeriod: string): StatAnswer {
    if (!readPeriod(idOrPeriod, this.settings.networkTimezone)) throw forbidden();
    return PERIOD_OPEN;
  }
}

const notApplicable = (because: Wording = { en: '' }): StatAnswer => ({ kind: 'NotApplicable', because });

function keysOf(dimensions: readonly string[], key: string): Key[] {
  const values = key.split('/');
  return dimensions.map((dimension, index) => ({ dimension, value: values[index] ?? '' }));
}

const isChosen = (keys: readonly Key[], { dimension, values }: Choice): boolean =>
  keys.some((key) => key.dimension === dimension && values.includes(key.value));

/** What was asked for and no table has: each is said once, and nothing is made up for it. */
function undeclaredIn({ dimensions, declaration }: SealedTable, where: readonly Choice[]): AnsweredCell[] {
  return where.flatMap(({ dimension, values }) => {
    const known = dimensions.includes(dimension) ? (declaration.dimensions[dimension]?.values ?? []) : [];
    return [...new Set(values)]
      .filter((value) => !known.some((each) => each.value === value))
      .map((value) => ({ keys: [{ dimension, value }], women: NOT_DECLARED }));
  });
}
