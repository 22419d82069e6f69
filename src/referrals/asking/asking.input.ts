import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Ages, Code, Codes, Id, Ids, Key, Note } from '../../platform/graphql/index.js';
import { DateTimeScalar } from '../../platform/graphql/index.js';
import { PlaceAnswer, Urgency } from '../referral-enums.js';

const KEY =
  'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.';

@InputType({ description: 'A call that a worker made. There is no woman in it.' })
export class RecordCallInput {
  @Field(() => ID, { description: 'Where she rang.' })
  @Id()
  listingId!: string;

  @Field(() => [String], { description: 'Codes of the services she asked for.' })
  @Codes()
  services!: string[];

  @Field(() => PlaceAnswer, { description: 'What they said.' })
  @Allow()
  answer!: PlaceAnswer;

  @Field(() => String, {
    nullable: true,
    description:
      'Why not: a reason of the receiver’s side for DECLINE. NO needs one (`no-reason-given` where they gave none), the others have none.',
  })
  @IsOptional()
  @Code()
  reasonCode?: string | null;

  @Field(() => [String], { nullable: true, description: 'Attribute codes that had to be so.' })
  @IsOptional()
  @Codes()
  conditions?: string[] | null;

  @Field(() => String, { nullable: true, description: KEY })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'An anonymous question to several places at once: what is needed, never who.' })
export class AskPlacesInput {
  @Field(() => [ID], { description: 'The listings to ask: 1 to 20, each once.' })
  @Ids()
  listingIds!: string[];

  @Field(() => [String], { description: 'Codes of the services that are needed.' })
  @Codes()
  services!: string[];

  @Field(() => [String], { nullable: true, description: 'Attribute codes that must be so.' })
  @IsOptional()
  @Codes()
  conditions?: string[] | null;

  @Field(() => [Int], { nullable: true, description: 'Ages of the children who come too, in years.' })
  @IsOptional()
  @Ages()
  childrenAges?: number[] | null;

  @Field(() => Urgency, { description: 'How soon an answer is needed.' })
  @Allow()
  urgency!: Urgency;

  @Field(() => String, { nullable: true, description: KEY })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({
  description: 'What a place that was asked answers. A later answer of the same place replaces its earlier one.',
})
export class AnswerPlaceQuestionInput {
  @Field(() => ID, { description: 'The question.' })
  @Id()
  id!: string;

  @Field(() => ID, {
    description:
      'The listing that answers: one that the reader answers for, or one without staff of its own that she asked.',
  })
  @Id()
  listingId!: string;

  @Field(() => PlaceAnswer, { description: 'What it says.' })
  @Allow()
  answer!: PlaceAnswer;

  @Field(() => String, {
    nullable: true,
    description:
      'Why not: a reason of the receiver’s side for DECLINE. NO needs one (`no-reason-given` where they gave none), the others have none.',
  })
  @IsOptional()
  @Code()
  reasonCode?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'The place keeps it free until then, 24 hours ahead at most; only with YES or CONDITIONAL. It counts as taken until then.',
  })
  @IsOptional()
  holdUntil?: string | null;

  @Field(() => String, { nullable: true, description: 'On what condition, or what else is to be known.' })
  @IsOptional()
  @Note()
  note?: string | null;
}
