import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { CarriesNobody } from '../identity/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { AddressVisibility, Answer, EvidenceSource, Freshness } from './listing-enums.js';

@ObjectType({ description: 'One answer about a place: who is welcome there, and how it is.' })
@CarriesNobody()
export class ListingAttribute {
  @Field(() => String, { description: 'Code from the taxonomy, e.g. `accepts-children`.' })
  code!: string;

  @Field(() => Answer, {
    description: 'Unknown is never yes and never no. DEPENDS also while it is being checked.',
  })
  answer!: Answer;

  @Field(() => String, { nullable: true, description: 'On what it depends, or what else is to be known.' })
  note!: string | null;

  @Field(() => EvidenceSource, { nullable: true, description: 'Who said it; null where nobody did.' })
  source!: EvidenceSource | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last confirmed; null where it never was.',
  })
  confirmedAt!: string | null;

  @Field(() => Freshness, { description: 'How far it can still be relied on.' })
  freshness!: Freshness;
}

@ObjectType({ description: 'One rule of a place’s hours, on the wall clock of its own time zone.' })
export class Schedule {
  @Field(() => [String], {
    description: 'Weekdays it holds for, as iCalendar writes them: MO TU WE TH FR SA SU.',
  })
  byday!: string[];

  @Field(() => String, {
    nullable: true,
    description: '`HH:MM`; null when closed, or where the hour is not known.',
  })
  opensAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`HH:MM`; at or before `opensAt` it means the next morning, and `24:00` is the end of the day.',
  })
  closesAt!: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name; null means the network’s own time zone.' })
  timezone!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day it holds; null: since ever.' })
  validFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day it holds, itself included; null: until further notice.',
  })
  validTo!: string | null;

  @Field(() => Boolean, { description: 'For women only at these hours.' })
  womenOnly!: boolean;

  @Field(() => Boolean, { description: 'Closed on these days while it holds, whatever other rules say.' })
  closed!: boolean;

  @Field(() => String, { nullable: true, description: 'What else is to be known about these hours.' })
  description!: string | null;
}

@ObjectType({
  description:
    'Where it is, as far as this reader may know. What she may not know is null and cannot be told from what nobody said.',
})
export class Address {
  @Field(() => AddressVisibility, { description: 'How much of it this reader sees.' })
  visibility!: AddressVisibility;

  @Field(() => AddressVisibility, {
    nullable: true,
    description:
      'How much of it others see: who does not work there, does not run the network, and has no referral that the place accepted. Told its own staff and administrators only, who see all of it themselves; null to everybody else.',
  })
  visibilityToOthers!: AddressVisibility | null;

  @Field(() => String, {
    nullable: true,
    description: 'The named area; null when hidden, or where none is known.',
  })
  area!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number; only with FULL.' })
  line!: string | null;

  @Field(() => String, { nullable: true, description: 'Only with FULL.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or the like; only with FULL.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'Only with FULL.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Two-letter ISO 3166-1 code; only with FULL.' })
  country!: string | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees north (WGS 84); only with FULL.' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees east (WGS 84); only with FULL.' })
  longitude!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where to meet when the door is not given: a pick-up point, a phone first.',
  })
  meetingPoint!: string | null;
}

@ObjectType({ description: 'A number to ring.' })
export class Phone {
  @Field(() => String, { description: 'As it is dialled.' })
  number!: string;

  @Field(() => String, { nullable: true, description: 'To be dialled after it.' })
  extension!: string | null;

  @Field(() => String, { nullable: true, description: 'Who answers, and when.' })
  description!: string | null;

  @Field(() => [String], { description: 'BCP 47 tags of what is spoken there; empty where nobody said.' })
  languages!: string[];
}

@ObjectType({
  description:
    'What the place itself promised: how to send a woman, what happens next, how soon it answers, day and night. Null where it promised nothing.',
})
export class HowToRefer {
  @Field(() => String, { nullable: true, description: 'How to send her.' })
  method!: string | null;

  @Field(() => String, { nullable: true, description: 'What happens then.' })
  nextStep!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Within how many minutes it answers; the answer clock starts from it.',
  })
  respondsWithinMinutes!: number | null;

  @Field(() => Int, { nullable: true, description: 'Within how many days it says what became of her.' })
  feedbackWithinDays!: number | null;

  @Field(() => String, { nullable: true, description: 'The number to ring at night.' })
  nightPhone!: string | null;
}

@ObjectType({
  description:
    'The last word on places free, less what was held since; who gave it and until when it counts (hours, not days).',
})
export class Capacity {
  @Field(() => Int, {
    nullable: true,
    description: 'Places free; a held one counts again when its time is over. Null where not said.',
  })
  placesFree!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Places free for a woman with children; null where not said.',
  })
  familyPlacesFree!: number | null;

  @Field(() => Boolean, { description: 'She can be put on a list and wait.' })
  waitlistOpen!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was said.' })
  saidAt!: string;

  @Field(() => EvidenceSource, { description: 'Who said it.' })
  saidBy!: EvidenceSource;

  @Field(() => DateTimeScalar, { description: 'Until when it counts.' })
  validUntil!: string;

  @Field(() => Boolean, { description: 'It counts no longer: call first.' })
  stale!: boolean;
}

@ObjectType({
  description:
    'What happened to women sent here, in words, from five different women or calls on: never a count, never finer than a quarter.',
})
export class ListingExperience {
  @Field(() => String, { description: 'Code of the reason behind it, e.g. `drug-use`.' })
  code!: string;

  @Field(() => String, { description: 'In words, e.g. “has turned women away for drug use”.' })
  statement!: string;

  @Field(() => String, { description: 'The quarter since which it can be said, e.g. `2026-Q1`.' })
  sinceQuarter!: string;
}
