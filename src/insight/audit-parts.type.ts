import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Reason } from '../referrals/index.js';

@ObjectType({ description: 'For one service, how many referrals of the cohort ended, or stand, for one reason.' })
export class ServiceReasonCount {
  @Field(() => String, { description: 'The service’s code.' })
  service!: string;

  @Field(() => String, { description: 'What people are shown for the service.' })
  name!: string;

  @Field(() => Reason, { description: 'The reason, and where it lies.' })
  reason!: Reason;

  @Field(() => Int, { description: 'Referrals with both; exact.' })
  count!: number;
}

@ObjectType({
  description:
    'What women said themselves, where the receiver said the same of what they got. Sums only, for who sent them; a receiver never reads it.',
})
export class HerWordRow {
  @Field(() => String, {
    description: 'What the receiver said: an outcome, `UNKNOWN` where it said nothing yet.',
  })
  key!: string;

  @Field(() => String, { description: 'What people are shown.' })
  name!: string;

  @Field(() => Int, { description: 'Referrals with this outcome.' })
  referrals!: number;

  @Field(() => Int, { description: 'Of these where something that she said is noted.' })
  heard!: number;

  @Field(() => Int, { description: 'She said that she got help.' })
  gotHelp!: number;

  @Field(() => Int, { description: 'She said that she got none.' })
  gotNoHelp!: number;

  @Field(() => Int, { description: 'She said that she was treated with respect.' })
  treatedWithRespect!: number;

  @Field(() => Int, { description: 'She said that she was not.' })
  notTreatedWithRespect!: number;

  @Field(() => Int, { description: 'She said that she would go there again.' })
  wouldReturn!: number;

  @Field(() => Int, { description: 'She said that she would not.' })
  wouldNotReturn!: number;
}

@ObjectType({ description: 'How many needs were met after so many referrals.' })
export class AttemptCount {
  @Field(() => Int, { description: 'Referrals, that by which she received it included.' })
  attempts!: number;

  @Field(() => Int, { description: 'Needs.' })
  count!: number;
}

@ObjectType({
  description:
    'Needs, not referrals: one referral and all that took its place are one need, and one that was met at the second place was met. Of needs whose first referral was sent in these days, whatever became of them later. Drafts and what was entered in error are no attempt.',
})
export class NeedCounts {
  @Field(() => Int, { description: 'Needs of the cohort.' })
  needs!: number;

  @Field(() => Int, { description: 'Of these met: outcome RECEIVED or PARTLY_RECEIVED at any of the places.' })
  met!: number;

  @Field(() => [AttemptCount], { description: 'Those met, by how many referrals it took; fewest first.' })
  attempts!: AttemptCount[];
}

@ObjectType({
  description:
    'How long it took, exact but for the scale: whole minutes up to two hours, ten minutes up to two days, hours up to thirty days, days beyond; each rounded down.',
})
export class CompletionTime {
  @Field(() => Int, { description: 'Referrals that came so far.' })
  count!: number;

  @Field(() => Float, { nullable: true, description: 'Half of them took no longer; null where there are none.' })
  median!: number | null;

  @Field(() => Float, { nullable: true, description: 'Nine of ten took no longer; null where there are none.' })
  ninetieth!: number | null;
}

@ObjectType({ description: 'How long it took from sending on.' })
export class CompletionTimes {
  @Field(() => CompletionTime, { description: 'Hours to the answer, nights and weekends included.' })
  hoursToAnswer!: CompletionTime;

  @Field(() => CompletionTime, {
    description:
      'Hours to the answer as its clock runs: for NOW and TODAY without a stop, for SOON and ROUTINE on the network’s working days only.',
  })
  hoursToAnswerOnTheClock!: CompletionTime;

  @Field(() => CompletionTime, { description: 'Days to her arrival.' })
  daysToArrival!: CompletionTime;

  @Field(() => CompletionTime, { description: 'Days until it was completed.' })
  daysToCompletion!: CompletionTime;
}
