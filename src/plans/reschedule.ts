import { Inject, Injectable } from '@nestjs/common';
import { ClientKeys, ClientRow, detailsOf, type ClientDetails } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import { endOfDay } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { MoveNeededFrom } from '../referrals/index.js';
import { PlanRow, PlanStepRow } from './plan.entity.js';
import { templateOf } from './plan-templates.js';
import { endsOn, neededFromOf, schedule } from './schedule.js';

/** After anything that a plan's days hang on changed: every open step gets its day, and the referrals that nobody answered yet follow. */
@Injectable()
export class Reschedule {
  constructor(
    private readonly keys: ClientKeys,
    private readonly referrals: MoveNeededFrom,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async plan(tx: Transaction, actor: Actor | null, planId: string): Promise<void> {
    const plan = await tx.manager.findOneByOrFail(PlanRow, { id: planId });
    const steps = await tx.manager.find(PlanStepRow, { where: { planId }, order: { place: 'ASC' } });
    const lastDoseOn = await this.lastDoseOn(tx, plan.clientId);
    const { startedOn, hangsOn, happenedOn } = plan;
    const days = { startedOn, hangsOn, happenedOn, lastDoseOn };
    const due = schedule(days, steps);
    for (const step of steps) {
      const now = due.get(step.id);
      if (!now) continue;
      const moved = now.dueOn !== step.dueOn || now.waits !== step.waits || now.actFrom !== step.actFrom;
      if (moved) await tx.manager.update(PlanStepRow, { id: step.id }, now);
      // The day of release can move past a last dose that stays where it is.
      if (step.kind === 'REFERRAL' && (moved || step.rule.from === 'LAST_DOSE'))
        await this.referrals.move(
          tx,
          actor,
          step.id,
          this.neededWhen(plan, { rule: step.rule, dueOn: now.dueOn }, lastDoseOn),
        );
    }
    const last = endsOn(
      days,
      templateOf(plan.templateCode).endsMonthsAfter,
      [...due.values()].map(({ dueOn }) => dueOn),
    );
    if (last !== plan.endsOn) await tx.manager.update(PlanRow, { id: plan.id }, { endsOn: last });
  }

  /** For the referral that a step asks for; a last dose that nobody knows sets no deadline. */
  neededWhen(
    plan: PlanRow,
    step: Pick<PlanStepRow, 'rule' | 'dueOn'>,
    lastDoseOn: string | null,
  ): { neededFrom: string; deadline?: string | null } {
    const neededFrom = neededFromOf(plan, step);
    if (step.rule.from !== 'LAST_DOSE') return { neededFrom };
    return { neededFrom, deadline: lastDoseOn && endOfDay(lastDoseOn, this.settings.networkTimezone) };
  }

  async lastDoseOn(reader: Reader, clientId: string): Promise<string | null> {
    const client = await reader.manager.findOneByOrFail(ClientRow, { id: clientId });
    const key = await this.keys.one(reader, clientId);
    return key.open<ClientDetails>(client.details, detailsOf(clientId)).medicineRunsOutOn;
  }
}
