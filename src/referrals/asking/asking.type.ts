import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Listing } from '../../directory/index.js';
import { Forbidden, InvalidInput } from '../../platform/graphql/index.js';
import { DateTimeScalar } from '../../platform/graphql/index.js';
import { Reason } from '../reason.type.js';
import { PlaceAnswer, Urgency } from '../referral-enums.js';

@ObjectType({
  description:
    'A call that a worker made, with no woman in it: “I rang; they would not take her because …”. Teaches the directory as a decline does.',
})
export class Call {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Listing, { description: 'Where she rang.' })
  listing!: Listing;

  @Field(() => PlaceAnswer, { description: 'What they said.' })
  answer!: PlaceAnswer;

  @Field(() => Reason, { nullable: true, description: 'Why not; null where none was given.' })
  reason!: Reason | null;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  at!: string;

  @Field(() => Boolean, { description: 'Who recorded it said since that it was an error: it teaches nothing.' })
  enteredInError!: boolean;
}

@ObjectType({ description: 'What one place answered.' })
export class PlaceQuestionAnswer {
  @Field(() => Listing, { description: 'The place.' })
  listing!: Listing;

  @Field(() => PlaceAnswer, { description: 'What it said.' })
  answer!: PlaceAnswer;

  @Field(() => Reason, { nullable: true, description: 'Why not; null where none was given.' })
  reason!: Reason | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The place keeps it free until then.' })
  holdUntil!: string | null;

  @Field(() => String, { nullable: true, description: 'On what condition, or what else is to be known.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it answered.' })
  at!: string;
}

@ObjectType({ description: 'An anonymous question to several places at once: what is needed, never who.' })
export class PlaceQuestion {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => [String], { description: 'Codes of the services that are needed.' })
  services!: string[];

  @Field(() => [String], { description: 'Attribute codes that must be so.' })
  conditions!: string[];

  @Field(() => [Int], { description: 'Ages of the children who come too, in years.' })
  childrenAges!: number[];

  @Field(() => Urgency, { description: 'How soon an answer is needed.' })
  urgency!: Urgency;

  @Field(() => DateTimeScalar, { description: 'Answers are taken until then.' })
  closesAt!: string;

  @Field(() => [Listing], {
    description: 'The places it was put to. Who asked sees all of them, a place that was asked its own only.',
  })
  asked!: Listing[];

  @Field(() => [PlaceQuestionAnswer], {
    description:
      'Who asked sees every answer, the first one first; a place that was asked its own only. A place that is not needed any more holds nothing.',
  })
  answers!: PlaceQuestionAnswer[];

  @Field(() => [Listing], {
    description:
      'Those to ring, by day or at night: nobody of theirs answers here, and nobody was reached yet. The worker who asked writes down what they say. Empty for a place that was asked.',
  })
  toRing!: Listing[];

  @Field(() => Boolean, {
    description:
      'It is settled or its time is over, so that it takes no more answers; to who asked, also when all have answered.',
  })
  closed!: boolean;
}

export const RecordCallResult = createUnionType({
  name: 'RecordCallResult',
  description: 'The call as recorded, or why it was not taken.',
  types: () => [Call, InvalidInput, Forbidden] as const,
});

export const AskPlacesResult = createUnionType({
  name: 'AskPlacesResult',
  description: 'The question as it stands, or why it or the answer was not taken.',
  types: () => [PlaceQuestion, InvalidInput, Forbidden] as const,
});
