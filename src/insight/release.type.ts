import { createUnionType, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { Forbidden, InvalidInput, Problem } from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { NotPublishedReason, ReleaseRefusal, WorkloadSize } from './release-enums.js';
import type { Wording } from '../platform/wording.js';

@ObjectType({
  description: 'A figure with noise in it, put there once at sealing. Figures do not add up to one another.',
})
export class Shown {
  @Field(() => Int, { description: 'Women, with the noise; percent where a field says so.' })
  value!: number;

  @Field(() => Int, { description: 'The true count lies from here, 19 times in 20; 0 at least.' })
  low!: number;

  @Field(() => Int, { description: 'The true count lies up to here, 19 times in 20.' })
  high!: number;
}

@ObjectType({
  description: 'Too small to be shown. Zero, one and one less than the threshold are the same answer.',
})
export class BelowThreshold {
  @Field(() => Int, { description: 'The threshold, which comes from the noise and not from the count.' })
  lessThan!: number;
}

@ObjectType({ description: 'There can be nothing here.' })
export class NotApplicable {
  /** Its field `because` says it in the language that is asked for. */
  wording!: Wording;
}

@ObjectType({ description: 'No figure is given here.' })
export class NotPublished {
  @Field(() => NotPublishedReason, { description: 'Why not.' })
  reason!: NotPublishedReason;
}

export const StatValue = createUnionType({
  name: 'StatValue',
  description: 'A figure that cannot point at one woman: sealed once, the same for everybody, for ever.',
  types: () => [Shown, BelowThreshold, NotApplicable, NotPublished] as const,
});

@ObjectType({ description: 'One value of one dimension of a table.' })
export class DimensionValue {
  @Field(() => String, { description: 'E.g. `service`.' })
  dimension!: string;

  @Field(() => String, { description: 'One of the declared values of it; `unknown` is one.' })
  value!: string;
}

@ObjectType({ description: 'One cell of a sealed table.' })
export class StatCell {
  @Field(() => [DimensionValue], { description: 'Which cell, one value for each dimension of the table.' })
  keys!: DimensionValue[];

  @Field(() => StatValue, { description: 'How many different women: never referrals.' })
  women!: typeof StatValue;
}

@ObjectType({
  description:
    'The tables of one closed period, computed once and the same for everybody, for ever. Late data never restate it.',
})
export class Release {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, { description: 'A quarter, half-year or year, e.g. `2026-Q1`.' })
  period!: string;

  @Field(() => DateTimeScalar, { description: 'When it was sealed.' })
  sealedAt!: string;

  @Field(() => Float, {
    description: 'What it spends of each woman’s protection (rho-zCDP); less protects more.',
  })
  rho!: number;

  @Field(() => String, {
    description: 'What may and may not be read from these figures; goes wherever they go.',
  })
  note!: string;

  @Field(() => [String], { description: 'The names of its tables, to be asked for as `cube`.' })
  cubes!: string[];

  @Field(() => WorkloadSize, { description: 'Which set of tables it has.' })
  size!: WorkloadSize;

  @Field(() => String, { description: 'By which version of the declared tables it was made.' })
  workloadVersion!: string;

  @Field(() => Int, { description: '1; more where the period was sealed again after an incident.' })
  edition!: number;

  @Field(() => ID, { nullable: true, description: 'The release that it replaces after an incident; both stay.' })
  replacesId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The release that replaces it after an incident.' })
  replacedById!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was sealed again.' })
  incident!: string | null;

  @Field(() => String, { description: 'SHA-256 over all that was sealed; it stands in the network’s audit trail too.' })
  checksum!: string;
}

@ObjectType({ description: 'One value that a dimension can have.' })
export class DeclaredValue {
  @Field(() => String, { description: 'As it stands in the cells.' })
  value!: string;

  @Field(() => String, { description: 'As it was called when the release was sealed.' })
  name!: string;
}

@ObjectType({ description: 'One dimension of a table, with every value it can have, in the order of the cells.' })
export class DeclaredDimension {
  @Field(() => String, { description: 'As it stands in the cells, e.g. `service`.' })
  dimension!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => [DeclaredValue], { description: 'All its values.' })
  values!: DeclaredValue[];
}

@ObjectType({ description: 'One table of a release, as it was declared before any data was read.' })
export class ReleaseTable {
  @Field(() => String, { description: 'Its name, to be asked for as `cube`.' })
  cube!: string;

  @Field(() => String, { description: 'What it counts, in plain words.' })
  note!: string;

  @Field(() => [DeclaredDimension], { description: 'Its dimensions; none for a total.' })
  dimensions!: DeclaredDimension[];

  @Field(() => Int, { description: 'In how many of its cells one woman counts at most.' })
  mostCells!: number;

  @Field(() => Float, { description: 'The standard deviation of the noise in each number.' })
  sigma!: number;

  @Field(() => Int, { description: 'Numbers below are not shown.' })
  threshold!: number;
}

@ObjectType({
  description: 'The period was not sealed, and nothing was computed.',
  implements: () => [Problem],
})
export class ReleaseRefused extends Problem {
  @Field(() => ReleaseRefusal, { description: 'Why not.' })
  reason!: ReleaseRefusal;
}

export const SealReleaseResult = createUnionType({
  name: 'SealReleaseResult',
  description: 'The sealed release, or why there is none.',
  types: () => [Release, ReleaseRefused, InvalidInput, Forbidden] as const,
});
