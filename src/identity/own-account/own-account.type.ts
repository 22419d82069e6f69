import { createUnionType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, InvalidInput } from '../../platform/graphql/index.js';
import { CredentialRefused } from '../credential-refused.type.js';

@ObjectType({ description: 'One of the reader’s own sessions. Neither device nor place is kept.' })
export class OpenSession {
  @Field(() => ID, { description: 'To end it by; it opens nothing.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When she signed in.' })
  beganAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it was last used, to the minute.' })
  lastUsedAt!: string;

  @Field(() => DateTimeScalar, { description: 'It ends then at the latest; sooner when it lies idle for 15 minutes.' })
  expiresAt!: string;

  @Field(() => Boolean, { description: 'This is asked from it.' })
  current!: boolean;
}

@ObjectType({ description: 'The new password is in force.' })
export class PasswordChanged {
  @Field(() => Int, { description: 'So many of her other sessions have ended with the old one.' })
  sessionsEnded!: number;
}

@ObjectType({
  description: 'What goes into the authenticator, shown once. It is in force once a code of it was given.',
})
export class SecondFactorBegun {
  @Field(() => String, { description: 'For typing: base 32, six digits, thirty seconds, SHA-1.' })
  secret!: string;

  @Field(() => String, { description: 'The same as an `otpauth:` address, to be shown as a QR code.' })
  uri!: string;
}

@ObjectType({ description: 'The authenticator is in force; her other sessions have ended.' })
export class SecondFactorEnrolled {
  @Field(() => [String], {
    description:
      'For the day on which it is lost: each is taken once in place of its code. Shown only now; those of an earlier one are over.',
  })
  recoveryCodes!: string[];
}

export const ChangePasswordResult = createUnionType({
  name: 'ChangePasswordResult',
  description: 'The change, or what was not right.',
  types: () => [PasswordChanged, CredentialRefused, InvalidInput] as const,
});

export const EnrolSecondFactorResult = createUnionType({
  name: 'EnrolSecondFactorResult',
  description: 'What goes into the authenticator, or what was not right.',
  types: () => [SecondFactorBegun, CredentialRefused] as const,
});

export const ConfirmSecondFactorResult = createUnionType({
  name: 'ConfirmSecondFactorResult',
  description: 'It is in force, or the code was not right.',
  types: () => [SecondFactorEnrolled, CredentialRefused] as const,
});
