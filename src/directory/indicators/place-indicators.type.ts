import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../../platform/graphql/index.js';

@ObjectType({ description: 'How many places say that they have something; the four numbers add up to all of them.' })
export class PlaceIndicator {
  @Field(() => String, { description: 'Its code, e.g. `childcare-on-site`.' })
  code!: string;

  @Field(() => String, { description: 'What people are shown.' })
  name!: string;

  @Field(() => Int, { description: 'Places that have it.' })
  yes!: number;

  @Field(() => Int, { description: 'Places that say that they do not.' })
  no!: number;

  @Field(() => Int, { description: 'Places where it depends.' })
  depends!: number;

  @Field(() => Int, { description: 'Places of which nobody has said it. Never to be read as no.' })
  unknown!: number;
}

@ObjectType({
  description:
    'Facts about places, counted exactly from what the directory publishes: no woman and no referral is in them, and so no noise is added. They are read live, and are no sealed release.',
})
export class PlaceIndicators {
  @Field(() => String, { description: 'What these numbers are and are not; goes wherever they go.' })
  note!: string;

  @Field(() => DateTimeScalar, { description: 'When they were counted.' })
  at!: string;

  @Field(() => Int, { description: 'Published places; of those asked for, where a service was named.' })
  places!: number;

  @Field(() => [PlaceIndicator], { description: 'In the order in which they are shown.' })
  indicators!: PlaceIndicator[];
}
