import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ClientAccess, ClientRow } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import type { Reader } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { PlanRow } from './plan.entity.js';

export interface SeenPlan {
  plan: PlanRow;
  client: ClientRow;
}

/** A plan is hers like the rest of her record: who may read that may read this, and to everybody else it is not there. */
@Injectable()
export class PlanAccess {
  constructor(private readonly clients: ClientAccess) {}

  /** Those of the plans that this reader may read, in their order. */
  async see(reader: Reader, actor: Actor, plans: readonly PlanRow[]): Promise<SeenPlan[]> {
    if (plans.length === 0) return [];
    const women = await reader.manager.findBy(ClientRow, { id: In([...new Set(plans.map((plan) => plan.clientId))]) });
    const open = await this.clients.openTo(reader, actor, women);
    const byId = new Map(women.map((client) => [client.id, client]));
    return plans.flatMap((plan) => {
      const client = byId.get(plan.clientId);
      return client && open.has(client.id) ? [{ plan, client }] : [];
    });
  }

  /** One of another organization's is not found, so that no statement more is run for it than for one that is nobody's. */
  async one(reader: Reader, actor: Actor, id: string): Promise<SeenPlan | null> {
    const plan = await reader.manager
      .createQueryBuilder(PlanRow, 'plan')
      .where('plan.id = :id', { id })
      .andWhere('plan.client_id IN (SELECT id FROM client WHERE organization_id = :at)', { at: actor.organizationId })
      .getOne();
    return plan ? ((await this.see(reader, actor, [plan]))[0] ?? null) : null;
  }

  /** For an act: a caseworker, for a woman of hers or one whom she opened with a purpose. */
  async toActOn(reader: Reader, actor: Actor, id: string): Promise<SeenPlan> {
    const plan = await reader.manager.findOneBy(PlanRow, { id });
    const client = await this.clients.toActFor(reader, actor, plan?.clientId ?? '');
    if (!plan) throw forbidden();
    return { plan, client };
  }
}
