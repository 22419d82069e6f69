import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Age, Codes, Id, Key, Languages, Line, Name, Nested, Note, ShortList } from '../platform/graphql/index.js';
import { AddressInput, AttributeInput, HowToReferInput, PhoneInput, ScheduleInput } from './listing-parts.input.js';

@InputType({
  description:
    'Only what is given changes; `attributes` merge by code, other lists replace. A change to who is welcome (attributes, ages), to privacy or to an address waits for review; hours, phones, cost and languages go live.',
})
export class UpdateListingInput {
  @Field(() => ID, { description: 'The listing to change.' })
  @Id()
  id!: string;

  @Field(() => Int, {
    description: 'The `version` that was read; a stale one is answered with StaleListing and nothing is written.',
  })
  @Allow()
  version!: number;

  @Field(() => String, { nullable: true, description: 'What people call it, 200 characters at most.' })
  @IsOptional()
  @Name()
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is, in the place’s own words.' })
  @IsOptional()
  @Note()
  description?: string | null;

  @Field(() => [String], { nullable: true, description: 'Service codes; replace the old ones.' })
  @IsOptional()
  @Codes()
  services?: string[] | null;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'Merged by code: what is not named stays. Waits for review.',
  })
  @IsOptional()
  @ShortList()
  @Nested(() => AttributeInput)
  attributes?: AttributeInput[] | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags; replace the old ones.' })
  @IsOptional()
  @Languages()
  languages?: string[] | null;

  @Field(() => [ScheduleInput], { nullable: true, description: 'All its hours; replace the old ones.' })
  @IsOptional()
  @ShortList()
  @Nested(() => ScheduleInput)
  schedules?: ScheduleInput[] | null;

  @Field(() => [PhoneInput], { nullable: true, description: 'All its numbers; replace the old ones.' })
  @IsOptional()
  @ShortList()
  @Nested(() => PhoneInput)
  phones?: PhoneInput[] | null;

  @Field(() => AddressInput, { nullable: true, description: 'The whole address. Waits for review.' })
  @IsOptional()
  @Nested(() => AddressInput)
  address?: AddressInput | null;

  @Field(() => HowToReferInput, { nullable: true, description: 'What the place promises about referrals.' })
  @IsOptional()
  @Nested(() => HowToReferInput)
  howToRefer?: HowToReferInput | null;

  @Field(() => String, { nullable: true, description: 'What it costs her, in words.' })
  @IsOptional()
  @Line()
  cost?: string | null;

  @Field(() => Int, { nullable: true, description: 'Youngest age it takes, in years. Waits for review.' })
  @IsOptional()
  @Age()
  minimumAge?: number | null;

  @Field(() => Int, { nullable: true, description: 'Oldest age it takes, in years. Waits for review.' })
  @IsOptional()
  @Age()
  maximumAge?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Youngest age of children who may come with her, in years. Waits for review.',
  })
  @IsOptional()
  @Age()
  childrenMinimumAge?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Oldest age of children who may come with her, in years. Waits for review.',
  })
  @IsOptional()
  @Age()
  childrenMaximumAge?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Oldest age of boys who may come with her, in years. Waits for review.',
  })
  @IsOptional()
  @Age()
  boysMaximumAge?: number | null;
}

@InputType({ description: 'A new listing of the reader’s own organization. What is left out is unknown.' })
export class CreateListingInput {
  @Field(() => String, { description: 'What people call it, 200 characters at most.' })
  @Name()
  name!: string;

  @Field(() => [String], { description: 'Service codes from the taxonomy.' })
  @Codes()
  services!: string[];

  @Field(() => String, { nullable: true, description: 'What it is, in the place’s own words.' })
  @IsOptional()
  @Note()
  description?: string | null;

  @Field(() => [AttributeInput], { nullable: true, description: 'Who is welcome and how it is there.' })
  @IsOptional()
  @ShortList()
  @Nested(() => AttributeInput)
  attributes?: AttributeInput[] | null;

  @Field(() => AddressInput, { description: 'Where it is, and how much of that others may know.' })
  @Nested(() => AddressInput)
  address!: AddressInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}
