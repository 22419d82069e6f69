import { Injectable } from '@nestjs/common';
import type { Asking } from '../directory/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { OutcomePresenter } from '../referrals/index.js';
import { PlanAccess } from './plan-access.js';
import type { PlanOutcome } from './plan-desk.js';
import { PlanStepReferred, StalePlan, type PlanResult, type ReferForPlanStepResult } from './plan-results.type.js';
import type { Plan } from './plan.type.js';
import { PlanPresenter } from './present-plan.js';

/** Says what came of an act, as the schema's unions say it. */
@Injectable()
export class PlanOutcomePresenter {
  constructor(
    private readonly database: Database,
    private readonly access: PlanAccess,
    private readonly presenter: PlanPresenter,
    private readonly referrals: OutcomePresenter,
  ) {}

  async present(outcome: PlanOutcome, asking: Asking): Promise<typeof PlanResult> {
    return outcome.kind === 'STALE' ? this.#stale(outcome.planId, asking) : this.plan(outcome.id, asking);
  }

  async referred(outcome: PlanOutcome, planId: string, asking: Asking): Promise<typeof ReferForPlanStepResult> {
    if (outcome.kind === 'STALE') return this.#stale(planId, asking);
    return Object.assign(new PlanStepReferred(), {
      referral: await this.referrals.referral(outcome.id, asking),
      plan: await this.plan(planId, asking),
    });
  }

  /** One plan as it stands now. */
  async plan(id: string, asking: Asking): Promise<Plan> {
    const seen = await this.access.one(this.database, asking.actor, id);
    const [plan] = seen ? await this.presenter.present([seen], asking, 'en') : [];
    if (!plan) throw forbidden();
    return plan;
  }

  async #stale(id: string, asking: Asking): Promise<StalePlan> {
    const current = await this.plan(id, asking);
    return Object.assign(new StalePlan(), { message: 'The plan changed meanwhile: look again, then decide.', current });
  }
}
