import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { Allow, IsOptional } from 'class-validator';
import {
  ClockTime,
  Code,
  Country,
  Id,
  Languages,
  Latitude,
  Line,
  Longitude,
  Note,
  NotNegative,
  PhoneNumber,
  TimeZone,
  Weekdays,
} from '../platform/graphql/index.js';
import { DateScalar } from '../platform/graphql/index.js';
import { AddressVisibility, Answer } from './listing-enums.js';

@InputType({ description: 'One answer about a place.' })
export class AttributeInput {
  @Field(() => String, { description: 'Attribute code from the taxonomy.' })
  @Code()
  code!: string;

  @Field(() => Answer, { description: 'UNKNOWN takes an earlier answer back.' })
  @Allow()
  answer!: Answer;

  @Field(() => String, { nullable: true, description: 'On what it depends, or what else is to be known.' })
  @IsOptional()
  @Note()
  note?: string | null;
}

@InputType({ description: 'One rule of a place’s hours, on the wall clock of its own time zone.' })
export class ScheduleInput {
  @Field(() => [String], { description: 'Weekdays it holds for: MO TU WE TH FR SA SU.' })
  @Weekdays()
  byday!: string[];

  @Field(() => String, {
    nullable: true,
    description: '`HH:MM`; left out when closed, or where the hour is not known.',
  })
  @IsOptional()
  @ClockTime()
  opensAt?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`HH:MM`; at or before `opensAt` it means the next morning, and `24:00` is the end of the day.',
  })
  @IsOptional()
  @ClockTime()
  closesAt?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name; left out, the network’s own time zone.' })
  @IsOptional()
  @TimeZone()
  timezone?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it holds.' })
  @IsOptional()
  validFrom?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day it holds, itself included.' })
  @IsOptional()
  validTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'For women only at these hours; false unless said.' })
  @IsOptional()
  womenOnly?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Closed on these days while it holds, whatever other rules say; false unless said.',
  })
  @IsOptional()
  closed?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What else is to be known about these hours.' })
  @IsOptional()
  @Note()
  description?: string | null;
}

@InputType({ description: 'A number to ring.' })
export class PhoneInput {
  @Field(() => String, { description: 'As it is dialled, 40 characters at most.' })
  @PhoneNumber()
  number!: string;

  @Field(() => String, { nullable: true, description: 'To be dialled after it.' })
  @IsOptional()
  @PhoneNumber()
  extension?: string | null;

  @Field(() => String, { nullable: true, description: 'Who answers, and when.' })
  @IsOptional()
  @Line()
  description?: string | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags of what is spoken there.' })
  @IsOptional()
  @Languages()
  languages?: string[] | null;
}

@InputType({ description: 'Where it is, and how much of that others may know.' })
export class AddressInput {
  @Field(() => AddressVisibility, {
    description: 'FULL: the door may be known. AREA: a confidential place. HIDDEN: not even the area.',
  })
  @Allow()
  visibility!: AddressVisibility;

  @Field(() => ID, { nullable: true, description: 'The named area it lies in.' })
  @IsOptional()
  @Id()
  areaId?: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  @IsOptional()
  @Line()
  line?: string | null;

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  @IsOptional()
  @Line()
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or the like.' })
  @IsOptional()
  @Line()
  region?: string | null;

  @Field(() => String, { nullable: true, description: 'As it is written on letters.' })
  @IsOptional()
  @Line()
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Two-letter ISO 3166-1 code.' })
  @IsOptional()
  @Country()
  country?: string | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees north (WGS 84).' })
  @IsOptional()
  @Latitude()
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees east (WGS 84).' })
  @IsOptional()
  @Longitude()
  longitude?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where to meet when the door is not given. Everybody may read it, so it must not tell the door.',
  })
  @IsOptional()
  @Line()
  meetingPoint?: string | null;
}

@InputType({
  description: 'What the place promises: how to send a woman, what happens next, how soon it answers.',
})
export class HowToReferInput {
  @Field(() => String, { nullable: true, description: 'How to send her.' })
  @IsOptional()
  @Note()
  method?: string | null;

  @Field(() => String, { nullable: true, description: 'What happens then.' })
  @IsOptional()
  @Note()
  nextStep?: string | null;

  @Field(() => Int, { nullable: true, description: 'Within how many minutes it answers.' })
  @IsOptional()
  @NotNegative()
  respondsWithinMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Within how many days it says what became of her.' })
  @IsOptional()
  @NotNegative()
  feedbackWithinDays?: number | null;

  @Field(() => String, { nullable: true, description: 'The number to ring at night, 40 characters at most.' })
  @IsOptional()
  @PhoneNumber()
  nightPhone?: string | null;
}
