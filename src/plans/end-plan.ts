import { Injectable } from '@nestjs/common';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { PlanRow } from './plan.entity.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanDesk, type PlanOutcome } from './plan-desk.js';
import type { EndPlanInput, PlanActInput } from './plan.input.js';
import { ENTERED_IN_ERROR, PLAN_ENDS } from './plan-templates.js';
import { IsNull } from 'typeorm';

/** A plan is over, one way or another. What she agreed to until its end is over with it. */
@Injectable()
export class EndPlan {
  constructor(
    private readonly desk: PlanDesk,
    private readonly calendar: PlanCalendar,
    private readonly consents: ConsentBook,
  ) {}

  end(actor: Actor, input: EndPlanInput): Promise<PlanOutcome> {
    return this.desk.act(actor, input, {
      action: 'plan.end',
      work: async (tx, { plan }) => {
        if (!PLAN_ENDS.some(({ code }) => code === input.endCode))
          throw invalidAt('endCode', 'There is no such end of a plan.');
        await this.consents.endWithPlan(tx, plan.id);
        // Custody goes on: it ends when somebody says that she is out, and with nothing else.
        return { changes: { endedAt: this.calendar.now(), endCode: input.endCode } };
      },
    });
  }

  /** Kept, and left out of everything: it never was hers, so neither was the custody that it spoke of. */
  enteredInError(actor: Actor, input: PlanActInput): Promise<PlanOutcome> {
    return this.desk.act(actor, input, {
      action: 'plan.correct',
      evenIfOver: true,
      work: async (tx, { plan }) => {
        if (plan.endCode === ENTERED_IN_ERROR) throw invalidAt('id', 'It is out of everything already.');
        await this.consents.endWithPlan(tx, plan.id);
        return {
          changes: { endedAt: plan.endedAt ?? this.calendar.now(), endCode: ENTERED_IN_ERROR, inCustody: false },
        };
      },
    });
  }

  /** It goes on after all; consents that ended with it are asked for again. */
  reopen(actor: Actor, input: PlanActInput): Promise<PlanOutcome> {
    return this.desk.act(actor, input, {
      action: 'plan.reopen',
      evenIfOver: true,
      work: async (tx, { plan }) => {
        if (!plan.endedAt) throw invalidAt('id', 'This plan is not over.');
        if (plan.endCode === ENTERED_IN_ERROR) throw invalidAt('id', 'It was entered in error: start another.');
        const { clientId, templateCode } = plan;
        if (await tx.manager.existsBy(PlanRow, { clientId, templateCode, endedAt: IsNull() }))
          throw invalidAt('id', 'Another such plan of hers goes on: end that one first.');
        return { changes: { endedAt: null, endCode: null } };
      },
    });
  }
}
