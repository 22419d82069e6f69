import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { Allow } from 'class-validator';
import { Id, Line } from '../../platform/graphql/index.js';
import { Role, type RoleValue } from '../role.js';

@InputType({ description: 'Whom to invite, and as what.' })
export class InviteStaffInput {
  @Field(() => String, { description: 'The address that she will sign in with; capitals do not matter.' })
  @MaxLength(254, { message: 'An e-mail address has 254 characters at most.' })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: 'How colleagues call her; she may change it when she accepts. Without one, the address says it.',
  })
  @IsOptional()
  @Line()
  displayName?: string | null;

  @Field(() => [Role], { description: 'All that she may do. ADMINISTRATOR stands alone, and only one gives it.' })
  @Allow()
  roles!: RoleValue[];

  @Field(() => ID, { description: 'Where she works. A manager invites to her own organization only.' })
  @Id()
  organizationId!: string;
}

@InputType({ description: 'What she chooses when she uses the link of her invitation.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  @MaxLength(100, { message: 'This is not what stands behind the # of a link.' })
  token!: string;

  @Field(() => String, {
    description: 'Her password: 12 to 128 characters, none of the commonest. Best three or four words.',
  })
  @MaxLength(1000, { message: 'Choose 128 characters at most.' })
  password!: string;

  @Field(() => String, { nullable: true, description: 'How colleagues call her; as she was invited when left out.' })
  @IsOptional()
  @Line()
  displayName?: string | null;
}

@InputType({ description: 'New roles for somebody. Her sessions end at once.' })
export class ChangeStaffRolesInput {
  @Field(() => ID, { description: 'Whose.' })
  @Id()
  id!: string;

  @Field(() => Int, { description: 'As it was read; an older one is refused.' })
  @Allow()
  version!: number;

  @Field(() => [Role], { description: 'All that she may do from now on.' })
  @Allow()
  roles!: RoleValue[];
}
