import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ClientKeys } from '../clients/index.js';
import { OrganizationBook } from '../directory/index.js';
import { StaffDirectory } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { PlanStepReferrals, type ReferralRow } from '../referrals/index.js';
import type { SeenPlan } from './plan-access.js';
import { PlanDateRow, PlanStepRow } from './plan.entity.js';

/** What is read to show a page of plans: each kind by one statement. */
export interface PlanPage {
  steps: Map<string, PlanStepRow[]>;
  keys: Map<string, SealingKey>;
  lastTries: Map<string, ReferralRow>;
}

@Injectable()
export class PlanBooks {
  constructor(
    private readonly database: Database,
    private readonly keys: ClientKeys,
    private readonly referrals: PlanStepReferrals,
    readonly organizations: OrganizationBook,
    readonly staff: StaffDirectory,
  ) {}

  async page(seen: readonly SeenPlan[]): Promise<PlanPage> {
    const planIds = seen.map(({ plan }) => plan.id);
    const rows = await this.database.manager.find(PlanStepRow, {
      where: { planId: In(planIds) },
      order: { dueOn: 'ASC', place: 'ASC' },
    });
    const asking = rows.filter(({ services }) => services.length > 0).map(({ id }) => id);
    return {
      steps: new Map(planIds.map((id) => [id, rows.filter((row) => row.planId === id)])),
      keys: await this.keys.many(
        this.database,
        seen.map(({ client }) => client.id),
      ),
      lastTries: await this.referrals.latest(this.database, asking),
    };
  }

  dates(planId: string): Promise<PlanDateRow[]> {
    return this.database.manager.find(PlanDateRow, { where: { planId }, order: { place: 'ASC' } });
  }

  async key(clientId: string): Promise<SealingKey> {
    return this.keys.one(this.database, clientId);
  }
}
