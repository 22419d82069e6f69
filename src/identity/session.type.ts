import { createUnionType, Field, Int, ObjectType } from '@nestjs/graphql';
import { Problem } from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { StaffMember } from './staff-member.type.js';

@ObjectType({ description: 'She is signed in. A new session at every sign-in; signing out ends it at once.' })
export class Session {
  @Field(() => String, {
    nullable: true,
    description:
      'Goes into `Authorization: Bearer`; null when a cookie was asked for. Given once, and kept here as a hash only.',
  })
  token!: string | null;

  @Field(() => DateTimeScalar, {
    description: 'It ends then at the latest; sooner when it lies idle, or when her role or password changes.',
  })
  expiresAt!: string;

  @Field(() => StaffMember, { description: 'Who is signed in.' })
  staff!: StaffMember;

  @Field(() => Boolean, {
    description:
      'Her role needs an authenticator and she has none yet: until she has enrolled one (`enrolSecondFactor`, `confirmSecondFactor`) everything else answers FORBIDDEN.',
  })
  mustEnrol!: boolean;
}

@ObjectType({
  description: 'The password is right and the code from the authenticator is still to come: ask again with `code`.',
  implements: () => [Problem],
})
export class SecondFactorNeeded extends Problem {}

@ObjectType({
  description: 'One answer for a wrong password, an unknown address and a slowed account.',
  implements: () => [Problem],
})
export class SignInRefused extends Problem {
  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds until another try is looked at; null when it may come at once. Nobody is locked out for good.',
  })
  retryAfterSeconds!: number | null;
}

export const SignInResult = createUnionType({
  name: 'SignInResult',
  description: 'She is signed in, or is asked for her second factor, or is refused.',
  types: () => [Session, SecondFactorNeeded, SignInRefused] as const,
});
