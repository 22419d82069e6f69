import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor, EVERY_SIDE, For } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { DateScalar, invalidAt, type RequestContext } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { CheckIn } from './check-in.js';
import { escalationOf } from './escalation.js';
import { EscalationLevel } from './escalation-level.js';
import { OutcomePresenter } from './present-outcome.js';
import { behind } from './present-referral.js';
import { ReferralStepResult } from './referral-results.type.js';
import { Referral } from './referral.type.js';

const LONGEST_NOTE = 4000;
const LONGEST_KEY = 100;

/** That nobody is forgotten: who looks after her says so, and what is late goes to who can act. */
@Resolver(() => Referral)
export class CheckInResolver {
  constructor(
    private readonly checking: CheckIn,
    private readonly outcomes: OutcomePresenter,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Mutation(() => ReferralStepResult, {
    description:
      'Either side looked after her and it goes on: what is due is due anew from now, never sooner than before. No step; StepNotAllowed where no clock runs.',
  })
  @Allow('CASEWORKER', 'AGENCY')
  async checkIn(
    @Args('referralId', { type: () => ID, description: 'The referral.' }) referralId: string,
    @Args('version', { type: () => Int, description: 'The `version` that was read; a stale one writes nothing.' })
    version: number,
    @Args('note', { type: () => String, nullable: true, description: 'Stays on the side that writes it.' })
    note: string | null,
    @Args('lookAgainOn', {
      type: () => DateScalar,
      nullable: true,
      description: 'Only while she waits on a list: the next day to look, today or later; due is the end of it.',
    })
    lookAgainOn: string | null,
    @Args('key', {
      type: () => String,
      nullable: true,
      description: 'Makes a repeat harmless, as in ReferralStepInput.',
    })
    key: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof ReferralStepResult> {
    if ((note?.length ?? 0) > LONGEST_NOTE)
      throw invalidAt('note', `This text has ${LONGEST_NOTE} characters at most.`);
    if ((key?.length ?? 0) > LONGEST_KEY) throw invalidAt('key', `A key has ${LONGEST_KEY} characters at most.`);
    const said = { referralId, version, note: note ?? null, lookAgainOn: lookAgainOn ?? null, key: key ?? null };
    return this.outcomes.present(await this.checking.checkIn(actor, said), { actor, context });
  }

  @For(...EVERY_SIDE)
  @ResolveField(() => Boolean, {
    description: 'She waits on a list, and the day to look again has come (in the network’s time zone).',
  })
  lookAgainDue(@Parent() referral: Referral): boolean {
    const { status, lookAgainOn } = behind(referral).row;
    return (
      status === 'WAITLISTED' && lookAgainOn !== null && lookAgainOn <= this.clock.today(this.settings.networkTimezone)
    );
  }

  @For(...EVERY_SIDE)
  @ResolveField(() => EscalationLevel, { description: 'Whose matter it is by now, from how late it is.' })
  escalation(@Parent() referral: Referral): EscalationLevel {
    return escalationOf(behind(referral).row, this.clock.now(), this.settings.networkTimezone);
  }
}
