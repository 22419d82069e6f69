import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Code, Id, Key, Note } from '../platform/graphql/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { AnswerChannel, Outcome } from './referral-enums.js';

@InputType({
  description:
    'One step of a referral. `key` makes a repeat harmless, also with a version gone stale since: the same key gives the first answer again; the same key with another body is InvalidInput at `key`.',
})
export class ReferralStepInput {
  @Field(() => ID, { description: 'The referral.' })
  @Id()
  id!: string;

  @Field(() => Int, {
    description: 'The `version` that was read; a stale one is answered with StaleReferral and nothing is written.',
  })
  @Allow()
  version!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Any text of the caller’s own, 100 characters at most.',
  })
  @IsOptional()
  @Key()
  key?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why: needed to decline, turn away, close and withdraw; the taxonomy says which reason fits which step.',
  })
  @IsOptional()
  @Code()
  reasonCode?: string | null;

  @Field(() => Outcome, { nullable: true, description: 'What she got: needed to complete.' })
  @IsOptional()
  outcome?: Outcome | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When she is expected: needed to schedule.' })
  @IsOptional()
  appointmentAt?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'When the receiver looks again: needed to waitlist.',
  })
  @IsOptional()
  lookAgainOn?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The receiver keeps a place until then; with accepting.',
  })
  @IsOptional()
  holdUntil?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'With accepting: on which condition. Both sides read it (Referral.condition), while consent stands.',
  })
  @IsOptional()
  @Note()
  condition?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'With arriving: whether she was still accompanied. Left out: as it was noted before.',
  })
  @IsOptional()
  stillWithHerWhenReceived?: boolean | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it happened, if not now; never in the future.',
  })
  @IsOptional()
  effectiveAt?: string | null;

  @Field(() => String, { nullable: true, description: 'Stays on the side that writes it.' })
  @IsOptional()
  @Note()
  note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only where nobody of the receiver answers here: the referrer records the receiver’s answer and how it came. It opens no confidential door.',
  })
  @IsOptional()
  onBehalfOfReceiver?: boolean | null;

  @Field(() => AnswerChannel, {
    nullable: true,
    description: 'How the answer came: needed with `onBehalfOfReceiver`.',
  })
  @IsOptional()
  answeredBy?: AnswerChannel | null;
}
