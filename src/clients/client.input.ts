import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import { Ages, ClockTime, Id, Ids, Key, Languages, Line, Month, Nested, Note } from '../platform/graphql/index.js';
import { ShortList, Weekdays } from '../platform/graphql/index.js';
import { DateScalar } from '../platform/graphql/index.js';
import { AgeBand, ContactChannel, Pregnancy } from './client.type.js';

@InputType({ description: 'Hours in which it is safe to reach her, in the network’s time zone.' })
export class SafeHoursInput {
  @Field(() => [String], { description: 'Weekdays, `MO` to `SU`; none: every day.' })
  @Weekdays()
  days!: string[];

  @Field(() => String, { description: '`HH:MM`.' })
  @ClockTime()
  from!: string;

  @Field(() => String, {
    description:
      '`HH:MM`, no longer safe itself; before `from` it is the next day’s. The same as `from` is no time at all.',
  })
  @ClockTime()
  to!: string;
}

@InputType({ description: 'How she may be reached, as she says. Replaces what was agreed before.' })
export class SafeContactInput {
  @Field(() => ContactChannel, { description: 'The way that is safe; NONE stops every message.' })
  @Allow()
  channel!: ContactChannel;

  @Field(() => String, {
    nullable: true,
    description: 'The number, the name there, or where she can be found.',
  })
  @IsOptional()
  @Note()
  details?: string | null;

  @Field(() => String, { nullable: true, description: 'When it is safe, in words.' })
  @IsOptional()
  @Note()
  safeTimes?: string | null;

  @Field(() => [SafeHoursInput], {
    nullable: true,
    description: 'The same as hours, which the house keeps to by itself; none: only the words count.',
  })
  @IsOptional()
  @ShortList()
  @Nested(() => SafeHoursInput)
  hours?: SafeHoursInput[] | null;

  @Field(() => Boolean, { nullable: true, description: 'A voicemail may be left; not unless she says so.' })
  @IsOptional()
  voicemailOk?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'It is safe for her to carry a slip; not unless she says so.',
  })
  @IsOptional()
  slipOk?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'What is said first, so that each knows who the other is.',
  })
  @IsOptional()
  @Line()
  codeWord?: string | null;
}

@InputType({ description: 'Whom and where she must not meet. Replaces what was noted before.' })
export class AvoidInput {
  @Field(() => [ID], { nullable: true, description: 'Organizations to leave out.' })
  @IsOptional()
  @Ids()
  organizationIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Areas to leave out.' })
  @IsOptional()
  @Ids()
  areaIds?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'What else her worker must know about it. Never shared.',
  })
  @IsOptional()
  @Note()
  note?: string | null;
}

/** What she chose to tell: the same when her record is opened and when it changes. */
@InputType({ isAbstract: true })
abstract class WhatSheTells {
  @Field(() => AgeBand, { nullable: true, description: 'Her age, no finer than this.' })
  @IsOptional()
  ageBand?: AgeBand | null;

  @Field(() => Pregnancy, { nullable: true, description: 'As she says.' })
  @IsOptional()
  pregnancy?: Pregnancy | null;

  @Field(() => String, { nullable: true, description: 'The month the child is due, `YYYY-MM`.' })
  @IsOptional()
  @Month()
  dueMonth?: string | null;

  @Field(() => [Int], { nullable: true, description: 'In years; empty: no children.' })
  @IsOptional()
  @Ages()
  childrenAges?: number[] | null;

  @Field(() => String, { nullable: true, description: 'In her own words, if she wants.' })
  @IsOptional()
  @Line()
  gender?: string | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags of what she speaks.' })
  @IsOptional()
  @Languages()
  languages?: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last dose of a medicine that must not stop (OST, ART, TB): the day it runs out.',
  })
  @IsOptional()
  medicineRunsOutOn?: string | null;

  @Field(() => SafeContactInput, { nullable: true, description: 'How she may be reached.' })
  @IsOptional()
  @Nested(() => SafeContactInput)
  safeContact?: SafeContactInput | null;

  @Field(() => AvoidInput, { nullable: true, description: 'Whom and where she must not meet.' })
  @IsOptional()
  @Nested(() => AvoidInput)
  avoid?: AvoidInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'She agrees to be counted in sealed releases; not unless she says so.',
  })
  @IsOptional()
  countMe?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Words she chose, to find her again when the card is lost; kept as a keyed hash.',
  })
  @IsOptional()
  @Line()
  passphrase?: string | null;
}

@InputType({
  description: 'A new client of the reader’s own organization. Nothing is required; what is left out is unknown.',
})
export class OpenClientInput extends WhatSheTells {
  @Field(() => ID, {
    nullable: true,
    description:
      'The referral by which she came to the reader’s organization, so that she is counted once: received here by one who answers for it, and her consent still stands. Nothing that was shared is copied.',
  })
  @IsOptional()
  @Id()
  cameByReferralId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({ description: 'Only what is given changes; a list replaces the old one.' })
export class UpdateClientInput extends WhatSheTells {
  @Field(() => ID, { description: 'The client to change.' })
  @Id()
  id!: string;

  @Field(() => Int, {
    description: 'The `version` that was read; a stale one is answered with StaleClient and nothing is written.',
  })
  @Allow()
  version!: number;

  @Field(() => ID, { nullable: true, description: 'The colleague who is her worker from now on.' })
  @IsOptional()
  @Id()
  assignToId?: string | null;
}
