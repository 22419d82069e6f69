import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { LeadsToHer } from '../identity/index.js';
import { Consent, SharedField } from '../consent/index.js';
import { Organization } from '../directory/index.js';
import { Forbidden, InvalidInput, Problem } from '../platform/graphql/index.js';
import { ReferralStatus, ReferralStep } from './journey-enums.js';
import { Referral } from './referral.type.js';

@ObjectType({
  description:
    'No active consent made out to this receiver, or it does not cover what was written for this referral. Nothing was sent.',
  implements: () => [Problem],
})
export class ConsentMissing extends Problem {
  @Field(() => Organization, { description: 'Whom consent must be made out to.' })
  receiver!: Organization;

  @Field(() => [SharedField], {
    description: 'What was written for this referral and consent does not cover.',
  })
  missing!: SharedField[];
}

@ObjectType({
  description: 'This reader may not take this step from where the referral stands. Nothing was written.',
  implements: () => [Problem],
})
export class StepNotAllowed extends Problem {
  @Field(() => ReferralStatus, { description: 'Where it stands.' })
  status!: ReferralStatus;

  @Field(() => [ReferralStep], { description: 'What this reader may do instead.' })
  allowedSteps!: ReferralStep[];
}

@ObjectType({
  description: 'Somebody took a step meanwhile; nothing was written. Look at `current` and decide again.',
  implements: () => [Problem],
})
@LeadsToHer()
export class StaleReferral extends Problem {
  @Field(() => Referral, { description: 'The referral as it stands now.' })
  current!: Referral;
}

@ObjectType({ description: 'She took her consent back, and the sharing has stopped.' })
@LeadsToHer()
export class ConsentWithdrawn {
  @Field(() => Consent, { description: 'The consent, withdrawn.' })
  consent!: Consent;

  @Field(() => [Referral], {
    description:
      'Referrals that ended with it. What was shared under it can be read in Alongside by nobody any more; what a receiver wrote down itself is not in our hands, and she is told so.',
  })
  ended!: Referral[];

  @Field(() => [Consent], {
    description: 'With `everyConsentToReceiver`: the others to the same receiver, withdrawn too.',
  })
  others!: Consent[];

  @Field(() => [Consent], {
    description:
      'Other consents of hers to the same receiver that still stand: what was sent under them it reads on. Ask her whether she means these too.',
  })
  alsoActive!: Consent[];
}

export const WithdrawConsentResult = createUnionType({
  name: 'WithdrawConsentResult',
  description: 'What ended with the consent, or that there is nothing here to withdraw.',
  types: () => [ConsentWithdrawn, Forbidden] as const,
});

export const DraftReferralResult = createUnionType({
  name: 'DraftReferralResult',
  description: 'The draft, or why there is none.',
  types: () => [Referral, InvalidInput, Forbidden] as const,
});

export const ReferralStepResult = createUnionType({
  name: 'ReferralStepResult',
  description: 'The referral after the step, or why the step was not taken; then nothing was written.',
  types: () => [Referral, ConsentMissing, StepNotAllowed, StaleReferral, InvalidInput, Forbidden] as const,
});

export const RecordHerWordResult = createUnionType({
  name: 'RecordHerWordResult',
  description: 'The referral with her word, or why it was not taken.',
  types: () => [Referral, InvalidInput, Forbidden] as const,
});
