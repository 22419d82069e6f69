import { createUnionType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar, InvalidInput } from '../../platform/graphql/index.js';
import type { ClockDoubtKindValue } from '../clock/clock-doubted.js';

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

export const ClockDoubtKind = {
  WENT_BACK: 'WENT_BACK',
  MOVED: 'MOVED',
  NOT_SEEN: 'NOT_SEEN',
} as const satisfies { [K in ClockDoubtKindValue]: K };
export type ClockDoubtKind = ClockDoubtKindValue;

registerEnumType(ClockDoubtKind, {
  name: 'ClockDoubtKind',
  description: 'Why a clock cannot be relied on.',
  valuesMap: {
    WENT_BACK: { description: 'It shows less than what the database already holds.' },
    MOVED: { description: 'It was moved while the server ran: something else has passed since.' },
    NOT_SEEN: { description: 'The server was off for more than a day, or its clock was moved meanwhile.' },
  },
});

@ObjectType({ description: 'Why the clock of the server cannot be relied on, for a reader’s own words.' })
export class ClockDoubt {
  @Field(() => ClockDoubtKind, { description: 'Why not.' })
  kind!: ClockDoubtKind;

  @Field(() => DateTimeScalar, { description: 'What it shows.' })
  shows!: string;

  @Field(() => DateTimeScalar, {
    description:
      'What speaks against it. WENT_BACK: the latest that the database holds; MOVED: what it is by the time that passed; NOT_SEEN: when the server last looked at it.',
  })
  against!: string;
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

  @Field(() => ClockDoubt, {
    nullable: true,
    description: 'The same as `refused` in its parts; null where it is null.',
  })
  doubt!: ClockDoubt | null;
}

export const ConfirmClockResult = createUnionType({
  name: 'ConfirmClockResult',
  description: 'How things stand with the clock taken to be right, or why it was not.',
  types: () => [RetentionState, InvalidInput] as const,
});
