import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, InvalidInput } from '../../platform/graphql/index.js';

@ObjectType({ description: 'One kind of what is kept, and for how long.' })
export class RetentionRule {
  @Field(() => String, { description: 'Stable; the trail counts by it.' })
  code!: string;

  @Field(() => String, { description: 'What it is.' })
  what!: string;

  @Field(() => Int, { nullable: true, description: 'Days; null: for good, or by a rule that `source` names.' })
  days!: number | null;

  @Field(() => String, { description: 'From when they are counted.' })
  from!: string;

  @Field(() => String, { description: 'What sees to it; `kept`: nothing does.' })
  by!: string;

  @Field(() => String, { description: 'Who says so.' })
  source!: string;

  @Field(() => String, { description: 'Why, and what to know.' })
  note!: string;
}

@ObjectType({ description: 'What is kept how long, and whether the nightly erasing is in order.' })
export class RetentionState {
  @Field(() => [RetentionRule], { description: 'The whole table.' })
  rules!: RetentionRule[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last ran; null: never yet.' })
  ranAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing would be erased now, in words: the clock cannot be relied on. Null where it can.',
  })
  refused!: string | null;
}

export const ConfirmClockResult = createUnionType({
  name: 'ConfirmClockResult',
  description: 'How things stand with the clock taken to be right, or why it was not.',
  types: () => [RetentionState, InvalidInput] as const,
});
