import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import { LeadsToHer, StaffMember } from '../identity/index.js';
import { DateTimeScalar, PageInfo } from '../platform/graphql/index.js';

export const ClientNoticeKind = { LOOKED: 'LOOKED', ASSIGNED: 'ASSIGNED' } as const;
export type ClientNoticeKind = (typeof ClientNoticeKind)[keyof typeof ClientNoticeKind];

registerEnumType(ClientNoticeKind, {
  name: 'ClientNoticeKind',
  description: 'What somebody else did with a woman of the reader’s.',
  valuesMap: {
    LOOKED: { description: 'Opened her record, and said why.' },
    ASSIGNED: { description: 'Became her worker, or gave her to one: from the reader, or to her.' },
  },
});

@ObjectType({ description: 'What somebody else did with a woman whose worker the reader is, or was until then.' })
@LeadsToHer()
export class ClientNotice {
  @Field(() => ID, { description: 'Random and opaque.' })
  id!: string;

  @Field(() => ClientNoticeKind, { description: 'What was done.' })
  kind!: ClientNoticeKind;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => StaffMember, { nullable: true, description: 'Who did it.' })
  by!: StaffMember | null;

  @Field(() => StaffMember, { nullable: true, description: 'ASSIGNED: her worker before; null where nobody was.' })
  from!: StaffMember | null;

  @Field(() => StaffMember, { nullable: true, description: 'ASSIGNED: her worker from then on.' })
  to!: StaffMember | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, in her own words; null where she had opened the record with a purpose before.',
  })
  purpose!: string | null;

  @Field(() => String, { description: 'The code on her card.' })
  code!: string;

  @Field(() => ID, { nullable: true, description: 'Her record; null where she is not the reader’s any more.' })
  clientId!: string | null;
}

@ObjectType({ description: 'One notice and its place in the list.' })
@LeadsToHer()
export class ClientNoticeEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => ClientNotice, { description: 'The notice.' })
  node!: ClientNotice;
}

@ObjectType({ description: 'A page of notices, newest first.' })
@LeadsToHer()
export class ClientNoticeConnection {
  @Field(() => [ClientNoticeEdge], { description: 'The notices of this page.' })
  edges!: ClientNoticeEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}
