import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, StaffDirectory, StaffMember, type Actor } from '../identity/index.js';
import { ClientNoticeConnection } from './client-notice.type.js';
import { ClientNotices } from './client-notices.js';
import { TeamInbox } from './team-inbox.js';
import { TeamSettings } from './team.type.js';

/** One team, several shifts: what it may see of each other's women, and what each is told of it. */
@Resolver()
export class TeamResolver {
  constructor(
    private readonly inbox: TeamInbox,
    private readonly notices: ClientNotices,
    private readonly staff: StaffDirectory,
  ) {}

  @Query(() => [StaffMember], {
    description: 'Caseworkers of the reader’s own organization, without herself: to whom a woman can be handed over.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  async colleagues(@By() actor: Actor): Promise<StaffMember[]> {
    const all = await this.staff.caseworkersOf(actor.organizationId);
    return all.filter(({ id }) => id !== actor.staffId);
  }

  @Query(() => TeamSettings, { description: 'How the reader’s own organization works together.' })
  @Allow('CASEWORKER', 'MANAGER')
  async teamSettings(@By() actor: Actor): Promise<TeamSettings> {
    return Object.assign(new TeamSettings(), { teamInbox: await this.inbox.isOn(actor.organizationId) });
  }

  @Mutation(() => TeamSettings, {
    description: 'Whether referrals are a team’s inbox; its manager decides, and it is an entry in the audit trail.',
  })
  @Allow('MANAGER')
  async setTeamInbox(
    @Args('on', { type: () => Boolean, description: 'See TeamSettings.teamInbox.' }) on: boolean,
    @By() actor: Actor,
  ): Promise<TeamSettings> {
    await this.inbox.set({ actor, on });
    return this.teamSettings(actor);
  }

  @Query(() => ClientNoticeConnection, {
    description:
      'What others did with the reader’s women: who looked at a record and why, who took one over or gave her one. Newest first; `first` is 1 to 100.',
  })
  @Allow('CASEWORKER')
  clientNotices(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'How many.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' })
    after: string | null = null,
    @By() actor: Actor,
  ): Promise<ClientNoticeConnection> {
    return this.notices.list(actor, first, after);
  }
}
