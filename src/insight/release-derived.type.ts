import { createUnionType, Field, ID, Int, ObjectType, Float } from '@nestjs/graphql';
import { StaffMember } from '../identity/index.js';
import { DateTimeScalar, Forbidden, InvalidInput } from '../platform/graphql/index.js';
import { ReleaseDecisionKind, SealingStage, SizeChoice, TrendChange } from './release-enums.js';
import { DimensionValue, Release, ReleaseRefused, StatValue } from './release.type.js';

@ObjectType({ description: 'A share, from sealed numbers alone.' })
export class ReleaseRate {
  @Field(() => [DimensionValue], { description: 'Of which women: the other dimensions of the table.' })
  keys!: DimensionValue[];

  @Field(() => StatValue, {
    description:
      'In percent: in steps of 5 where it rests on fewer than 400 women, and never under 5 or over 95. NotPublished where it would rest on too few.',
  })
  percent!: typeof StatValue;
}

@ObjectType({ description: 'One figure before and after.' })
export class ReleaseTrendCell {
  @Field(() => [DimensionValue], { description: 'Which cell.' })
  keys!: DimensionValue[];

  @Field(() => StatValue, { description: 'In the release that was named first.' })
  before!: typeof StatValue;

  @Field(() => StatValue, { description: 'In the other.' })
  after!: typeof StatValue;

  @Field(() => TrendChange, { description: 'What may be said of the difference.' })
  change!: TrendChange;
}

@ObjectType({ description: 'How long it took, as a band of days.' })
export class ReleasePercentile {
  @Field(() => [DimensionValue], { description: 'Of which women: the other dimensions of the table.' })
  keys!: DimensionValue[];

  @Field(() => String, {
    nullable: true,
    description: 'The band of days in which so many percent were reached, e.g. `4-7`; null where there are too few.',
  })
  band!: string | null;
}

@ObjectType({ description: 'How far a server is with sealing; how many referrals it met is said nowhere.' })
export class ReleaseProgress {
  @Field(() => String, { description: 'The period.' })
  period!: string;

  @Field(() => SealingStage, { description: 'What it is at.' })
  stage!: SealingStage;

  @Field(() => Int, { description: 'From 0 to 100, by the calendar of the period, in tens.' })
  percent!: number;
}

@ObjectType({ description: 'What a release is made with.' })
export class ReleaseParameters {
  @Field(() => SizeChoice, { description: 'How the set of tables is chosen.' })
  size!: SizeChoice;

  @Field(() => Float, { description: 'What a quarter spends of each woman’s protection.' })
  rhoQuarter!: number;

  @Field(() => Float, { description: 'What a half-year spends.' })
  rhoHalfYear!: number;

  @Field(() => Float, { description: 'What a year spends.' })
  rhoYear!: number;

  @Field(() => Float, {
    description:
      'The most that all releases of any 12 months may spend together: 1.0, or what two administrators agreed on before the period began. One that would pass it is not sealed.',
  })
  cap!: number;
}

@ObjectType({ description: 'Something that needs two administrators, and waits for the second.' })
export class ReleaseDecision {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => ReleaseDecisionKind, { description: 'What is asked.' })
  kind!: ReleaseDecisionKind;

  @Field(() => String, { description: 'Why, as it was asked.' })
  because!: string;

  @Field(() => Float, { nullable: true, description: 'The cap that is asked for.' })
  cap!: number | null;

  @Field(() => ID, { nullable: true, description: 'The release whose period is to be sealed again.' })
  releaseId!: string | null;

  @Field(() => StaffMember, { description: 'Who asked.' })
  by!: StaffMember;

  @Field(() => DateTimeScalar, { description: 'When; it lapses 14 days later.' })
  at!: string;
}

export const SetReleaseParametersResult = createUnionType({
  name: 'SetReleaseParametersResult',
  description: 'The parameters for periods that begin from now on, or what to mend.',
  types: () => [ReleaseParameters, InvalidInput, Forbidden] as const,
});

export const AskReleaseDecisionResult = createUnionType({
  name: 'AskReleaseDecisionResult',
  description: 'What waits for a second administrator now, or why it does not.',
  types: () => [ReleaseDecision, InvalidInput, Forbidden] as const,
});

export const ApproveReleaseDecisionResult = createUnionType({
  name: 'ApproveReleaseDecisionResult',
  description:
    'What was approved; where that was to seal again, the new release. Forbidden to who asked, and where nothing waits.',
  types: () => [ReleaseDecision, Release, ReleaseRefused, Forbidden] as const,
});
