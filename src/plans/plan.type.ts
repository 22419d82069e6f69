import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { Client } from '../clients/index.js';
import { Organization } from '../directory/index.js';
import { CarriesHer, StaffMember } from '../identity/index.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/index.js';
import { Referral } from '../referrals/index.js';
import { PlanDateIs, PlanEvent, PlanStepKind, PlanStepState } from './plan-enums.js';
import { PlanTerm } from './plan-template.type.js';

/** Keeps the decorators from emitting a reference to a class that is not there yet when they run. */
type Later<T> = T;

@ObjectType({ description: 'One step of a plan: a referral, or something to look after.' })
@CarriesHer('HERS')
export class PlanStep {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => ID, { description: 'The plan that it belongs to.' })
  planId!: string;

  @Field(() => String, { nullable: true, description: 'Of the template; null where it was added for her alone.' })
  code!: string | null;

  @Field(() => String, { description: 'What it is; of the template’s steps in the language that was asked for.' })
  name!: string;

  @Field(() => PlanStepKind, { description: 'What it asks for.' })
  kind!: PlanStepKind;

  @Field(() => [String], { description: 'Codes of the services that a referral for it can be for.' })
  services!: string[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day it is due; null while it waits for something to happen.',
  })
  dueOn!: string | null;

  @Field(() => DateScalar, {
    description: 'The same, and while it waits the day on which it would be due as things stand.',
  })
  expectedOn!: string;

  @Field(() => PlanEvent, {
    nullable: true,
    description: 'What must be said to have happened first; null where nothing.',
  })
  waitsFor!: PlanEvent | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'From this day on there is something to do for it; null while there is not.',
  })
  actFrom!: string | null;

  @Field(() => Boolean, {
    description: 'Still open after the day it was due (network time zone), and the plan is not over.',
  })
  overdue!: boolean;

  @Field(() => PlanStepState, { description: 'Whether it is still to be done.' })
  state!: PlanStepState;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was done, or she got it.' })
  doneOn!: string | null;

  @Field(() => PlanTerm, { nullable: true, description: 'Why it was left out.' })
  skipped!: PlanTerm | null;

  @Field(() => String, {
    nullable: true,
    description: 'What was noted when it was done or left out. Sealed under her key.',
  })
  note!: string | null;

  @Field(() => Referral, { nullable: true, description: 'The last try for it; null where nobody referred yet.' })
  referral!: Later<Referral> | null;

  @Field(() => Boolean, {
    description:
      'Who was to receive her has answered, and what she needs has moved to another day since: tell them. Those who had not answered read the new day themselves.',
  })
  answeredForAnotherDay!: boolean;
}

@ObjectType({ description: 'A day that a plan hung on, or on which it happened.' })
@CarriesHer('HERS')
export class PlanDateChange {
  @Field(() => DateScalar, { nullable: true, description: 'The day; null: it had not happened after all.' })
  date!: string | null;

  @Field(() => Boolean, { description: 'It happened then; else it was expected then.' })
  happened!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was written down.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'By whom; null where she works here no longer.' })
  by!: StaffMember | null;

  @Field(() => String, { nullable: true, description: 'Why it moved. Sealed under her key.' })
  note!: string | null;
}

@ObjectType({
  description:
    'She is in custody, until a worker says that she is out: no day that passes ends it. Meanwhile no way to reach her crosses to any receiver, and it reads as NONE to everybody but her worker; a place of custody reads code, service, urgency and dates of a referral, and nothing else; her record is closed to managers, and in a place of custody to all but her worker.',
})
@CarriesHer('HERS')
export class PlanCustody {
  @Field(() => Organization, { nullable: true, description: 'Where; null where it is not named.' })
  facility!: Organization | null;

  @Field(() => Boolean, {
    description: 'The day of release has passed and nobody has said that she is out: ask, and say it or move the day.',
  })
  releaseToConfirm!: boolean;
}

@ObjectType({
  description:
    'Steps that serve one aim of hers, counted from a day that may move. Read by whom her record is open to; to everybody else it is not there. No receiver learns that there is one.',
})
@CarriesHer('HERS')
export class Plan {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Int, { description: 'Goes up with every change. Give back the one that was read when acting.' })
  version!: number;

  @Field(() => String, { description: 'Of the template that it was started from.' })
  templateCode!: string;

  @Field(() => String, { description: 'What it is for, in the language that was asked for.' })
  name!: string;

  @Field(() => Client, { description: 'Whose it is.' })
  client!: Client;

  @Field(() => PlanDateIs, { description: 'What `date` is.' })
  dateIs!: PlanDateIs;

  @Field(() => DateScalar, {
    description: 'The day that it hangs on, as it was last expected; of a month its first day.',
  })
  date!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which it happened; null until a worker says so.',
  })
  happenedOn!: string | null;

  @Field(() => [PlanDateChange], { description: 'Every day that it hung on, who said so and when, oldest first.' })
  dates!: PlanDateChange[];

  @Field(() => PlanCustody, { nullable: true, description: 'Null where she is not in custody by this plan.' })
  custody!: PlanCustody | null;

  @Field(() => [PlanStep], { description: 'All steps, by day.' })
  steps!: PlanStep[];

  @Field(() => [PlanStep], { description: 'The next three that are open and have a day; none once it is over.' })
  next!: PlanStep[];

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  startedAt!: string;

  @Field(() => DateScalar, { description: 'Its last day as far as it is known now.' })
  endsOn!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was over; null while it goes on. What is kept of her counts its time from her last one.',
  })
  endedAt!: string | null;

  @Field(() => PlanTerm, { nullable: true, description: 'How it ended; `entered-in-error` where it never was hers.' })
  end!: PlanTerm | null;
}
