import { createUnionType, Field, ID, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, Forbidden, InvalidInput } from '../../platform/graphql/index.js';
import { CredentialRefused } from '../credential-refused.type.js';
import { AccountReady } from '../staff/staff-results.type.js';
import { StaffMember } from '../staff-member.type.js';

@ObjectType({ description: 'Somebody cannot sign in any more; one person has asked, and a second must approve.' })
export class Recovery {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => StaffMember, { description: 'Who cannot sign in.' })
  staff!: StaffMember;

  @Field(() => StaffMember, { nullable: true, description: 'Who asked; null for whoever runs the server.' })
  askedBy!: StaffMember | null;

  @Field(() => DateTimeScalar, { description: 'When it was asked.' })
  askedAt!: string;

  @Field(() => DateTimeScalar, { description: 'It lapses then.' })
  expiresAt!: string;

  @Field(() => Boolean, {
    description: 'Her authenticator is said to be lost too, and would be removed. Make sure that it is she who asks.',
  })
  secondFactorToo!: boolean;
}

@ObjectType({ description: 'It waits for a second person now.' })
export class RecoveryAsked {
  @Field(() => Recovery, { description: 'What was asked.' })
  recovery!: Recovery;

  @Field(() => String, {
    description:
      'Tell it to her yourself, and to nobody else: the link of the second person does nothing without it. Told once.',
  })
  word!: string;
}

@ObjectType({ description: 'The second person has approved.' })
export class RecoveryApproved {
  @Field(() => String, {
    description:
      'Hand it to her yourself. It works once, with the word that the first person told her. Told once, kept as a hash only.',
  })
  link!: string;

  @Field(() => DateTimeScalar, { description: 'The link works until then.' })
  expiresAt!: string;
}

export const AskRecoveryResult = createUnionType({
  name: 'AskRecoveryResult',
  description: 'The request and its word, or a refusal.',
  types: () => [RecoveryAsked, Forbidden] as const,
});

export const ApproveRecoveryResult = createUnionType({
  name: 'ApproveRecoveryResult',
  description: 'The link, or a refusal: who asked, and who is meant, cannot approve.',
  types: () => [RecoveryApproved, Forbidden] as const,
});

export const RecoverAccountResult = createUnionType({
  name: 'RecoverAccountResult',
  description: 'Her account, or why the link, the word or the password will not do.',
  types: () => [AccountReady, CredentialRefused, InvalidInput] as const,
});
