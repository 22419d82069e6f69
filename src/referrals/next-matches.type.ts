import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import { FoundListing } from '../directory/index.js';
import { Id, Key } from '../platform/graphql/index.js';

@ObjectType({ description: 'A place that could take her next; `referAgain` with its listing drafts it in one action.' })
export class NextMatch {
  @Field(() => FoundListing, { description: 'The place, and how well it fits what she was sent for.' })
  found!: FoundListing;

  @Field(() => Boolean, { description: 'Something that must be so is unknown or depends: ring before she goes.' })
  callFirst!: boolean;

  @Field(() => Boolean, {
    description:
      'She has an active consent made out to this place that covers what was written for her; else she is asked before it is sent.',
  })
  consentStands!: boolean;
}

@InputType({ description: 'The next try for what came to nothing, at another place.' })
export class ReferAgainInput {
  @Field(() => ID, { description: 'The referral that came to nothing, with nothing in its place yet.' })
  @Id()
  referralId!: string;

  @Field(() => ID, { description: 'The service at the place she is sent to now.' })
  @Id()
  listingId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}
