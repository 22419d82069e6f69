import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { Freshness, ListingStatus } from './listing-enums.js';
import {
  Address,
  Capacity,
  HowToRefer,
  ListingAttribute,
  ListingExperience,
  Phone,
  Schedule,
} from './listing-parts.type.js';
import { Organization } from './organization.type.js';

/** `openAt` takes an argument and is added by a resolver. */
@ObjectType({
  description:
    'One service at one place (HSDS: service_at_location). Null and an empty list mean that nobody said, never no.',
})
@CarriesNobody()
export class Listing {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Int, {
    description: 'Goes up with every change. Give back the one that was read when changing or confirming.',
  })
  version!: number;

  @Field(() => String, { description: 'What people call this service at this place.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is, in the place’s own words.' })
  description!: string | null;

  @Field(() => Organization, { description: 'Who runs it.' })
  organization!: Organization;

  @Field(() => [String], { description: 'Codes from the taxonomy, e.g. `shelter`.' })
  services!: string[];

  @Field(() => [ListingAttribute], {
    description: 'Who is welcome and how it is there. A code that is missing here is unknown.',
  })
  attributes!: ListingAttribute[];

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags. Null where nobody said.' })
  languages!: string[] | null;

  @Field(() => [Schedule], { description: 'Its hours; empty where they are not known.' })
  schedules!: Schedule[];

  @Field(() => Address, {
    description:
      'A confidential place gives its area only, unless this reader works there, runs the network (audited), or has a referral there that the place itself accepted and that is not over.',
  })
  address!: Address;

  @Field(() => [Phone], { description: 'Numbers to ring; empty where none is known.' })
  phones!: Phone[];

  @Field(() => HowToRefer, { description: 'What the place itself promised about referrals.' })
  howToRefer!: HowToRefer;

  @Field(() => Capacity, {
    nullable: true,
    description: 'The last word on places free; null where none was given.',
  })
  capacity!: Capacity | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Youngest age of a woman it takes, in years; null where nobody said.',
  })
  minimumAge!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Oldest age of a woman it takes, in years; null where nobody said.',
  })
  maximumAge!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Youngest age of children who may come with her, in years; null where nobody said.',
  })
  childrenMinimumAge!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Oldest age of children who may come with her, in years; null where nobody said.',
  })
  childrenMaximumAge!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Oldest age of boys who may come with her, in years; null where nobody said.',
  })
  boysMaximumAge!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it costs her, in words; null where nobody said.',
  })
  cost!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the place last said that it is all true; null: never.',
  })
  lastConfirmedAt!: string | null;

  @Field(() => Freshness, { description: 'How far the whole of it can still be relied on.' })
  freshness!: Freshness;

  @Field(() => ListingStatus, { description: 'Only PUBLISHED ones are found.' })
  status!: ListingStatus;

  @Field(() => [ListingExperience], {
    description:
      'What happened to women sent here, in words, never a count, never finer than a quarter: e.g. “has turned women away for drug use”.',
  })
  experience!: ListingExperience[];
}
