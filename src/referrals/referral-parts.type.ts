import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { AgeBand, Pregnancy, SafeContact } from '../clients/index.js';
import { Organization } from '../directory/index.js';
import { ALL_BUT_TEAM, CarriesHer, EVERY_SIDE, For, Role, type RoleValue } from '../identity/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { Assistance, Companion, Transport } from './handover-enums.js';
import { ReferralStatus, ReferralStep } from './journey-enums.js';
import { Reason } from './reason.type.js';
import { AnswerChannel, MessageKind } from './referral-enums.js';

@ObjectType({
  description:
    'Exactly what crosses over: the fields her consent names, and nothing else. Frozen at sending. Null: not named, or she did not say.',
})
@CarriesHer('HERS', 'RECEIVER')
export class SharedWithReceiver {
  @Field(() => AgeBand, { nullable: true, description: 'With AGE_BAND.' })
  ageBand!: AgeBand | null;

  @Field(() => Pregnancy, { nullable: true, description: 'With PREGNANCY.' })
  pregnancy!: Pregnancy | null;

  @Field(() => String, {
    nullable: true,
    description: 'The month the child is due, `YYYY-MM`. With PREGNANCY.',
  })
  dueMonth!: string | null;

  @Field(() => [Int], { nullable: true, description: 'In years; empty: no children. With CHILDREN.' })
  childrenAges!: number[] | null;

  @Field(() => [String], { nullable: true, description: 'BCP 47 tags of what she speaks. With LANGUAGES.' })
  languages!: string[] | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day a medicine that must not stop runs out. With MEDICINE.',
  })
  medicineRunsOutOn!: string | null;

  @Field(() => [String], { nullable: true, description: 'The needs written for this referral. With NEEDS.' })
  needs!: string[] | null;

  @Field(() => SafeContact, {
    nullable: true,
    description: 'How she may be reached. With SAFE_CONTACT. NONE while she is in custody, to whomever it was given.',
  })
  safeContact!: SafeContact | null;

  @Field(() => String, { nullable: true, description: 'The note written for this referral. With NOTE.' })
  note!: string | null;
}

@ObjectType({
  description:
    'The warm part: who goes with her, how she gets there, who has the children meanwhile, where they meet, whom the receiver calls back. Null: not settled yet.',
})
@CarriesHer('HERS', 'RECEIVER')
export class Handover {
  @Field(() => Assistance, { description: 'How far the worker walks with her.' })
  assistance!: Assistance;

  @Field(() => Companion, { nullable: true, description: 'Who goes with her.' })
  companion!: Companion | null;

  @Field(() => Transport, { nullable: true, description: 'How she gets there.' })
  transport!: Transport | null;

  @Field(() => Boolean, { nullable: true, description: 'Somebody has the children meanwhile.' })
  childcareArranged!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Where they meet.' })
  meetingPoint!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they meet.' })
  meetAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom the receiver calls back, and on which number.' })
  callBack!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'She was still accompanied when she was received.' })
  stillWithHerWhenReceived!: boolean | null;
}

@ObjectType({
  description:
    'One thing that happened to a referral. Notes, and reasons that are not for the other side, stay where they were written.',
})
@CarriesHer()
export class ReferralEvent {
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  @For(...EVERY_SIDE)
  at!: string;

  @Field(() => DateTimeScalar, {
    description: 'When it happened, as whoever recorded it said; else the same as `at`.',
  })
  @For(...EVERY_SIDE)
  effectiveAt!: string;

  @Field(() => ReferralStep, {
    nullable: true,
    description: 'The step; null where something was noted without one.',
  })
  @For(...EVERY_SIDE)
  step!: ReferralStep | null;

  @Field(() => Organization, {
    nullable: true,
    description: 'The organization that did it; null where the system did.',
  })
  @For(...EVERY_SIDE)
  byOrganization!: Organization | null;

  @Field(() => Role, {
    nullable: true,
    description: 'In which role; never who. Null where the system did it.',
  })
  @For(...EVERY_SIDE)
  byRole!: RoleValue | null;

  @Field(() => Boolean, {
    description: 'The referrer recorded the receiver’s answer, and this says so for good.',
  })
  @For(...EVERY_SIDE)
  onBehalfOfReceiver!: boolean;

  @Field(() => AnswerChannel, {
    nullable: true,
    description: 'How an answer recorded on behalf of the receiver came; else null.',
  })
  @For(...EVERY_SIDE)
  answeredBy!: AnswerChannel | null;

  @Field(() => ReferralStatus, { description: 'Where the referral stood after it.' })
  @For(...EVERY_SIDE)
  status!: ReferralStatus;

  @Field(() => Reason, { nullable: true, description: 'Why, where this reader may know it.' })
  @For(...ALL_BUT_TEAM)
  reason!: Reason | null;

  @Field(() => String, { nullable: true, description: 'Only to the side that wrote it.' })
  @For('HERS', 'RECEIVER')
  note!: string | null;
}

@ObjectType({
  description: 'A message between the two sides. Readable while consent stands, and encrypted like what was shared.',
})
@CarriesHer('HERS', 'RECEIVER')
export class ReferralMessage {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => MessageKind, { description: 'What it is.' })
  kind!: MessageKind;

  @Field(() => ID, { nullable: true, description: 'ANSWER: the question that it answers; else null.' })
  answerTo!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  at!: string;

  @Field(() => Organization, { description: 'The side that wrote it, as the other side knows it.' })
  from!: Organization;

  @Field(() => String, {
    nullable: true,
    description: 'What it says; null once consent has ended and it can be read no more.',
  })
  text!: string | null;
}

@ObjectType({
  description:
    'What she says herself, kept apart from what the receiver says, and never shown to the receiver. Null: she did not say.',
})
@CarriesHer('HERS')
export class HerWord {
  @Field(() => Boolean, { nullable: true, description: 'She got help.' })
  gotHelp!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She was treated with respect.' })
  treatedWithRespect!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'She would go there again.' })
  wouldReturn!: boolean | null;

  @Field(() => DateTimeScalar, { description: 'When it was noted.' })
  notedAt!: string;
}
