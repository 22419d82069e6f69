import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar, Forbidden, InvalidInput, PageInfo } from '../../platform/graphql/index.js';
import { Answer } from '../listing-enums.js';
import { Listing } from '../listing.type.js';
import type { VerificationCauseValue, VerificationResultValue } from './verification-task.entity.js';

export const VerificationCause = {
  REFUSAL: 'REFUSAL',
  ROUTINE: 'ROUTINE',
  AGE: 'AGE',
} as const satisfies { [C in VerificationCauseValue]: C };
export type VerificationCause = VerificationCauseValue;

registerEnumType(VerificationCause, {
  name: 'VerificationCause',
  description: 'Why an answer is being checked. Only the network’s verifiers see it.',
  valuesMap: {
    REFUSAL: { description: 'Somebody was refused for a reason that contradicts it.' },
    ROUTINE: { description: 'It was drawn, as some are every week.' },
    AGE: { description: 'It was confirmed too long ago to be relied on.' },
  },
});

export const VerificationResult = {
  CONFIRMED: 'CONFIRMED',
  CHANGED: 'CHANGED',
  NO_ANSWER: 'NO_ANSWER',
  ASKED_NOT_TO_BE_LISTED: 'ASKED_NOT_TO_BE_LISTED',
} as const satisfies { [R in VerificationResultValue]: R };
export type VerificationResult = VerificationResultValue;

registerEnumType(VerificationResult, {
  name: 'VerificationResult',
  description: 'What came of asking the place.',
  valuesMap: {
    CONFIRMED: {
      description:
        'It is as the directory says: confirmed now by the network, and experience that speaks against it is cleared.',
    },
    CHANGED: { description: 'It is otherwise: `answer` says how.' },
    NO_ANSWER: {
      description:
        'Nobody answered. The task stays open and its answer depends; after three tries it is asked about less often.',
    },
    ASKED_NOT_TO_BE_LISTED: { description: 'The place does not want to be here: the listing is retired at once.' },
  },
});

@ObjectType({
  description:
    'One answer of one listing that the network has to ask about. Until it is resolved, YES reads as DEPENDS.',
})
export class VerificationTask {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Listing, { description: 'The place to ask.' })
  listing!: Listing;

  @Field(() => String, { description: 'Code of the attribute to ask about.' })
  code!: string;

  @Field(() => Answer, { description: 'What the directory says, as it is stored.' })
  answer!: Answer;

  @Field(() => VerificationCause, { description: 'Why. It is told to nobody but the network’s verifiers.' })
  cause!: VerificationCause;

  @Field(() => DateTimeScalar, { description: 'Since when it is being checked.' })
  openedAt!: string;

  @Field(() => DateTimeScalar, { description: 'By when somebody should have asked, or should ask again.' })
  dueAt!: string;

  @Field(() => Boolean, { description: 'Open, and its time has passed.' })
  overdue!: boolean;

  @Field(() => Int, { description: 'How often nobody answered.' })
  tries!: number;

  @Field(() => VerificationResult, {
    nullable: true,
    description:
      'What came of it last; null where nobody has asked yet, and where it is over because what had opened it was entered in error. NO_ANSWER stands on open tasks.',
  })
  result!: VerificationResult | null;

  @Field(() => String, { nullable: true, description: 'What the network noted about the place.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null while it is open.' })
  resolvedAt!: string | null;
}

@ObjectType({ description: 'One task and its place in the list.' })
export class VerificationTaskEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => VerificationTask, { description: 'The task.' })
  node!: VerificationTask;
}

@ObjectType({ description: 'A page of verification tasks.' })
export class VerificationTaskConnection {
  @Field(() => [VerificationTaskEdge], { description: 'The tasks of this page.' })
  edges!: VerificationTaskEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

export const ResolveVerificationResult = createUnionType({
  name: 'ResolveVerificationResult',
  description: 'The task as it stands now, or why nothing was written.',
  types: () => [VerificationTask, InvalidInput, Forbidden] as const,
});
