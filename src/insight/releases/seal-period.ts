import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import type { Settings } from '../../platform/config.js';
import type { Transaction } from '../../platform/database/index.js';
import { SETTINGS } from '../../platform/settings.js';
import { WomenCounter } from './count-women.js';
import { declarationOf } from './declaration.js';
import { declarePlaces } from './declared-places.js';
import { DiscreteGaussian } from './discrete-gaussian.js';
import { hasRoom } from './ledger.js';
import { capFor, NETWORK_SCOPE, parametersFor, sizeFor, unitsOf } from './parameters.js';
import type { Period } from './period.js';
import { RandomSource } from './random-source.js';
import { readReferrals } from './read-referrals.js';
import { ReleaseLedgerRow, type ReleaseRow } from './release.entity.js';
import { releaseRefused } from './release-refused.js';
import { RELEASE_RULES } from './release-rules.js';
import { ReleaseStore } from './release-store.js';
import { sealCubes } from './seal-cubes.js';
import { SealingProgress } from './sealing-progress.js';
import { declareCubes, WORKLOAD_VERSION, type DeclaredCube } from './workload.js';

export type Sealing = Pick<ReleaseRow, 'id' | 'edition' | 'replacesId' | 'incident' | 'sealedAt' | 'sealedById'> & {
  leastCapUnits: number;
};

/** Makes the figures of one period, within the transaction of whoever decided that it is time. */
@Injectable()
export class SealPeriod {
  constructor(
    private readonly store: ReleaseStore,
    private readonly progress: SealingProgress,
    private readonly random: RandomSource,
    private readonly trail: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async seal(tx: Transaction, period: Period, sealing: Sealing): Promise<ReleaseRow> {
    try {
      const release = await this.#seal(tx, period, sealing);
      await this.#record(tx, release);
      return release;
    } finally {
      this.progress.over();
    }
  }

  async #seal(tx: Transaction, period: Period, { leastCapUnits, ...sealing }: Sealing): Promise<ReleaseRow> {
    const parameters = await parametersFor(tx, period.from);
    const size = await sizeFor(tx, parameters, period.from);
    const rhoUnits = unitsOf(parameters.rho[period.kind]);
    await this.#spend(tx, period, rhoUnits, { ...sealing, leastCapUnits });
    const { elsewhere, names } = await declarePlaces(tx, period);
    const cubes = declareCubes(size, elsewhere);
    const sealed = sealCubes(cubes, await this.#count(tx, period, cubes), rhoUnits, new DiscreteGaussian(this.random));
    this.progress.storing(period);
    const release = {
      ...sealing,
      ...{ scope: NETWORK_SCOPE, size, period: period.name, kind: period.kind, startsAt: period.from },
      ...{ rhoUnits, delta: RELEASE_RULES.delta, workloadVersion: WORKLOAD_VERSION },
      declared: JSON.stringify(declarationOf(cubes, names)),
    };
    return this.store.keep(tx, release, cubes, sealed);
  }

  /** Before anything is counted: a second process that seals the same period waits here, and then finds it sealed. */
  async #spend(tx: Transaction, period: Period, rhoUnits: number, sealing: Sealing): Promise<void> {
    const capUnits = Math.max(await capFor(tx, period.from), sealing.leastCapUnits);
    const spent = { startsAt: period.from, rhoUnits };
    if (!(await hasRoom(tx, spent, { capUnits, zone: this.settings.networkTimezone })))
      throw releaseRefused('BUDGET_SPENT');
    await tx.manager.insert(ReleaseLedgerRow, {
      ...{ releaseId: sealing.id, scope: NETWORK_SCOPE, period: period.name, edition: sealing.edition },
      ...{ ...spent, capUnits, at: sealing.sealedAt },
    });
  }

  async #count(tx: Transaction, period: Period, cubes: readonly DeclaredCube[]): Promise<Int32Array[]> {
    const counter = new WomenCounter(cubes);
    this.progress.counting(period, period.from);
    for await (const page of readReferrals(tx, period, (until) => this.progress.counting(period, until)))
      for (const referral of page) counter.add(referral);
    this.progress.addingNoise(period);
    return counter.counts();
  }

  /** With the checksum, so that who rewrites figures and their checksum together would have to rewrite the trail as well. */
  #record(tx: Transaction, { id, replacesId, sealedById, checksum }: ReleaseRow): Promise<void> {
    return this.trail.record(tx, {
      ...{ chain: NETWORK_CHAIN, actorId: sealedById, subjectType: 'release', subjectId: id },
      action: replacesId ? 'release.seal-again' : 'release.seal',
      purpose: `checksum ${checksum}`,
    });
  }
}
