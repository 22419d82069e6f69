import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Id, Key, Line, Name, Note, WebAddress } from '../../platform/graphql/index.js';

@InputType({ description: 'An agency that joins the network, or one that the network only wants to know of.' })
export class CreateOrganizationInput {
  @Field(() => String, { description: 'Its name, as women and workers know it.' })
  @Name()
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What receivers see as the sender, where the name alone would tell.',
  })
  @IsOptional()
  @Line()
  neutralName?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
  @IsOptional()
  @Note()
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address on the web, with http:// or https://.' })
  @IsOptional()
  @WebAddress()
  website?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'A prison, or another place of custody: of a woman in custody its staff learn nothing.',
  })
  @Allow()
  custodial?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Makes a repeat harmless: the same key gives the first answer again.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'Only what is given changes; an explicit null empties what may be empty.' })
export class UpdateOrganizationInput {
  @Field(() => ID, { description: 'Which.' })
  @Id()
  id!: string;

  @Field(() => Int, { description: 'The version that was read.' })
  @Allow()
  version!: number;

  @Field(() => String, { nullable: true, description: 'Its name; it cannot be emptied.' })
  @IsOptional()
  @Name()
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What receivers see as the sender; null: its name.' })
  @IsOptional()
  @Line()
  neutralName?: string | null;

  @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
  @IsOptional()
  @Note()
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'Its address on the web, with http:// or https://.' })
  @IsOptional()
  @WebAddress()
  website?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'A place of custody or not.' })
  @Allow()
  custodial?: boolean | null;
}
