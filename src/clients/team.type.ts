import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'What the reader’s own organization decided for its team.' })
export class TeamSettings {
  @Field(() => Boolean, {
    description:
      'Its caseworkers see each other’s referrals in their lists, by code, status and what is due, never what is hers. True unless the team decided otherwise. False: only those of women whose worker the reader is, or whom she opened with a purpose in this shift; managers see all by code.',
  })
  teamInbox!: boolean;
}
