import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow } from '../identity/index.js';
import { NotAvailableYet } from '../platform/graphql/index.js';
import { AnswerPlaceQuestionInput, AskPlacesInput, RecordCallInput } from './asking.input.js';
import { AskPlacesResult, PlaceQuestion, RecordCallResult } from './asking.type.js';

/** Asking around before there is a referral. The operations stand in the contract; until their rules are built they say so. */
@Resolver()
export class AskingResolver {
  @Query(() => [PlaceQuestion], {
    description: 'Questions that the reader asked or may answer. Not available yet: the error NOT_AVAILABLE_YET.',
  })
  @Allow('CASEWORKER', 'AGENCY')
  placeQuestions(
    @Args('open', { type: () => Boolean, nullable: true, defaultValue: true }) _open: boolean,
  ): PlaceQuestion[] {
    throw new NotAvailableYet('Asking several places at once');
  }

  @Mutation(() => RecordCallResult, { description: 'Not available yet: the error NOT_AVAILABLE_YET.' })
  @Allow('CASEWORKER')
  recordCall(@Args('input') _input: RecordCallInput): typeof RecordCallResult {
    throw new NotAvailableYet('Recording a call');
  }

  @Mutation(() => AskPlacesResult, { description: 'Not available yet: the error NOT_AVAILABLE_YET.' })
  @Allow('CASEWORKER')
  askPlaces(@Args('input') _input: AskPlacesInput): typeof AskPlacesResult {
    throw new NotAvailableYet('Asking several places at once');
  }

  @Mutation(() => AskPlacesResult, { description: 'Not available yet: the error NOT_AVAILABLE_YET.' })
  @Allow('AGENCY', 'CASEWORKER')
  answerPlaceQuestion(@Args('input') _input: AnswerPlaceQuestionInput): typeof AskPlacesResult {
    throw new NotAvailableYet('Asking several places at once');
  }
}
