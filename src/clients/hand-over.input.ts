import { Field, ID, InputType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { Id, Ids, Key, Note } from '../platform/graphql/index.js';

@InputType({ description: 'The end of a shift: women who go from one worker to the next, all of them or none.' })
export class HandOverClientsInput {
  @Field(() => [ID], { description: 'Women whose worker the reader is; 100 at most.' })
  @Ids()
  clientIds!: string[];

  @Field(() => ID, { description: 'The caseworker of the same organization who is their worker from now on.' })
  @Id()
  toId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the new worker must know, with each of them; encrypted, and gone once it is acknowledged.',
  })
  @IsOptional()
  @Note()
  note?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}
