import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import type { RequestContext } from '../../platform/graphql/index.js';
import { AnswerPlaceQuestion } from './answer-place-question.js';
import { AskPlaces } from './ask-places.js';
import { AnswerPlaceQuestionInput, AskPlacesInput, RecordCallInput } from './asking.input.js';
import { AskPlacesResult, PlaceQuestion, RecordCallResult } from './asking.type.js';
import { ListPlaceQuestions } from './list-place-questions.js';
import { AskingPresenter } from './present-asking.js';
import { RecordCall } from './record-call.js';

/** Asking around before there is a referral, and so without any woman in it. */
@Resolver()
export class AskingResolver {
  constructor(
    private readonly listing: ListPlaceQuestions,
    private readonly calls: RecordCall,
    private readonly asking: AskPlaces,
    private readonly answering: AnswerPlaceQuestion,
    private readonly presenter: AskingPresenter,
  ) {}

  @Query(() => [PlaceQuestion], {
    description:
      'To a caseworker: what her organization’s workers asked, her own first. To an agency: what was put to listings that she answers for, and never by whom. Newest first, 100 at most. `open`: not settled and not over, also where all have answered; false: the others, for a week; null: both.',
  })
  @Allow('CASEWORKER', 'AGENCY')
  async placeQuestions(
    @Args('open', { type: () => Boolean, nullable: true, defaultValue: true }) open: boolean | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<PlaceQuestion[]> {
    const found = await this.listing.list(actor, open);
    return Promise.all(found.map((each) => this.presenter.present(each, { actor, context })));
  }

  @Mutation(() => RecordCallResult, {
    description:
      'Notes what a place said on the phone, with no woman in it. A no needs its reason. Forbidden for a listing that is not there or not published.',
  })
  @Allow('CASEWORKER')
  async recordCall(
    @Args('input') input: RecordCallInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof RecordCallResult> {
    return this.presenter.call(await this.calls.record(actor, input), { actor, context });
  }

  @Mutation(() => AskPlacesResult, {
    description:
      'Asks 1 to 20 places at once what they can do: what is needed, never who. NOW is open for an hour, TODAY for four, the others for a day.',
  })
  @Allow('CASEWORKER')
  async askPlaces(
    @Args('input') input: AskPlacesInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof AskPlacesResult> {
    return this.presenter.question(await this.asking.ask(actor, input), { actor, context });
  }

  @Mutation(() => AskPlacesResult, {
    description:
      'The place itself answers; where nobody of its organization answers here, the worker who asked writes down what they said. A later answer replaces the earlier. Forbidden alike for what is not known and what is somebody else’s; InvalidInput at `id` once it is settled or over.',
  })
  @Allow('AGENCY', 'CASEWORKER')
  async answerPlaceQuestion(
    @Args('input') input: AnswerPlaceQuestionInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof AskPlacesResult> {
    await this.answering.answer(actor, input);
    return this.presenter.question(input.id, { actor, context });
  }
}
