import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { pageSize, WEIGHT, type RequestContext } from '../platform/graphql/index.js';
import { NextMatches } from './next-matches.js';
import { NextMatch, ReferAgainInput } from './next-matches.type.js';
import { NextMatchesPresenter } from './present-next-matches.js';
import { OutcomePresenter } from './present-outcome.js';
import { ReferAgain } from './refer-again.js';
import { DraftReferralResult } from './referral-results.type.js';

const USUAL = 10;

/** Where she can go when one try came to nothing. */
@Resolver()
export class NextMatchesResolver {
  constructor(
    private readonly matches: NextMatches,
    private readonly again: ReferAgain,
    private readonly presenter: NextMatchesPresenter,
    private readonly outcomes: OutcomePresenter,
  ) {}

  @Query(() => [NextMatch], {
    complexity: WEIGHT.heavy,
    nullable: true,
    description:
      'The next best places after a try that came to nothing: the same services, needs and deadline, without what she avoids and who refused before; what is known to fit first, then what to ring first. Null where the referral is not one of the reader’s own women; BAD_USER_INPUT at `referralId` where it is open or she got it.',
  })
  @Allow('CASEWORKER')
  async nextMatches(
    @Args('referralId', { type: () => ID, description: 'The referral that came to nothing.' }) referralId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: USUAL, description: 'How many; 1 to 100.' })
    first: number | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<NextMatch[] | null> {
    const size = pageSize(first, USUAL);
    const places = await this.matches.find(actor, referralId, size);
    return places && this.presenter.present(places, size, { actor, context });
  }

  @Mutation(() => DraftReferralResult, {
    description:
      'Drafts the next try in one action: services, urgency, needs, note, deadline, day and handover plan are those of the last; where and when they would have met is not carried over.',
  })
  @Allow('CASEWORKER')
  async referAgain(
    @Args('input') input: ReferAgainInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof DraftReferralResult> {
    return this.outcomes.referral(await this.again.draft(actor, input), { actor, context });
  }
}
