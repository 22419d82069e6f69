import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/index.js';
import { Reason } from '../referrals/index.js';
import { CompletionTimes, HerWordRow, NeedCounts, ServiceReasonCount } from './audit-parts.type.js';

@ObjectType({ description: 'How many referrals of the cohort ended, or stand, for one reason.' })
export class ReasonCount {
  @Field(() => Reason, { description: 'The reason, and where it lies.' })
  reason!: Reason;

  @Field(() => Int, { description: 'Referrals with it; exact.' })
  count!: number;
}

/** The same counts, for a whole cohort and for each row of it. */
@ObjectType({ isAbstract: true })
abstract class Funnel {
  @Field(() => Int, { description: 'Referrals in it.' })
  sent!: number;

  @Field(() => Int, { description: 'Of these accepted, waitlisted, declined or arrived.' })
  answered!: number;

  @Field(() => Int, { description: 'Of these accepted.' })
  accepted!: number;

  @Field(() => Int, { description: 'Of these arrived.' })
  arrived!: number;

  @Field(() => Int, { description: 'Of these completed, whatever she got.' })
  completed!: number;

  @Field(() => Int, { description: 'Of these with outcome RECEIVED or PARTLY_RECEIVED.' })
  received!: number;
}

@ObjectType({ description: 'The part of the cohort that shares one value, and how far it came.' })
export class FunnelRow extends Funnel {
  @Field(() => String, { description: 'The value: a code or an id, `UNKNOWN` where there is none.' })
  key!: string;

  @Field(() => String, { description: 'What people are shown.' })
  name!: string;
}

@ObjectType({
  description:
    'Exact and live, for a manager’s own organization only (AGENCY: RECEIVED only); each reading is itself in the audit trail. The cohort: referrals sent from `from` to `to` (network time zone), whatever happened to them later, those entered in error left out.',
})
export class CompletionAudit extends Funnel {
  @Field(() => DateScalar, { description: 'First day of the cohort.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day of the cohort, itself included.' })
  to!: string;

  @Field(() => Int, { description: 'Of these not over yet.' })
  open!: number;

  @Field(() => Int, { description: 'Of these past the time by which something should have been done.' })
  overdue!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of the open that is overdue; null where none is open.',
  })
  overdueShare!: number | null;

  @Field(() => [FunnelRow], {
    description: 'By the month in which it was sent, such as `2026-03`, in order; months without any are left out.',
  })
  byMonth!: FunnelRow[];

  @Field(() => [ReasonCount], {
    description: 'By reason, as far as this side may know it; most frequent first.',
  })
  byReason!: ReasonCount[];

  @Field(() => [FunnelRow], {
    description: 'By service. A referral for several counts under each, so rows can add up to more than the cohort.',
  })
  byService!: FunnelRow[];

  @Field(() => [ServiceReasonCount], {
    description: 'By service and reason, as far as this side may know it; most frequent first.',
  })
  byServiceAndReason!: ServiceReasonCount[];

  @Field(() => [FunnelRow], { description: 'By the organization on the other side.' })
  byCounterpart!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By how far the worker walked with her.' })
  byAssistance!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By who went with her.' })
  byCompanion!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By how she got there.' })
  byTransport!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By whether somebody had the children meanwhile: `YES`, `NO`.' })
  byChildcareArranged!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By whether she was still accompanied when received: `YES`, `NO`.' })
  byStillWithHerWhenReceived!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By age band.' })
  byAgeBand!: FunnelRow[];

  @Field(() => [FunnelRow], { description: 'By pregnancy.' })
  byPregnancy!: FunnelRow[];

  @Field(() => [HerWordRow], {
    description: 'What the receivers said against what she said. Empty for RECEIVED, always.',
  })
  byHerWord!: HerWordRow[];

  @Field(() => NeedCounts, {
    nullable: true,
    description: 'Chains of need. Null for RECEIVED: where else she was sent is not told.',
  })
  needs!: NeedCounts | null;

  @Field(() => CompletionTimes, { description: 'Medians, and what nine of ten did not exceed.' })
  times!: CompletionTimes;

  @Field(() => Float, {
    nullable: true,
    description: 'Median hours from sending to the answer, on the scale of `times`; null where none answered.',
  })
  medianHoursToAnswer!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Median days from sending to arrival, on the scale of `times`; null where none arrived.',
  })
  medianDaysToArrival!: number | null;
}
