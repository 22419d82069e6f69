import { Field, Float, ID, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';

@ObjectType({ description: 'A named place people say aloud: a quarter, a town, a district.' })
@CarriesNobody()
export class Area {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => String, { description: 'As people say it.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the larger area it lies in; null where none is known.',
  })
  within!: string | null;

  @Field(() => Float, { description: 'Its own fixed centre, in degrees north (WGS 84).' })
  latitude!: number;

  @Field(() => Float, { description: 'Its own fixed centre, in degrees east (WGS 84).' })
  longitude!: number;
}
