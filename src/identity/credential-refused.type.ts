import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Problem } from '../platform/graphql/index.js';

@ObjectType({
  description:
    'A password, a code or a link that is not right. One answer for a link that never was, was used, has lapsed, lacks its word, or is tried too often.',
  implements: () => [Problem],
})
export class CredentialRefused extends Problem {
  /** `what` was not right, in words. */
  static because(what: string, retryAfterSeconds: number | null): CredentialRefused {
    return Object.assign(new CredentialRefused(), { message: what, retryAfterSeconds });
  }

  @Field(() => Int, {
    nullable: true,
    description:
      'Seconds until another try is looked at; null when it may come at once. Nobody is locked out for good.',
  })
  retryAfterSeconds!: number | null;
}
