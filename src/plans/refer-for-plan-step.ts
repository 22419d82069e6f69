import { Injectable } from '@nestjs/common';
import { ListingRow } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { DraftReferral, isOpen, PlanStepReferrals } from '../referrals/index.js';
import type { PlanStepRow } from './plan.entity.js';
import { PlanDesk, type Acted, type OnTheDesk, type PlanOutcome } from './plan-desk.js';
import type { ReferForPlanStepInput } from './plan.input.js';
import { Reschedule } from './reschedule.js';
import { openStep } from './work-on-steps.js';

/** The referral that a step asks for, drafted in one action: its services, its day and its deadline are the step's. */
@Injectable()
export class ReferForPlanStep {
  constructor(
    private readonly desk: PlanDesk,
    private readonly drafting: DraftReferral,
    private readonly referrals: PlanStepReferrals,
    private readonly days: Reschedule,
  ) {}

  refer(actor: Actor, input: ReferForPlanStepInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, client }: OnTheDesk): Promise<Acted> => {
      const step = await openStep(tx, plan.id, input.stepId);
      const lastTry = (await this.referrals.latest(tx, [step.id])).get(step.id) ?? null;
      if (lastTry && isOpen(lastTry.status))
        throw invalidAt('stepId', 'A referral for this step is on its way: withdraw or close it first.');
      const { neededFrom, deadline } = this.days.neededWhen(plan, step, await this.days.lastDoseOn(tx, client.id));
      const { urgency, handover, needs, note } = input;
      const made = await this.drafting.within(
        tx,
        actor,
        client,
        {
          ...{ clientId: client.id, listingId: input.listingId, urgency, handover, needs, note, neededFrom, deadline },
          services: await servicesThere(tx, step, input.listingId),
          replacesId: lastTry?.id ?? null,
        },
        step.id,
      );
      return { made };
    };
    return this.desk.act(actor, input, { action: 'plan.refer', work });
  }
}

async function servicesThere(tx: Transaction, step: PlanStepRow, listingId: string): Promise<string[]> {
  if (step.services.length === 0) throw invalidAt('stepId', 'This step asks for no referral: say that it is done.');
  const listing = await tx.manager.findOneBy(ListingRow, { id: listingId, status: 'PUBLISHED' });
  if (!listing) throw invalidAt('listingId', 'There is no such listing to send her to.');
  const services = step.services.filter((code) => listing.services.includes(code));
  if (services.length === 0) throw invalidAt('listingId', 'This place offers nothing that the step asks for.');
  return services;
}
