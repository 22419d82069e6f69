import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { In } from 'typeorm';
import type { Asking } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import { PlanStepReferrals, type Referral, type ReferralRow } from '../referrals/index.js';
import { PlanAccess } from './plan-access.js';
import { PlanRow, PlanStepRow } from './plan.entity.js';
import { PlanPresenter } from './present-plan.js';
import type { PlanStep } from './plan.type.js';

interface PlanRequestLoaders {
  referrals: DataLoader<ReferralRow, Referral | null>;
  /** By their ids, where this reader may read them. */
  steps: DataLoader<string, PlanStep | null>;
}

const LOADERS = Symbol('plan loaders');
const NOW_ONLY = { cache: false };

/** What one request loads of plans: each kind by one statement for all that are asked for at the same time. */
@Injectable()
export class PlanLoaders {
  constructor(
    private readonly database: Database,
    private readonly access: PlanAccess,
    private readonly presenter: PlanPresenter,
    private readonly tries: PlanStepReferrals,
  ) {}

  of(asking: Asking): PlanRequestLoaders {
    return asking.context.once(LOADERS, () => ({
      referrals: new DataLoader<ReferralRow, Referral | null>(async (rows) => {
        const presented = await this.tries.present(rows, asking);
        return rows.map((row) => presented.get(row.id) ?? null);
      }, NOW_ONLY),
      steps: new DataLoader<string, PlanStep | null>(async (ids) => {
        const steps = await this.#steps([...ids], asking);
        return ids.map((id) => steps.get(id) ?? null);
      }, NOW_ONLY),
    }));
  }

  async #steps(ids: string[], asking: Asking): Promise<Map<string, PlanStep>> {
    const { manager } = this.database;
    const rows = await manager.findBy(PlanStepRow, { id: In(ids) });
    const plans = await manager.findBy(PlanRow, { id: In(rows.map(({ planId }) => planId)) });
    const seen = await this.access.see(this.database, asking.actor, plans);
    const presented = await this.presenter.present(seen, asking, 'en');
    return new Map(presented.flatMap(({ steps }) => steps).map((step) => [step.id, step]));
  }
}
