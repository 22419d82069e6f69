import { Field, InputType } from '@nestjs/graphql';
import { Code, Codes } from '../platform/graphql/index.js';

@InputType({
  description: 'Narrows a table to some values of one dimension. It chooses among sealed cells and computes nothing.',
})
export class DimensionChoice {
  @Field(() => String, { description: 'A dimension of the table, e.g. `service`.' })
  @Code()
  dimension!: string;

  @Field(() => [String], { description: 'Any of these values.' })
  @Codes()
  values!: string[];
}
