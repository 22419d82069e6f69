import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import type { Settings } from '../../platform/config.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { Deadline } from '../../platform/deadline.js';
import { invalidAt } from '../../platform/graphql/index.js';
import { newId } from '../../platform/ids.js';
import { SETTINGS } from '../../platform/settings.js';
import { latestSealable, readPeriod, type Period } from './period.js';
import type { ReleaseRow } from './release.entity.js';
import { SealPeriod, type Sealing } from './seal-period.js';
import { releaseRefused } from './release-refused.js';
import { RELEASE_RULES, type PeriodKind } from './release-rules.js';
import { ReleaseStore } from './release-store.js';
import { parametersFor, sizeFor, unitsOf } from './parameters.js';

/** An administrator closes a period for good: its figures are made once, and nothing that is written later changes them. */
@Injectable()
export class SealRelease {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly sealing: SealPeriod,
    private readonly store: ReleaseStore,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `actorId` is null at the server's console. It may take longer than an operation: whoever began it is answered, and it goes on. */
  async seal(actorId: string | null, text: string | null): Promise<ReleaseRow> {
    const period = text === null ? null : readPeriod(text, this.settings.networkTimezone);
    if (text !== null && !period) throw invalidAt('period', PERIODS);
    return this.#alone(async (tx) => this.#first(tx, actorId, period ?? (await this.#usual(tx))));
  }

  /** Where none is named: the last quarter, or the last half-year where the tables are the small ones, which have too much noise in a quarter. */
  async #usual(tx: Transaction): Promise<Period> {
    const latest = (kind: PeriodKind): Period => latestSealable(kind, this.clock.now(), this.settings.networkTimezone);
    const half = latest('half-year');
    const size = await sizeFor(tx, await parametersFor(tx, half.from), half.from);
    return size === 'MINI' ? half : latest('quarter');
  }

  /** After an incident, and only as two administrators decided: both stay to be seen. What it spends counts against the higher cap. */
  again(
    actorId: string,
    replaces: ReleaseRow,
    incident: string,
    approve: (tx: Transaction) => Promise<void>,
  ): Promise<ReleaseRow> {
    const period = readPeriod(replaces.period, this.settings.networkTimezone);
    if (!period) throw new Error('a sealed period is no period');
    return this.#alone(async (tx) => {
      await approve(tx);
      const edition = replaces.edition + 1;
      const latest = await this.store.find(tx, replaces.period);
      if (latest?.id !== replaces.id) throw releaseRefused('ALREADY_SEALED');
      const act = { edition, replacesId: replaces.id, incident, leastCapUnits: unitsOf(RELEASE_RULES.cap.ofTwo) };
      return this.#seal(tx, actorId, period, act);
    });
  }

  async #first(tx: Transaction, actorId: string | null, period: Period): Promise<ReleaseRow> {
    if (this.clock.now() < period.sealableFrom) throw releaseRefused('PERIOD_OPEN');
    if (await this.store.find(tx, period.name)) throw releaseRefused('ALREADY_SEALED');
    return this.#seal(tx, actorId, period, { edition: 1, replacesId: null, incident: null, leastCapUnits: 0 });
  }

  #seal(
    tx: Transaction,
    actorId: string | null,
    period: Period,
    act: Pick<Sealing, 'edition' | 'replacesId' | 'incident' | 'leastCapUnits'>,
  ): Promise<ReleaseRow> {
    return this.sealing.seal(tx, period, { ...act, id: newId(), sealedById: actorId, sealedAt: this.clock.now() });
  }

  #alone(work: (tx: Transaction) => Promise<ReleaseRow>): Promise<ReleaseRow> {
    return Deadline.beyond(() => this.database.write(work, { alone: true }));
  }
}

const PERIODS = 'Give a quarter (2026-Q1), a half-year (2026-H1) or a year (2026).';
