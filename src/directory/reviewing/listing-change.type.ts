import { createUnionType, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { StaffMember } from '../../identity/index.js';
import { DateTimeScalar, Forbidden, InvalidInput, PageInfo } from '../../platform/graphql/index.js';
import { AddressVisibility, Answer, EvidenceSource } from '../listing-enums.js';
import { HowToRefer, Phone, Schedule } from '../listing-parts.type.js';
import { Listing } from '../listing.type.js';

export const ListingChangeState = {
  WAITING: 'WAITING',
  ACCEPTED: 'ACCEPTED',
  REFUSED: 'REFUSED',
  AT_ONCE: 'AT_ONCE',
} as const;
export type ListingChangeState = (typeof ListingChangeState)[keyof typeof ListingChangeState];

registerEnumType(ListingChangeState, {
  name: 'ListingChangeState',
  description: 'Where a change of a listing stands.',
  valuesMap: {
    WAITING: { description: 'An administrator has not looked at it yet; what stood there before is still public.' },
    ACCEPTED: { description: 'An administrator looked at it, and it is true since.' },
    REFUSED: { description: 'An administrator sent it back; `note` may say why.' },
    AT_ONCE: { description: 'Nobody had to look at it: true from the moment it was said.' },
  },
});

@ObjectType({ description: 'One answer as it was said.' })
export class AnswerSaid {
  @Field(() => String, { description: 'Code of the attribute.' })
  code!: string;

  @Field(() => Answer, { description: 'What was said. UNKNOWN: nobody said, or it was taken back.' })
  answer!: Answer;

  @Field(() => String, { nullable: true, description: 'On what it depends, or what else is to be known.' })
  note!: string | null;
}

@ObjectType({ description: 'An address as it was said, for who may know the door.' })
export class AddressSaid {
  @Field(() => AddressVisibility, { description: 'How much of it everybody was to see.' })
  visibility!: AddressVisibility;

  @Field(() => String, { nullable: true, description: 'The named area; null where none was said.' })
  area!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  line!: string | null;

  @Field(() => String, { nullable: true, description: 'Town or city.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'State, province or the like.' })
  region!: string | null;

  @Field(() => String, { nullable: true, description: 'As it is written on letters.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Two-letter ISO 3166-1 code.' })
  country!: string | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees north (WGS 84).' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'The door, in degrees east (WGS 84).' })
  longitude!: number | null;

  @Field(() => String, { nullable: true, description: 'Where to meet when the door is not given.' })
  meetingPoint!: string | null;
}

@ObjectType({
  description: 'What one field of a listing said: one of these, by the kind of the field. All null: nobody said.',
})
export class ListingValue {
  @Field(() => String, { nullable: true, description: 'Of `name`, `description`, `cost`, `status`.' })
  text!: string | null;

  @Field(() => Int, { nullable: true, description: 'Of an age, in years.' })
  number!: number | null;

  @Field(() => [String], { nullable: true, description: 'Of `services` and `languages`.' })
  codes!: string[] | null;

  @Field(() => [AnswerSaid], { nullable: true, description: 'Of `attributes`: only those that the change is about.' })
  answers!: AnswerSaid[] | null;

  @Field(() => AddressSaid, {
    nullable: true,
    description: 'Of `address`. An administrator’s reading of a confidential one is an entry in the audit trail.',
  })
  address!: AddressSaid | null;

  @Field(() => [Schedule], { nullable: true, description: 'Of `schedules`.' })
  schedules!: Schedule[] | null;

  @Field(() => [Phone], { nullable: true, description: 'Of `phones`.' })
  phones!: Phone[] | null;

  @Field(() => HowToRefer, { nullable: true, description: 'Of `howToRefer`.' })
  howToRefer!: HowToRefer | null;
}

@ObjectType({ description: 'What somebody said about one field of a listing, beside what stood there.' })
export class ListingChange {
  @Field(() => ID, { description: 'Random and opaque. A new proposal for the same field has another.' })
  id!: string;

  @Field(() => Listing, { description: 'The listing, as it stands now.' })
  listing!: Listing;

  @Field(() => String, {
    description:
      'As in UpdateListingInput; `listing` where it is the whole of a new one, `status` where it was retired.',
  })
  field!: string;

  @Field(() => ListingValue, {
    nullable: true,
    description:
      'What stands there now while it waits, else what stood there until then; null where that was not kept.',
  })
  old!: ListingValue | null;

  @Field(() => ListingValue, { description: 'What was said.' })
  new!: ListingValue;

  @Field(() => EvidenceSource, {
    nullable: true,
    description:
      'Who said it: the place itself, the network, women who went there. Null in what was written before this was kept.',
  })
  source!: EvidenceSource | null;

  @Field(() => StaffMember, {
    nullable: true,
    description: 'Who wrote it. To a place its own people only; the network’s people stay unnamed to it.',
  })
  by!: StaffMember | null;

  @Field(() => DateTimeScalar, { description: 'When it was said.' })
  at!: string;

  @Field(() => ListingChangeState, { description: 'Where it stands.' })
  state!: ListingChangeState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it is true or was sent back; null while it waits.',
  })
  decidedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The administrator’s word on the decision; null where there is none.',
  })
  note!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the place said that it has read the decision; null until then.',
  })
  seenAt!: string | null;
}

@ObjectType({ description: 'One change and its place in the list.' })
export class ListingChangeEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => ListingChange, { description: 'The change.' })
  node!: ListingChange;
}

@ObjectType({ description: 'A page of changes.' })
export class ListingChangeConnection {
  @Field(() => [ListingChangeEdge], { description: 'The changes of this page.' })
  edges!: ListingChangeEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}

export const SeeListingDecisionResult = createUnionType({
  name: 'SeeListingDecisionResult',
  description: 'The change whose decision was read, or why nothing was written.',
  types: () => [ListingChange, InvalidInput, Forbidden] as const,
});
