import { Field, ID, InputType } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Code, Codes, Id, Key, Line, Nested, Note, Notes, ShortList } from '../platform/graphql/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { AgeBand, Pregnancy } from '../clients/index.js';
import { Assistance, Companion, Transport } from './handover-enums.js';
import { ReferralStatus } from './journey-enums.js';
import { Outcome, ReferralMark, Urgency } from './referral-enums.js';

@InputType({ description: 'The warm part: only what is given changes.' })
export class HandoverInput {
  @Field(() => Assistance, { nullable: true, description: 'How far the worker walks with her.' })
  @IsOptional()
  assistance?: Assistance | null;

  @Field(() => Companion, { nullable: true, description: 'Who goes with her.' })
  @IsOptional()
  companion?: Companion | null;

  @Field(() => Transport, { nullable: true, description: 'How she gets there.' })
  @IsOptional()
  transport?: Transport | null;

  @Field(() => Boolean, { nullable: true, description: 'Somebody has the children meanwhile.' })
  @IsOptional()
  childcareArranged?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where they meet.' })
  @IsOptional()
  @Line()
  meetingPoint?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they meet.' })
  @IsOptional()
  meetAt?: string | null;

  @Field(() => String, { nullable: true, description: 'Whom the receiver calls back, and on which number.' })
  @IsOptional()
  @Line()
  callBack?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'She was still accompanied when she was received.' })
  @IsOptional()
  stillWithHerWhenReceived?: boolean | null;
}

@InputType({ description: 'Counts the deadline from what happened; of this only the deadline is kept.' })
export class WindowInput {
  @Field(() => String, { description: 'Code of a time window, e.g. `pep`.' })
  @Code()
  code!: string;

  @Field(() => DateTimeScalar, { description: 'The instant that it is counted from.' })
  @Allow()
  exposureAt!: string;
}

@InputType({ description: 'A referral to prepare. The receiver knows nothing of it until it is sent.' })
export class DraftReferralInput {
  @Field(() => ID, { description: 'Whom it is for.' })
  @Id()
  clientId!: string;

  @Field(() => ID, {
    description: 'The service at the place she is sent to; one that she avoids is InvalidInput here.',
  })
  @Id()
  listingId!: string;

  @Field(() => [String], { description: 'Codes of the services she is sent for.' })
  @Codes()
  services!: string[];

  @Field(() => Urgency, { nullable: true, description: 'How soon she needs an answer; ROUTINE unless said.' })
  @IsOptional()
  urgency?: Urgency | null;

  @Field(() => HandoverInput, {
    nullable: true,
    description: 'Who goes with her and how; can be planned later.',
  })
  @IsOptional()
  @Nested(() => HandoverInput)
  handover?: HandoverInput | null;

  @Field(() => [String], {
    nullable: true,
    description: 'What she needs there. Crosses over only where consent names NEEDS.',
  })
  @IsOptional()
  @Notes()
  needs?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'For the receiver. Crosses over only where consent names NOTE.',
  })
  @IsOptional()
  @Note()
  note?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'It is too late for her after this.' })
  @IsOptional()
  deadline?: string | null;

  @Field(() => WindowInput, {
    nullable: true,
    description: 'Instead of `deadline`: the latest of a time window. One that has passed closes nothing.',
  })
  @IsOptional()
  @Nested(() => WindowInput)
  window?: WindowInput | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'She needs it from this day on (release, due date): the answer clock starts in time for it, not today.',
  })
  @IsOptional()
  neededFrom?: string | null;

  @Field(() => ID, { nullable: true, description: 'The earlier try that this one stands in for.' })
  @IsOptional()
  @Id()
  replacesId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The question of this organization that this place said yes to. What the place wrote with its answer is added to `needs`, and the draft bears its hold; the question is settled. Nothing is kept by which one leads to the other.',
  })
  @IsOptional()
  @Id()
  fromPlaceQuestionId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'Narrows a list of referrals; all that is given must hold.' })
export class ReferralFilter {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sent on this day or later, in the network’s time zone.',
  })
  @IsOptional()
  sentFrom?: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Sent on this day or earlier, in the network’s time zone.',
  })
  @IsOptional()
  sentTo?: string | null;

  @Field(() => ID, { nullable: true, description: 'Sent to this organization.' })
  @IsOptional()
  @Id()
  receiverId?: string | null;

  @Field(() => [String], { nullable: true, description: 'For any of these services; group codes too.' })
  @IsOptional()
  @Codes()
  services?: string[] | null;

  @Field(() => [ReferralStatus], { nullable: true, description: 'Standing at any of these.' })
  @IsOptional()
  @ShortList()
  statuses?: ReferralStatus[] | null;

  @Field(() => String, { nullable: true, description: 'With this reason, where this reader may know it.' })
  @IsOptional()
  @Code()
  reasonCode?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those on a waiting list whose day to look again has come: the list of the day, for both sides.',
  })
  @IsOptional()
  lookAgainDue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those in which a question of the receiver’s waits for the sender’s answer.',
  })
  @IsOptional()
  questionWaits?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only those of the women whose worker this reader is.',
  })
  @IsOptional()
  mine?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that the reader’s own organization sent; false: only those sent to it.',
  })
  @IsOptional()
  sentByUs?: boolean | null;

  @Field(() => [Outcome], { nullable: true, description: 'With any of these outcomes.' })
  @IsOptional()
  @ShortList()
  outcomes?: Outcome[] | null;

  @Field(() => Assistance, { nullable: true, description: 'Where the worker walks so far with her.' })
  @IsOptional()
  assistance?: Assistance | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Where she was, or was not, still accompanied when received.',
  })
  @IsOptional()
  stillWithHer?: boolean | null;

  @Field(() => Companion, { nullable: true, description: 'Who went with her: of those that this side sent.' })
  @IsOptional()
  companion?: Companion | null;

  @Field(() => Transport, { nullable: true, description: 'How she got there: of those that this side sent.' })
  @IsOptional()
  transport?: Transport | null;

  @Field(() => AgeBand, {
    nullable: true,
    description:
      'Her age as it was when she was sent: of those that this side sent and whose record is open to the reader.',
  })
  @IsOptional()
  ageBand?: AgeBand | null;

  @Field(() => Pregnancy, {
    nullable: true,
    description: 'As it was when she was sent: of those that this side sent and whose record is open to the reader.',
  })
  @IsOptional()
  pregnancy?: Pregnancy | null;

  @Field(() => ReferralMark, {
    nullable: true,
    description:
      'That once came so far, whatever happened afterwards: the list behind a figure of the completion audit.',
  })
  @IsOptional()
  reached?: ReferralMark | null;
}
