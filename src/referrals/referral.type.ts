import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Client } from '../clients/index.js';
import { Listing, Organization } from '../directory/index.js';
import { ALL_BUT_TEAM, CarriesHer, EVERY_SIDE, For, StaffMember, WHILE_IT_IS_SHARED } from '../identity/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { ReferralStatus, ReferralStep } from './journey-enums.js';
import { Reason } from './reason.type.js';
import { Outcome, Urgency } from './referral-enums.js';
import { Handover, HerWord, ReferralEvent, ReferralMessage, SharedWithReceiver } from './referral-parts.type.js';

/** Keeps the decorators from emitting a reference to a class that is not there yet when they run. */
type Later<T> = T;

@ObjectType({
  description:
    'An assisted referral: a promise to go with a woman until she has been received. Both sides read the same one, each as much of it as is theirs to know.',
})
@CarriesHer()
export class Referral {
  @Field(() => ID, { description: 'Random and opaque.' })
  @For(...EVERY_SIDE)
  id!: string;

  @Field(() => Int, {
    description: 'Goes up with every step. Give back the one that was read when taking one.',
  })
  @For(...EVERY_SIDE)
  version!: number;

  @Field(() => String, {
    description:
      'The receiver’s name for her in this referral, random and different in every referral; she shows it on arrival.',
  })
  @For(...EVERY_SIDE)
  code!: string;

  @Field(() => ReferralStatus, { description: 'Where it stands; not why, and not what she got.' })
  @For(...EVERY_SIDE)
  status!: ReferralStatus;

  @Field(() => [String], {
    description: 'Codes of the services she is sent for. Empty to a colleague of her worker’s who said no purpose.',
  })
  @For(...ALL_BUT_TEAM)
  services!: string[];

  @Field(() => Urgency, { description: 'How soon she needs an answer.' })
  @For(...EVERY_SIDE)
  urgency!: Urgency;

  @Field(() => Organization, {
    description:
      'Who sends, as the receiver sees it: an organization may have a neutral name, so that its name alone does not tell.',
  })
  @For(...EVERY_SIDE)
  from!: Organization;

  @Field(() => Organization, {
    description:
      'Who receives. To a colleague of her worker’s who said no purpose: “…”, under an id that leads nowhere.',
  })
  @For(...EVERY_SIDE)
  to!: Organization;

  @Field(() => Listing, {
    nullable: true,
    description: 'The service at the place she is sent to; null to a colleague who said no purpose.',
  })
  @For(...ALL_BUT_TEAM)
  listing!: Listing | null;

  @Field(() => Client, { nullable: true, description: 'Null to the receiver.' })
  @For('HERS')
  client!: Client | null;

  @Field(() => StaffMember, {
    nullable: true,
    description: 'Her worker, to her own organization; null where nobody is, and to the receiver.',
  })
  @For('HERS', 'TEAM', 'MANAGER')
  walkedBy!: StaffMember | null;

  @Field(() => SharedWithReceiver, {
    nullable: true,
    description: 'Null to a receiver before it is sent and after consent ends.',
  })
  @For('HERS', 'RECEIVER')
  shared!: SharedWithReceiver | null;

  @Field(() => Handover, {
    nullable: true,
    description: 'Who goes with her and how. Null to a receiver before it is sent and after consent ends.',
  })
  @For('HERS', 'RECEIVER')
  handover!: Handover | null;

  @Field(() => Reason, {
    nullable: true,
    description:
      'Why it stands there. To the other side: only the reasons of DECLINE, TURN_AWAY, EXPIRE and of CLOSE by the receiver.',
  })
  @For(...ALL_BUT_TEAM)
  reason!: Reason | null;

  @Field(() => Outcome, {
    nullable: true,
    description: 'What she got, said by the receiver; null until it is completed.',
  })
  @For(...ALL_BUT_TEAM)
  outcome!: Outcome | null;

  @Field(() => HerWord, {
    nullable: true,
    description: 'What she says herself, kept apart from what the receiver says. Null to the receiver.',
  })
  @For('HERS')
  herWord!: HerWord | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'An answer, or later word of what became of her, is due by then; null while no clock runs.',
  })
  @For(...EVERY_SIDE)
  respondBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'It is too late for her after this.' })
  @For(...WHILE_IT_IS_SHARED)
  deadline!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'She needs it from this day on (release, due date): the answer clock starts in time for it, not today.',
  })
  @For(...WHILE_IT_IS_SHARED)
  neededFrom!: string | null;

  @Field(() => Boolean, { description: '`respondBy` has passed.' })
  @For(...EVERY_SIDE)
  overdue!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When she is expected there.' })
  @For(...EVERY_SIDE)
  appointmentAt!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the receiver looks at its waiting list again.',
  })
  @For(...EVERY_SIDE)
  lookAgainOn!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The receiver keeps a place for her until then.',
  })
  @For(...EVERY_SIDE)
  holdUntil!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'On which condition the receiver said yes; null where there was none, or consent has ended.',
  })
  @For('HERS', 'RECEIVER')
  condition!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'The receiver asked the sender something, and the answer is due by then; null where no question waits. Meanwhile the receiver is not taken to be silent.',
  })
  @For(...EVERY_SIDE)
  questionDueBy!: string | null;

  @Field(() => [ReferralEvent], {
    description: 'What happened, oldest first. Notes stay on the side that wrote them.',
  })
  @For(...EVERY_SIDE)
  timeline!: ReferralEvent[];

  @Field(() => [ReferralMessage], {
    description: 'Both sides, while consent stands; encrypted like what was shared. Oldest first.',
  })
  @For('HERS', 'RECEIVER')
  messages!: ReferralMessage[];

  @Field(() => Referral, {
    nullable: true,
    description: 'The earlier try that this one stands in for. Null unless this reader may read that referral too.',
  })
  @For(...ALL_BUT_TEAM)
  replaces!: Later<Referral> | null;

  @Field(() => Referral, {
    nullable: true,
    description: 'The later try that stands in for this one. Null unless this reader may read that referral too.',
  })
  @For(...ALL_BUT_TEAM)
  replacedBy!: Later<Referral> | null;

  @Field(() => [ReferralStep], {
    description: 'The steps that this reader may take now. The server enforces the same table.',
  })
  @For(...EVERY_SIDE)
  allowedSteps!: ReferralStep[];
}
