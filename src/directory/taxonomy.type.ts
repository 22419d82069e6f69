import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A word of the network: a stable code and the name people are shown.' })
export class Term {
  @Field(() => String, {
    description: 'Stable: never reused and never renamed, only retired. E.g. `shelter`.',
  })
  code!: string;

  @Field(() => String, { description: 'In the language that was asked for, else the network’s own.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the group it stands under; null for a group itself, and where it stands alone.',
  })
  group!: string | null;
}

/** `referrals` adds `reasons`. */
@ObjectType({ description: 'The words that everything here is said in.' })
export class Taxonomy {
  /** The language that was asked for; for the features that add their own terms. */
  language!: string;

  @Field(() => [Term], {
    description: 'Groups of services. A group’s code may stand wherever services are searched for.',
  })
  groups!: Term[];

  @Field(() => [Term], { description: 'What a place can offer; `group` says where it belongs.' })
  services!: Term[];

  @Field(() => [Term], {
    description: 'What makes a place good to come to: who is welcome, privacy, threshold; `group` is the theme.',
  })
  attributes!: Term[];
}
