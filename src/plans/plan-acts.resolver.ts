import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { EndPlan } from './end-plan.js';
import { MovePlanDate } from './move-plan-date.js';
import { MovePlanDateInput, PlanActInput, PlanEventInput, EndPlanInput, StartPlanInput } from './plan.input.js';
import { PlanResult, StartPlanResult } from './plan-results.type.js';
import { PlanOutcomePresenter } from './present-plan-outcome.js';
import { StartPlan } from './start-plan.js';

/** What is done with a plan as a whole. */
@Resolver()
export class PlanActsResolver {
  constructor(
    private readonly starting: StartPlan,
    private readonly moving: MovePlanDate,
    private readonly ending: EndPlan,
    private readonly outcomes: PlanOutcomePresenter,
  ) {}

  @Mutation(() => StartPlanResult, {
    description:
      'A plan begins: its steps are laid out from the template. One of a kind at a time for each woman. A release plan puts her in custody (see PlanCustody) until `recordRelease`.',
  })
  @Allow('CASEWORKER')
  async startPlan(
    @Args('input') input: StartPlanInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof StartPlanResult> {
    return this.outcomes.plan(await this.starting.start(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description:
      'The day that it hangs on moves: what is not done moves with it, what is done keeps its day, and the old day stays in `dates`. Referrals that nobody answered yet are needed from the new day; of those that were answered, `answeredForAnotherDay` says so.',
  })
  @Allow('CASEWORKER')
  async movePlanDate(
    @Args('input') input: MovePlanDateInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.moving.move(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description:
      'She is out: custody ends, and the year of contact after it has its days. Also where the plan is over.',
  })
  @Allow('CASEWORKER')
  async recordRelease(
    @Args('input') input: PlanEventInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.moving.release(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description: 'The child is born: she is POSTPARTUM in her record, and the child’s steps have their days.',
  })
  @Allow('CASEWORKER')
  async recordBirth(
    @Args('input') input: PlanEventInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.moving.birth(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description:
      'It did not happen after all: what came after it waits again. She is in custody again, or PREGNANT again in her record.',
  })
  @Allow('CASEWORKER')
  async undoPlanEvent(
    @Args('input') input: PlanActInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.moving.undo(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description:
      'It is over, one way or another. Consents given until its end expire with it; referrals go on; custody goes on until `recordRelease`.',
  })
  @Allow('CASEWORKER')
  async endPlan(
    @Args('input') input: EndPlanInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.ending.end(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description: 'It goes on after all. Consents that expired with it are asked for again.',
  })
  @Allow('CASEWORKER')
  async reopenPlan(
    @Args('input') input: PlanActInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.ending.reopen(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description: 'It was entered in error: kept, left out of every list, and any custody that it spoke of ends.',
  })
  @Allow('CASEWORKER')
  async correctPlan(
    @Args('input') input: PlanActInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.ending.enteredInError(actor, input), { actor, context });
  }
}
