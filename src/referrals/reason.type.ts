import { Field, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';
import { ReferralStep } from './journey-enums.js';
import { Side } from './referral-enums.js';

@ObjectType({ description: 'Why something ended or was refused, and where that lies.' })
@CarriesNobody()
export class Reason {
  @Field(() => String, { description: 'Stable code, e.g. `no-space`.' })
  code!: string;

  @Field(() => String, { description: 'What people are shown.' })
  name!: string;

  @Field(() => Side, { description: 'Where it lies.' })
  side!: Side;
}

@ObjectType({ description: 'A reason that can be chosen, and for which steps.' })
export class ReasonTerm {
  @Field(() => String, {
    description: 'Stable: never reused and never renamed, only retired. E.g. `no-space`.',
  })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else the network’s own.' })
  name!: string;

  @Field(() => Side, { description: 'Where it lies.' })
  side!: Side;

  @Field(() => [ReferralStep], { description: 'The steps that it may be given for.' })
  steps!: ReferralStep[];
}
