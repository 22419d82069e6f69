import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional, Max, Min } from 'class-validator';
import { Code, Codes, DateScalar, Id, Key, Name, Nested, Note, Notes } from '../platform/graphql/index.js';
import { HandoverInput, Urgency } from '../referrals/index.js';

const KEY =
  'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.';
const NOTE = 'For her own worker; sealed under her key and never shared.';

@InputType({ description: 'A plan to begin, from a template.' })
export class StartPlanInput {
  @Field(() => ID, { description: 'Whose plan it is.' })
  @Id()
  clientId!: string;

  @Field(() => String, { description: 'Code of a template, e.g. `release-from-prison`.' })
  @Code()
  templateCode!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The day that it hangs on, as it is expected now. Of a due month only the month counts; left out, it is the one that she told.',
  })
  @IsOptional()
  date?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The place of custody, where it may be named: an organization with `custodial`.',
  })
  @IsOptional()
  @Id()
  facilityId?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the optional steps that she needs; none unless said.',
  })
  @IsOptional()
  @Codes()
  optionalSteps?: string[] | null;

  @Field(() => String, { nullable: true, description: KEY })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'An act on one plan.' })
export class PlanActInput {
  @Field(() => ID, { description: 'The plan.' })
  @Id()
  id!: string;

  @Field(() => Int, {
    description: 'The `version` that was read; a stale one is answered with StalePlan and nothing is written.',
  })
  @Allow()
  version!: number;

  @Field(() => String, { nullable: true, description: KEY })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'The day that a plan hangs on, said anew.' })
export class MovePlanDateInput extends PlanActInput {
  @Field(() => DateScalar, { description: 'The day as it is expected now; of a due month only the month counts.' })
  @Allow()
  date!: string;

  @Field(() => String, { nullable: true, description: `Why it moved. ${NOTE}` })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({ description: 'It happened: she is out, the child is born. Said again it corrects the day.' })
export class PlanEventInput extends PlanActInput {
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it happened; today unless said.' })
  @IsOptional()
  on?: string | null;

  @Field(() => String, { nullable: true, description: NOTE })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({ description: 'A step of her own, beside those of the template.' })
export class AddPlanStepInput extends PlanActInput {
  @Field(() => String, { description: 'What it is, in words. Sealed under her key.' })
  @Name()
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day it is due, whatever moves.' })
  @IsOptional()
  dueOn?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Instead of `dueOn`: days after the one that the plan hangs on, negative before it; moves with it.',
  })
  @IsOptional()
  @Min(-1000, { message: 'Give -1000 to 1000 days.' })
  @Max(1000, { message: 'Give -1000 to 1000 days.' })
  daysFromDate?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of services that she is to be referred for; none: it is a check.',
  })
  @IsOptional()
  @Codes()
  services?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Days before it is due from which it is work; 0 unless said.' })
  @IsOptional()
  @Min(0, { message: 'Give 0 to 365 days.' })
  @Max(365, { message: 'Give 0 to 365 days.' })
  leadDays?: number | null;
}

@InputType({ description: 'An act on one step of a plan.' })
export class PlanStepActInput extends PlanActInput {
  @Field(() => ID, { description: 'The step.' })
  @Id()
  stepId!: string;
}

@InputType({ description: 'A step is done: a check, or something that she got without a referral from here.' })
export class CheckPlanStepInput extends PlanStepActInput {
  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was done; today unless said.' })
  @IsOptional()
  doneOn?: string | null;

  @Field(() => String, { nullable: true, description: NOTE })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({ description: 'A step is left out.' })
export class SkipPlanStepInput extends PlanStepActInput {
  @Field(() => String, { description: 'Code of a reason, from `planTerms`.' })
  @Code()
  reasonCode!: string;

  @Field(() => String, { nullable: true, description: NOTE })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({
  description:
    'The referral that a step asks for: services, day and deadline are the step’s, the rest as in DraftReferralInput.',
})
export class ReferForPlanStepInput extends PlanStepActInput {
  @Field(() => ID, { description: 'The service at the place she is sent to; it offers what the step asks for.' })
  @Id()
  listingId!: string;

  @Field(() => Urgency, { nullable: true, description: 'How soon she needs an answer; ROUTINE unless said.' })
  @IsOptional()
  urgency?: Urgency | null;

  @Field(() => HandoverInput, { nullable: true, description: 'Who goes with her and how; can be planned later.' })
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

  @Field(() => String, { nullable: true, description: 'For the receiver. Crosses over only where consent names NOTE.' })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({ description: 'A plan is over.' })
export class EndPlanInput extends PlanActInput {
  @Field(() => String, { description: 'Code of an end, from `planTerms`.' })
  @Code()
  endCode!: string;
}
