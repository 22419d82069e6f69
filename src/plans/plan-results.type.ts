import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import { LeadsToHer } from '../identity/index.js';
import { DateScalar, Forbidden, InvalidInput, PageInfo, Problem } from '../platform/graphql/index.js';
import { Referral } from '../referrals/index.js';
import { Plan, PlanStep } from './plan.type.js';

@ObjectType({
  description: 'Somebody changed the plan meanwhile; nothing was written. Look at `current` and decide again.',
  implements: () => [Problem],
})
@LeadsToHer()
export class StalePlan extends Problem {
  @Field(() => Plan, { description: 'The plan as it stands now.' })
  current!: Plan;
}

@ObjectType({ description: 'A referral was drafted for a step.' })
@LeadsToHer()
export class PlanStepReferred {
  @Field(() => Referral, { description: 'The draft; the receiver knows nothing of it until it is sent.' })
  referral!: Referral;

  @Field(() => Plan, { description: 'The plan as it stands now.' })
  plan!: Plan;
}

export const StartPlanResult = createUnionType({
  name: 'StartPlanResult',
  description: 'The new plan, or why there is none.',
  types: () => [Plan, InvalidInput, Forbidden] as const,
});

export const PlanResult = createUnionType({
  name: 'PlanResult',
  description: 'The plan after the act, or why it was not done; then nothing was written.',
  types: () => [Plan, StalePlan, InvalidInput, Forbidden] as const,
});

export const ReferForPlanStepResult = createUnionType({
  name: 'ReferForPlanStepResult',
  description: 'The draft and the plan, or why there is no draft.',
  types: () => [PlanStepReferred, StalePlan, InvalidInput, Forbidden] as const,
});

@ObjectType({ description: 'One plan and its place in the list.' })
@LeadsToHer()
export class PlanEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Plan, { description: 'The plan.' })
  node!: Plan;
}

@ObjectType({ description: 'A page of plans.' })
@LeadsToHer()
export class PlanConnection {
  @Field(() => [PlanEdge], { description: 'The plans of this page.' })
  edges!: PlanEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

@ObjectType({
  description:
    'Something that a plan needs next. Of a woman whose record is not open to this reader it says her code and the day, and nothing else.',
})
@LeadsToHer()
export class DuePlanStep {
  @Field(() => String, { description: 'Her code, to open her with.' })
  clientCode!: string;

  @Field(() => DateScalar, { description: 'The day it is due, or while it waits the day on which it is expected.' })
  dueOn!: string;

  @Field(() => Boolean, { description: 'That day has passed (network time zone).' })
  overdue!: boolean;

  @Field(() => PlanStep, { nullable: true, description: 'The step; null where her record is not open to this reader.' })
  step!: PlanStep | null;

  @Field(() => Plan, { nullable: true, description: 'Its plan; null where her record is not open to this reader.' })
  plan!: Plan | null;
}

@ObjectType({ description: 'One of the steps that are due, and its place in the list.' })
@LeadsToHer()
export class DuePlanStepEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => DuePlanStep, { description: 'What is due.' })
  node!: DuePlanStep;
}

@ObjectType({ description: 'A page of what plans need next.' })
@LeadsToHer()
export class DuePlanStepConnection {
  @Field(() => [DuePlanStepEdge], { description: 'The steps of this page.' })
  edges!: DuePlanStepEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
