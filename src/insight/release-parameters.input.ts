import { Field, Float, InputType } from '@nestjs/graphql';
import { Allow } from 'class-validator';
import { SizeChoice } from './release-enums.js';

@InputType({ description: 'What releases are made with, for periods that begin after it was set.' })
export class ReleaseParametersInput {
  @Field(() => SizeChoice, { description: 'How the set of tables is chosen.' })
  @Allow()
  size!: SizeChoice;

  @Field(() => Float, { description: 'From 0.0625 to 1.0; 0.25 is usual. Less protects more.' })
  @Allow()
  rhoQuarter!: number;

  @Field(() => Float, { description: 'From 0.0625 to 1.0; 0.5 is usual.' })
  @Allow()
  rhoHalfYear!: number;

  @Field(() => Float, { description: 'From 0.0625 to 1.0; 1.0 is usual.' })
  @Allow()
  rhoYear!: number;
}
