import { Field, ID, InputType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { Id, Key, Note } from '../../platform/graphql/index.js';

@InputType({
  description: 'A woman of the reader’s own organization gets another worker. Name her in one of the two ways.',
})
export class TakeOverInput {
  @Field(() => ID, { nullable: true, description: 'A referral of hers, as the team’s inbox shows it.' })
  @IsOptional()
  @Id()
  referralId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Her record.' })
  @IsOptional()
  @Id()
  clientId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A manager: the caseworker who is her worker from now on. A caseworker leaves it out: she is.',
  })
  @IsOptional()
  @Id()
  toId?: string | null;

  @Field(() => String, { description: 'Why; her worker until now and the new one see it.' })
  @Note()
  purpose!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}
