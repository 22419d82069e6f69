import { Injectable } from '@nestjs/common';
import { ClientKeys } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { Once } from '../platform/once/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { PlanAccess, type SeenPlan } from './plan-access.js';
import { PlanRow } from './plan.entity.js';
import { PlanLedger } from './plan-ledger.js';
import { Reschedule } from './reschedule.js';

export type PlanOutcome = { kind: 'DONE'; id: string } | { kind: 'STALE'; planId: string };

interface PlanAsked {
  id: string;
  version: number;
  key?: string | null;
}

/** What an act works with: the plan as it was read, and the key that what is hers is sealed under. */
export interface OnTheDesk extends SeenPlan {
  sealing: SealingKey;
}

/** What an act changes in the plan, and the id of what it made where that is not the plan. */
export interface Acted {
  changes?: Partial<PlanRow>;
  made?: string;
}

export interface PlanAct {
  /** In the trail, `plan.move-date`; also what its key stands for. */
  action: string;
  /** Also on a plan that is over. */
  evenIfOver?: true;
  work: (tx: Transaction, on: OnTheDesk) => Promise<Acted>;
}

class StaleRead extends Error {}

/** The second half of an act: what it changes, the new days, the trail. */
@Injectable()
export class PlanParts {
  constructor(
    private readonly keys: ClientKeys,
    private readonly rescheduling: Reschedule,
    private readonly ledger: PlanLedger,
  ) {}

  async finish(tx: Transaction, actor: Actor, seen: SeenPlan, action: string, work: PlanAct['work']): Promise<string> {
    const sealing = await this.keys.one(tx, seen.client.id);
    const { changes, made } = await work(tx, { ...seen, sealing });
    const planId = seen.plan.id;
    if (changes) await tx.manager.update(PlanRow, { id: planId }, changes);
    await this.rescheduling.plan(tx, actor, planId);
    await this.ledger.record(tx, actor, action, planId, seen.client);
    return made ?? planId;
  }
}

/** Every act on a plan in one order: find, may I, was it this version, do, new days, record. */
@Injectable()
export class PlanDesk {
  constructor(
    private readonly database: Database,
    private readonly access: PlanAccess,
    private readonly repeatable: Once,
    private readonly parts: PlanParts,
  ) {}

  async act(actor: Actor, asked: PlanAsked, { action, evenIfOver, work }: PlanAct): Promise<PlanOutcome> {
    try {
      const id = await this.database.write(async (tx) => {
        const seen = await this.access.toActOn(tx, actor, asked.id);
        const act = { who: actor.staffId, operation: action, key: asked.key, body: asked };
        return this.repeatable.do(tx, act, async () => {
          await this.#holds(tx, seen.plan, asked.version);
          if (seen.plan.endedAt && !evenIfOver) throw invalidAt('id', 'This plan is over: open it again first.');
          return this.parts.finish(tx, actor, seen, action, work);
        });
      });
      return { kind: 'DONE', id };
    } catch (error) {
      if (error instanceof StaleRead) return { kind: 'STALE', planId: asked.id };
      throw error;
    }
  }

  /** Of two acts at once one finds the version that it read, and the other waits here until it has lost. */
  async #holds(tx: Transaction, plan: PlanRow, version: number): Promise<void> {
    const held = await tx.manager.update(PlanRow, { id: plan.id, version }, { version: version + 1 });
    if (!held.affected) throw new StaleRead('stale');
  }
}
