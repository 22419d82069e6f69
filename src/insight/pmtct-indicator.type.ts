import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateScalar } from '../platform/graphql/index.js';

@ObjectType({ isAbstract: true })
abstract class CountedWomen {
  @Field(() => Int, { description: 'Women referred.' })
  referred!: number;

  @Field(() => Int, { description: 'Of these who arrived.' })
  attended!: number;

  @Field(() => Int, { description: 'Of these with outcome RECEIVED or PARTLY_RECEIVED at one of the places at least.' })
  received!: number;
}

@ObjectType({ description: 'The women of one place or one quarter, each at the furthest that she came there.' })
export class PmtctRow extends CountedWomen {
  @Field(() => String, { description: 'The id of a listing, or a quarter such as `2026-Q1`.' })
  key!: string;

  @Field(() => String, { description: 'What people are shown.' })
  name!: string;
}

@ObjectType({
  description:
    'Pregnant women referred for PMTCT who received it: exact and live, for a manager’s own organization only; each reading is itself in the audit trail. The cohort: women whom it sent for `pmtct` from `from` to `to` (network time zone) while they were recorded as pregnant, whatever happened later, referrals entered in error left out. Women are counted, not referrals: each once, at the furthest that she came.',
})
export class PmtctIndicator extends CountedWomen {
  @Field(() => DateScalar, { description: 'First day of the cohort.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day of the cohort, itself included.' })
  to!: string;

  @Field(() => [PmtctRow], {
    description:
      'By place. A woman who was sent to several counts at each, so rows can add up to more. Most women first.',
  })
  byPlace!: PmtctRow[];

  @Field(() => [PmtctRow], {
    description:
      'By the quarter in which she was first sent within these days; the rows add up to the whole. In order.',
  })
  byQuarter!: PmtctRow[];
}
