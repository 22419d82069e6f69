import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import type { ReferralStepValue } from './journey.js';
import { OutcomePresenter } from './present-outcome.js';
import { ReferralStepResult } from './referral-results.type.js';
import { ReferralStepInput } from './referral-step.input.js';
import { TakeStep } from './take-step.js';

type Result = Promise<typeof ReferralStepResult>;

/** The steps of the journey, one operation each. Who may take which, and from where, is the journey table's to say. */
@Resolver()
export class ReferralStepResolver {
  constructor(
    private readonly steps: TakeStep,
    private readonly outcomes: OutcomePresenter,
  ) {}

  @Mutation(() => ReferralStepResult, {
    description: 'Sends the draft under her consent: what it names is frozen and crosses over, nothing else.',
  })
  @Allow('CASEWORKER')
  sendReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('SEND', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'Seen is not answered: the clock runs on.' })
  @Allow('AGENCY', 'CASEWORKER')
  acknowledgeReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('ACKNOWLEDGE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'The receiver will take her; it may hold a place until a time.' })
  @Allow('AGENCY', 'CASEWORKER')
  acceptReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('ACCEPT', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'The receiver has no place now and looks again on a day.' })
  @Allow('AGENCY', 'CASEWORKER')
  waitlistReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('WAITLIST', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'The receiver will not take her, and says why.' })
  @Allow('AGENCY', 'CASEWORKER')
  declineReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('DECLINE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'Either side writes down when she is expected.' })
  @Allow('AGENCY', 'CASEWORKER')
  scheduleReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('SCHEDULE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'She was not seen at the appointment; no blame in it.' })
  @Allow('AGENCY', 'CASEWORKER')
  recordMiss(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('MISS', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, {
    description: 'She is there. Life is faster than forms: this answers too, also after the referral expired.',
  })
  @Allow('AGENCY', 'CASEWORKER')
  recordArrival(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('ARRIVE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, {
    description: 'She was turned away at the door; teaches the directory as a decline does.',
  })
  @Allow('AGENCY', 'CASEWORKER')
  recordTurnedAway(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('TURN_AWAY', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'The receiver says what she got.' })
  @Allow('AGENCY', 'CASEWORKER')
  completeReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('COMPLETE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'It ends before she got it, with a reason of any side.' })
  @Allow('AGENCY', 'CASEWORKER')
  closeReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('CLOSE', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, {
    description: 'The referrer takes it back; the receiver learns that it ended, nothing more.',
  })
  @Allow('CASEWORKER')
  withdrawReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('WITHDRAW', input, actor, context);
  }

  @Mutation(() => ReferralStepResult, { description: 'It should never have been: kept, and left out of every figure.' })
  @Allow('CASEWORKER')
  correctReferral(
    @Args('input') input: ReferralStepInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Result {
    return this.#take('CORRECT', input, actor, context);
  }

  async #take(step: ReferralStepValue, input: ReferralStepInput, actor: Actor, context: RequestContext): Result {
    return this.outcomes.present(await this.steps.take(actor, step, input), { actor, context });
  }
}
