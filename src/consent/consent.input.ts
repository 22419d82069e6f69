import { Field, ID, InputType } from '@nestjs/graphql';
import { Allow, Equals, IsOptional } from 'class-validator';
import { Id, Key, Language, Purpose, ShortList } from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { ConsentMethod, SharedField } from './consent.type.js';

@InputType({
  description: 'What she agrees to. `expiresAt` is 90 days from now unless said, a year at most.',
})
export class GiveConsentInput {
  @Field(() => ID, { description: 'Whose consent it is.' })
  @Id()
  clientId!: string;

  @Field(() => ID, { description: 'The one organization it is made out to.' })
  @Id()
  receiverId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A listing of the receiver: narrows the consent to those who answer for it.',
  })
  @IsOptional()
  @Id()
  listingId?: string | null;

  @Field(() => String, { description: 'What it is for, in 3 to 500 characters.' })
  @Purpose()
  purpose!: string;

  @Field(() => [SharedField], { description: 'What may be handed over, and nothing else.' })
  @ShortList()
  fields!: SharedField[];

  @Field(() => ConsentMethod, { description: 'How she said it.' })
  @Allow()
  method!: ConsentMethod;

  @Field(() => Boolean, {
    description: 'She was told that she may refuse and keep every service; without that it is InvalidInput.',
  })
  @Equals(true, { message: 'Tell her first that she may refuse and keep every service; then say so here.' })
  toldSheMayRefuse!: boolean;

  @Field(() => String, { description: 'The language it was read to her in, a BCP 47 tag.' })
  @Language()
  language!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the receiver may read: 90 days from now unless said, a year at most.',
  })
  @IsOptional()
  expiresAt?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Instead of `expiresAt`: to the end of this plan of hers, as it is expected now, a year at most. Where the plan ends sooner, so does the consent; where it moves later, she is asked again.',
  })
  @IsOptional()
  @Id()
  untilEndOfPlanId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Makes a repeat harmless: the same key gives the first answer again; with another body it is InvalidInput at `key`.',
  })
  @IsOptional()
  @Key()
  key?: string | null;
}

@InputType({
  description:
    '`keepPlace`: stop sharing but leave the referral standing (her bed stays). Otherwise open referrals under it end.',
})
export class WithdrawConsentInput {
  @Field(() => ID, { description: 'The consent she takes back.' })
  @Id()
  id!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only the sharing stops and her place stays; false unless said.',
  })
  @IsOptional()
  keepPlace?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Every active consent of hers to the same receiver, in the same action: spoken is enough for all of them. False unless said; then `alsoActive` of the answer names those that still stand.',
  })
  @IsOptional()
  everyConsentToReceiver?: boolean | null;
}
