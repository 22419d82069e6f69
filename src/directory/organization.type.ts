import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';

/** `listings` takes arguments and is added by a resolver. */
@ObjectType({ description: 'An agency of the network, or one that the network knows.' })
@CarriesNobody()
export class Organization {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, {
    description:
      'Its name. On a referral it may be the neutral one that it sends under, so that the name alone does not tell.',
  })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it does, in its own words; null where nobody said.',
  })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'Its address on the web; null where none is known.' })
  website!: string | null;

  @Field(() => Boolean, { description: 'Has staff who answer here themselves.' })
  answersHere!: boolean;

  @Field(() => Boolean, {
    description:
      'A prison, or another place of custody. Of a woman in custody its staff see code, service, urgency and dates, and nothing else.',
  })
  custodial!: boolean;

  @Field(() => Int, { description: 'Goes up with everything that an administrator writes about it.' })
  version!: number;
}
