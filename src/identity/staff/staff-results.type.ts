import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar, Forbidden, InvalidInput, PageInfo, Problem } from '../../platform/graphql/index.js';
import { CredentialRefused } from '../credential-refused.type.js';
import { StaffMember } from '../staff-member.type.js';

@ObjectType({
  description:
    'She is invited. Whoever invites her hands her the link herself: it is told once, works once, and no message is sent.',
})
export class StaffInvited {
  @Field(() => StaffMember, { description: 'Whom. She may do nothing until she has used the link.' })
  staff!: StaffMember;

  @Field(() => String, { description: 'Opens the page on which she chooses her password. Kept here as a hash only.' })
  link!: string;

  @Field(() => DateTimeScalar, { description: 'The link works until then. Inviting her again replaces it.' })
  expiresAt!: string;
}

@ObjectType({ description: 'Somebody else changed it meanwhile; nothing was written.', implements: () => [Problem] })
export class StaleStaff extends Problem {
  @Field(() => StaffMember, { description: 'As it stands now.' })
  current!: StaffMember;
}

@ObjectType({
  description: 'Without her nobody could run the network any more; nothing was written.',
  implements: () => [Problem],
})
export class LastAdministrator extends Problem {}

@ObjectType({ description: 'The password is chosen; she may sign in with it.' })
export class AccountReady {
  @Field(() => StaffMember, { description: 'Whose account it is.' })
  staff!: StaffMember;
}

@ObjectType({ description: 'One member of staff and her place in the list.' })
export class StaffEdge {
  @Field(() => String, { description: 'Give it as `after` to go on behind this one.' })
  cursor!: string;

  @Field(() => StaffMember, { description: 'Who.' })
  node!: StaffMember;
}

@ObjectType({ description: 'A page of staff, by e-mail address.' })
export class StaffConnection {
  @Field(() => [StaffEdge], { description: 'The staff of this page.' })
  edges!: StaffEdge[];

  @Field(() => PageInfo, { description: 'Where this page stands.' })
  pageInfo!: PageInfo;
}

export const InviteStaffResult = createUnionType({
  name: 'InviteStaffResult',
  description: 'The invitation and its link, or what is to be mended.',
  types: () => [StaffInvited, InvalidInput, Forbidden] as const,
});

export const AcceptInvitationResult = createUnionType({
  name: 'AcceptInvitationResult',
  description: 'Her account, or why the link or the password will not do.',
  types: () => [AccountReady, CredentialRefused, InvalidInput] as const,
});

export const ChangeStaffResult = createUnionType({
  name: 'ChangeStaffResult',
  description: 'Who she is now, or why nothing was changed.',
  types: () => [StaffMember, StaleStaff, LastAdministrator, InvalidInput, Forbidden] as const,
});
