import { Field, Int, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';
import { PlanDateIs, PlanEvent, PlanStepKind } from './plan-enums.js';

@ObjectType({ description: 'A code with its name.' })
@CarriesNobody()
export class PlanTerm {
  @Field(() => String, { description: 'Stable.' })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else English.' })
  name!: string;
}

@ObjectType({ description: 'The words that plans are written with.' })
export class PlanTerms {
  @Field(() => [PlanTerm], { description: 'How a plan can end, for `endPlan`.' })
  ends!: PlanTerm[];

  @Field(() => [PlanTerm], { description: 'Why a step is left out, for `skipPlanStep`.' })
  skipReasons!: PlanTerm[];
}

@ObjectType({ description: 'A step that plans from this template have.' })
export class PlanTemplateStep {
  @Field(() => String, { description: 'Stable within the template.' })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else English.' })
  name!: string;

  @Field(() => PlanStepKind, { description: 'What it asks for.' })
  kind!: PlanStepKind;

  @Field(() => [String], { description: 'Codes of the services that a referral for it can be for, any of them.' })
  services!: string[];

  @Field(() => String, {
    description:
      'What its day is counted from: START, DATE (what the plan hangs on), EVENT (once it happened), STEP (another step), LAST_DOSE (of hers, DATE where not known).',
  })
  countedFrom!: string;

  @Field(() => Int, { description: 'So many months after that, negative before it.' })
  months!: number;

  @Field(() => Int, { description: 'And so many days.' })
  days!: number;

  @Field(() => Int, { description: 'So many days before it is due there is something to do for it.' })
  leadDays!: number;

  @Field(() => Boolean, { description: 'Only in the plans of those who need it: name it in `optionalSteps`.' })
  optional!: boolean;

  @Field(() => Int, { description: 'How many times, one after the other; mostly once.' })
  times!: number;

  @Field(() => String, { description: 'Where its number stands written, and what of it is ours.' })
  source!: string;
}

@ObjectType({
  description: 'What a plan can be started from. Data, because advice changes and local protocols differ.',
})
export class PlanTemplate {
  @Field(() => String, { description: 'Stable, e.g. `pmtct`.' })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else English.' })
  name!: string;

  @Field(() => PlanDateIs, { description: 'What the day is that it hangs on.' })
  dateIs!: PlanDateIs;

  @Field(() => PlanEvent, { nullable: true, description: 'What its later steps wait for; null where nothing.' })
  waitsFor!: PlanEvent | null;

  @Field(() => Boolean, { description: 'She is in custody until a worker says that she is out.' })
  custody!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Best begun so many months before, at the earliest; null where nothing is said.',
  })
  beginsAtMostMonthsBefore!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Best begun so many months before, at the latest; null where nothing is said.',
  })
  beginsAtLeastMonthsBefore!: number | null;

  @Field(() => Int, { description: 'It goes on for so many months after.' })
  endsMonthsAfter!: number;

  @Field(() => [PlanTemplateStep], { description: 'Its steps, in order.' })
  steps!: PlanTemplateStep[];

  @Field(() => String, { description: 'Where this stands written.' })
  source!: string;
}
