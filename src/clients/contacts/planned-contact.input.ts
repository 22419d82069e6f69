import { Field, ID, InputType } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { DateTimeScalar, Id } from '../../platform/graphql/index.js';
import { ContactMeansEnum } from './planned-contact.type.js';
import type { ContactMeans } from '../may-contact.js';

@InputType({ description: 'A time to reach her, and how. It has no text: what is said then is nobody’s but theirs.' })
export class PlanContactInput {
  @Field(() => ID, { description: 'Whom to reach.' })
  @Id()
  clientId!: string;

  @Field(() => ContactMeansEnum, { description: 'How; only the way that she said is safe.' })
  @Allow()
  means!: ContactMeans;

  @Field(() => DateTimeScalar, { description: 'When; within the hours that she said are safe.' })
  @Allow()
  at!: string;

  @Field(() => Boolean, { nullable: true, description: 'A voicemail would be left; only where she allows it.' })
  @IsOptional()
  voicemail?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Where she said in words when it is safe and gave no hours: that her words were read and this time is one of them.',
  })
  @IsOptional()
  withinSafeTimes?: boolean | null;
}
