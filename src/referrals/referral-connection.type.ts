import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LeadsToHer } from '../identity/index.js';
import { PageInfo } from '../platform/graphql/index.js';
import { Referral } from './referral.type.js';

@ObjectType({ description: 'One referral and its place in the list.' })
@LeadsToHer()
export class ReferralEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => Referral, { description: 'The referral.' })
  node!: Referral;
}

@ObjectType({ description: 'A page of referrals.' })
@LeadsToHer()
export class ReferralConnection {
  @Field(() => [ReferralEdge], { description: 'The referrals of this page.' })
  edges!: ReferralEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many there are on all pages together.' })
  totalCount!: number;
}
