import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import {
  AddPlanStepInput,
  CheckPlanStepInput,
  PlanStepActInput,
  ReferForPlanStepInput,
  SkipPlanStepInput,
} from './plan.input.js';
import { PlanResult, ReferForPlanStepResult } from './plan-results.type.js';
import { PlanOutcomePresenter } from './present-plan-outcome.js';
import { ReferForPlanStep } from './refer-for-plan-step.js';
import { WorkOnSteps } from './work-on-steps.js';

/** What is done with the steps of a plan. */
@Resolver()
export class PlanStepsResolver {
  constructor(
    private readonly work: WorkOnSteps,
    private readonly referring: ReferForPlanStep,
    private readonly outcomes: PlanOutcomePresenter,
  ) {}

  @Mutation(() => PlanResult, {
    description: 'A step for her alone, on a day of its own or beside the one that the plan hangs on.',
  })
  @Allow('CASEWORKER')
  async addPlanStep(
    @Args('input') input: AddPlanStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.work.add(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description: 'Done: a check, or something that she got without a referral from here. Steps counted from it move.',
  })
  @Allow('CASEWORKER')
  async checkPlanStep(
    @Args('input') input: CheckPlanStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.work.check(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, { description: 'Left out, with a reason; a referral that is on its way for it goes on.' })
  @Allow('CASEWORKER')
  async skipPlanStep(
    @Args('input') input: SkipPlanStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.work.skip(actor, input), { actor, context });
  }

  @Mutation(() => PlanResult, {
    description:
      'A step that a worker said was done or left out is open again, and what was noted with it is gone. What a referral did is undone with the referral (`correctReferral`).',
  })
  @Allow('CASEWORKER')
  async undoPlanStep(
    @Args('input') input: PlanStepActInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof PlanResult> {
    return this.outcomes.present(await this.work.undo(actor, input), { actor, context });
  }

  @Mutation(() => ReferForPlanStepResult, {
    description:
      'Drafts the referral that a step asks for, with its day and deadline; after a try that came to nothing the new one replaces it. The step is done when she got it, at whatever try; a refusal leaves it open.',
  })
  @Allow('CASEWORKER')
  async referForPlanStep(
    @Args('input') input: ReferForPlanStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferForPlanStepResult> {
    return this.outcomes.referred(await this.referring.refer(actor, input), input.id, { actor, context });
  }
}
