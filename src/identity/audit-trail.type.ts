import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PageInfo } from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { StaffMember } from './staff-member.type.js';

@ObjectType({
  description:
    'Who did or read what. Append-only, one chain for each organization; each entry’s hash covers the one before it, so that a removed or changed entry shows. Says that something was read or written, never what it said.',
})
export class AuditEntry {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was recorded, together with the act itself.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Who did it; null where the system did.' })
  actor!: StaffMember | null;

  @Field(() => String, { description: 'What was done, as a stable name.' })
  action!: string;

  @Field(() => String, { description: 'What kind of thing it was done to.' })
  subjectType!: string;

  @Field(() => ID, { description: 'The id of what it was done to.' })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The reason that was given for looking; null where none was asked for.',
  })
  purpose!: string | null;

  @Field(() => String, {
    description: 'SHA-256 over this entry and the hash before it, in hexadecimal digits.',
  })
  hash!: string;
}

@ObjectType({ description: 'One entry of the trail and its place in it.' })
export class AuditEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => AuditEntry, { description: 'The entry.' })
  node!: AuditEntry;
}

@ObjectType({ description: 'A page of the audit trail, newest first.' })
export class AuditConnection {
  @Field(() => [AuditEdge], { description: 'The entries of this page.' })
  edges!: AuditEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

@ObjectType({ description: 'What came of computing an organization’s whole chain again.' })
export class AuditVerification {
  @Field(() => Boolean, { description: 'Every entry is there, unchanged and in its place.' })
  intact!: boolean;

  @Field(() => Int, { description: 'How many entries were looked at.' })
  entries!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The first entry that does not follow from the one before it; null where the chain is intact.',
  })
  firstBroken!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of the first entry that is not as it was written, also where nothing stands in its place; null where the chain is intact.',
  })
  firstBrokenPosition!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What was found, in a sentence: changed, taken out, cut off, moved, put in, written anew. Null where it is intact.',
  })
  finding!: string | null;

  @Field(() => Int, {
    description:
      'How many signed checkpoints, kept outside the database, speak of this chain. Each was held against it.',
  })
  checkpoints!: number;

  @Field(() => Int, {
    description: 'Up to which entry the checkpoints speak; for those after it only the chain itself does.',
  })
  signedEntries!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the last of them was signed; null where there is none.',
  })
  lastCheckpointAt!: string | null;
}
