import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CarriesHer } from '../identity/index.js';
import { Listing, Organization } from '../directory/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import type { SharedFieldValue, ConsentMethodValue } from './consent-terms.js';

export const SharedField = {
  AGE_BAND: 'AGE_BAND',
  PREGNANCY: 'PREGNANCY',
  CHILDREN: 'CHILDREN',
  LANGUAGES: 'LANGUAGES',
  MEDICINE: 'MEDICINE',
  NEEDS: 'NEEDS',
  SAFE_CONTACT: 'SAFE_CONTACT',
  NOTE: 'NOTE',
} as const satisfies { [V in SharedFieldValue]: V };
export type SharedField = SharedFieldValue;

registerEnumType(SharedField, {
  name: 'SharedField',
  description: 'What may be handed over. What is not named here never leaves her own organization.',
  valuesMap: {
    AGE_BAND: { description: 'Her age band.' },
    PREGNANCY: { description: 'Whether she is pregnant, and the month the child is due.' },
    CHILDREN: { description: 'Her children’s ages.' },
    LANGUAGES: { description: 'What she speaks.' },
    MEDICINE: { description: 'The day a medicine that must not stop runs out.' },
    NEEDS: { description: 'The needs written for this referral.' },
    SAFE_CONTACT: { description: 'How she may be reached.' },
    NOTE: { description: 'The note written for this referral.' },
  },
});

export const ConsentMethod = { SPOKEN: 'SPOKEN', WRITTEN: 'WRITTEN', DIGITAL: 'DIGITAL' } as const satisfies {
  [V in ConsentMethodValue]: V;
};
export type ConsentMethod = ConsentMethodValue;

registerEnumType(ConsentMethod, {
  name: 'ConsentMethod',
  description: 'How she said it.',
  valuesMap: {
    SPOKEN: { description: 'Aloud, to her worker.' },
    WRITTEN: { description: 'On paper.' },
    DIGITAL: { description: 'On a screen, herself.' },
  },
});

@ObjectType({
  description:
    'One consent, one receiver, one purpose. At `expiresAt` the receiver can read no more until she renews; nothing else happens to her place. Withdrawn: see WithdrawConsentInput.',
})
@CarriesHer('HERS')
export class Consent {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => Organization, { description: 'Who may read, and nobody else.' })
  receiver!: Organization;

  @Field(() => Listing, { nullable: true, description: 'Narrows it to those who answer for this listing.' })
  listing!: Listing | null;

  @Field(() => String, { description: 'What it is for, in words.' })
  purpose!: string;

  @Field(() => [SharedField], { description: 'What may be handed over, and nothing else.' })
  fields!: SharedField[];

  @Field(() => ConsentMethod, { description: 'How she said it.' })
  method!: ConsentMethod;

  @Field(() => Boolean, {
    description: 'She was told that she may refuse and keep every service. A consent without this is refused.',
  })
  toldSheMayRefuse!: boolean;

  @Field(() => String, { description: 'Which wording was read to her.' })
  statementVersion!: string;

  @Field(() => String, { description: 'The language it was read to her in, a BCP 47 tag.' })
  language!: string;

  @Field(() => DateTimeScalar, { description: 'When she gave it.' })
  givenAt!: string;

  @Field(() => DateTimeScalar, {
    description: 'The receiver can read no more from then on, until she renews. It ends no referral and takes no bed.',
  })
  expiresAt!: string;

  @Field(() => Boolean, {
    description:
      'Given until the end of a plan of hers: it expires with the plan, or at `expiresAt` if that is sooner.',
  })
  untilEndOfPlan!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When she took it back; null while she has not.',
  })
  withdrawnAt!: string | null;

  @Field(() => Boolean, { description: 'Neither expired nor withdrawn.' })
  active!: boolean;
}
