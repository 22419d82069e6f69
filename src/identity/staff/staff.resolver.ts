import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { cursorOf, invalidAt, pageInfoOf, pageSize, positionOf } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import { Allow, By } from '../policy.js';
import { presentStaff, StaffDirectory } from '../staff-directory.js';
import { StaffMember } from '../staff-member.type.js';
import { ChangeStaff, type StaffOutcome } from './change-staff.js';
import { InviteStaff } from './invite-staff.js';
import { ListStaff } from './list-staff.js';
import { ChangeStaffRolesInput, InviteStaffInput } from './staff.input.js';
import {
  ChangeStaffResult,
  InviteStaffResult,
  StaffConnection,
  StaffEdge,
  StaffInvited,
  StaleStaff,
} from './staff-results.type.js';

@Resolver()
export class StaffResolver {
  constructor(
    private readonly listing: ListStaff,
    private readonly directory: StaffDirectory,
    private readonly inviting: InviteStaff,
    private readonly changing: ChangeStaff,
  ) {}

  @Query(() => StaffConnection, {
    description:
      'Staff of the network for administrators, of her own organization for a manager; by e-mail address. Those who were invited and those who have left are in it too.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async staff(
    @By() actor: Actor,
    @Args('organizationId', { type: () => ID, nullable: true }) organizationId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
  ): Promise<StaffConnection> {
    const place = { size: pageSize(first), after: after === null ? null : addressIn(after) };
    const { ids, hasNextPage } = await this.listing.list(actor, organizationId ?? null, place);
    const members = await this.directory.many(ids);
    const edges = ids.flatMap((id) => {
      const node = members.get(id);
      return node ? [Object.assign(new StaffEdge(), { cursor: cursorOf([node.email]), node })] : [];
    });
    return Object.assign(new StaffConnection(), { edges, pageInfo: pageInfoOf(edges, hasNextPage, after !== null) });
  }

  @Mutation(() => InviteStaffResult, {
    description:
      'Invites somebody by a link that works once. An administrator invites anywhere, a manager to her own organization and never above her own role. Inviting again somebody who has not answered replaces her link.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async inviteStaff(@By() actor: Actor, @Args('input') input: InviteStaffInput): Promise<typeof InviteStaffResult> {
    const { email, displayName, roles, organizationId } = input;
    const invitation = { email, displayName: displayName ?? null, roles, organizationId };
    const { staff, link, expiresAt } = await this.inviting.invite(actor, invitation);
    return Object.assign(new StaffInvited(), { staff: presentStaff(staff), link, expiresAt });
  }

  @Mutation(() => ChangeStaffResult, {
    description: 'Gives somebody other roles; her sessions end at once. Nobody changes her own.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async changeStaffRoles(
    @By() actor: Actor,
    @Args('input') input: ChangeStaffRolesInput,
  ): Promise<typeof ChangeStaffResult> {
    return presentOutcome(await this.changing.giveRoles(actor, input, input.roles));
  }

  @Mutation(() => ChangeStaffResult, { description: 'She has left: her sessions end at once, and she cannot sign in.' })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async deactivateStaff(
    @By() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof ChangeStaffResult> {
    return presentOutcome(await this.changing.deactivate(actor, { id, version }));
  }

  @Mutation(() => ChangeStaffResult, { description: 'She is back: she may sign in again as before.' })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async reactivateStaff(
    @By() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
  ): Promise<typeof ChangeStaffResult> {
    return presentOutcome(await this.changing.reactivate(actor, { id, version }));
  }

  @Mutation(() => Int, {
    description: 'Ends all sessions of somebody at once, and says how many they were; she may sign in again.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  endStaffSessions(@By() actor: Actor, @Args('staffId', { type: () => ID }) staffId: string): Promise<number> {
    return this.changing.endSessions(actor, staffId);
  }
}

function addressIn(cursor: string): string {
  const [email] = positionOf(cursor, 1);
  if (typeof email === 'string') return email;
  throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
}

function presentOutcome({ kind, staff }: StaffOutcome): StaffMember | StaleStaff {
  if (kind === 'CHANGED') return presentStaff(staff);
  return Object.assign(new StaleStaff(), {
    message: 'This changed meanwhile: look again.',
    current: presentStaff(staff),
  });
}
