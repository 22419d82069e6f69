import { Field, ID, InputType } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Id, Key, Note } from '../../platform/graphql/index.js';
import { Answer } from '../listing-enums.js';
import { VerificationResult } from './verification-task.type.js';

@InputType({ description: 'What came of asking a place about one of its answers. `key` makes a repeat harmless.' })
export class ResolveVerificationInput {
  @Field(() => ID, { description: 'The task.' })
  @Id()
  id!: string;

  @Field(() => VerificationResult, { description: 'What came of it.' })
  @Allow()
  result!: VerificationResult;

  @Field(() => Answer, { nullable: true, description: 'What the place says now: needed with CHANGED, and only there.' })
  @IsOptional()
  answer?: Answer | null;

  @Field(() => String, {
    nullable: true,
    description:
      'About the place, never about a woman. With CHANGED everybody reads it beside the new answer; else only the network does.',
  })
  @IsOptional()
  @Note()
  note?: string | null;

  @Field(() => String, { nullable: true, description: 'Any text of the caller’s own, 100 characters at most.' })
  @IsOptional()
  @Key()
  key?: string | null;
}
