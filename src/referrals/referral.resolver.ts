import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client, ClientPresenter, readCode } from '../clients/index.js';
import { actOf, Readings } from '../audit/index.js';
import { SharedField, type SharedFieldValue } from '../consent/index.js';
import { Allow, By, InRequest, Slowed, StaffMember, type Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { invalidAt, type RequestContext } from '../platform/graphql/index.js';
import { Disclose } from './disclose.js';
import { DisclosurePreview } from './disclosure.type.js';
import { ListReferrals } from './list-referrals.js';
import { behind, ReferralPresenter } from './present-referral.js';
import { presentReferralPage } from './present-referral-list.js';
import { TimelinePresenter } from './present-timeline.js';
import { ReferralAccess } from './referral-access.js';
import { ReferralConnection } from './referral-connection.type.js';
import { Inbox } from './referral-enums.js';
import { ReferralFilter } from './referral.input.js';
import { ReferralLoaders } from './referral-loaders.js';
import { ReferralEvent, ReferralMessage } from './referral-parts.type.js';
import { ReferralRow } from './referral.entity.js';
import { Referral } from './referral.type.js';

@Resolver()
export class ReferralQueries {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly listing: ListReferrals,
    private readonly presenter: ReferralPresenter,
    private readonly disclosing: Disclose,
  ) {}

  @Query(() => Referral, {
    nullable: true,
    description: 'One referral of the reader’s own organization, sent or received.',
  })
  @Allow('CASEWORKER', 'AGENCY', 'MANAGER')
  async referral(
    @Args('id', { type: () => ID }) id: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Referral | null> {
    const seen = await this.access.one(this.database, actor, id);
    return seen && this.presenter.one(seen, { actor, context });
  }

  @Query(() => Referral, {
    nullable: true,
    description:
      'Arrival: the receiver finds a referral that was sent to it by the code on her slip. A mistyped code is bad input; a good one of somebody else’s is not there.',
  })
  @Allow('AGENCY')
  @Slowed('referralByCode')
  async referralByCode(
    @Args('code', { type: () => String }) code: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Referral | null> {
    const read = readCode(code);
    if ('problem' in read) throw invalidAt('code', 'This is not a code: look again at each sign on the slip.');
    const row = await this.database.manager.findOneBy(ReferralRow, { code: read.code, toId: actor.organizationId });
    const [seen] = row ? await this.access.see(this.database, actor, [row]) : [];
    return seen?.sight.receiver ? this.presenter.one(seen, { actor, context }) : null;
  }

  @Query(() => ReferralConnection, {
    description:
      'Referrals of the reader’s own organization, what is due first; closed ones newest first. A colleague’s woman shows as code, status, what is due and who walks with her, until the reader said why she looks. `first` is 100 at most.',
  })
  @Allow('CASEWORKER', 'AGENCY', 'MANAGER')
  async referrals(
    @Args('inbox', { type: () => Inbox }) inbox: Inbox,
    @Args('where', { type: () => ReferralFilter, nullable: true }) where: ReferralFilter | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<ReferralConnection> {
    const page = await this.listing.list(actor, { inbox, where: where ?? {}, first, after });
    return presentReferralPage(this.presenter, page, { actor, context }, after);
  }

  @Query(() => DisclosurePreview, {
    description:
      'All that the receiver would see if it were sent now, to read aloud to her first. The error FORBIDDEN where there is no such referral for this reader.',
  })
  @Allow('CASEWORKER')
  disclosurePreview(
    @Args('referralId', { type: () => ID }) referralId: string,
    @Args('fields', {
      type: () => [SharedField],
      nullable: true,
      description:
        'Of a draft: what would cross if she said yes to these fields, to be read to her before she decides. Left out: what the consent that stands lets across.',
    })
    fields: SharedFieldValue[] | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<DisclosurePreview> {
    return this.disclosing.preview(referralId, { actor, context }, fields ?? null);
  }
}

/** What is loaded only where it is asked for. Whoever holds a Referral was let in; how far, its sight says. */
@Resolver(() => Referral)
export class ReferralFields {
  constructor(
    private readonly loaders: ReferralLoaders,
    private readonly presenter: ReferralPresenter,
    private readonly timelines: TimelinePresenter,
    private readonly clients: ClientPresenter,
    private readonly readings: Readings,
  ) {}

  @ResolveField(() => [ReferralEvent])
  timeline(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<ReferralEvent[]> {
    return this.timelines.timeline(behind(referral), { actor, context });
  }

  @ResolveField(() => String, { nullable: true })
  condition(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<string | null> {
    return this.timelines.condition(behind(referral), { actor, context });
  }

  @ResolveField(() => [ReferralMessage])
  messages(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<ReferralMessage[]> {
    return this.timelines.messages(behind(referral), { actor, context });
  }

  @ResolveField(() => Client, { nullable: true })
  async client(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Client | null> {
    const { sight, client } = behind(referral);
    if (!sight.details) return null;
    this.readings.note(context, actOf(actor, 'client.read', 'client', client.id));
    return this.clients.present(client, { actor, context });
  }

  @ResolveField(() => StaffMember, { nullable: true })
  async walkedBy(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<StaffMember | null> {
    const { sight, client } = behind(referral);
    if (!sight.fromSide || client.assignedToId === null) return null;
    return this.loaders.of({ actor, context }).staff.load(client.assignedToId);
  }

  @ResolveField(() => Referral, { nullable: true })
  async replaces(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Referral | null> {
    const { row, sight } = behind(referral);
    const seen =
      row.replacesId && !sight.veiled ? await this.loaders.of({ actor, context }).seen.load(row.replacesId) : null;
    return seen && this.presenter.one(seen, { actor, context });
  }

  @ResolveField(() => Referral, { nullable: true })
  async replacedBy(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Referral | null> {
    const { row, sight } = behind(referral);
    const seen = sight.veiled ? null : await this.loaders.of({ actor, context }).replacing.load(row.id);
    return seen && this.presenter.one(seen, { actor, context });
  }
}

/** Her referrals, beside what she told. Whoever holds a Client was let in by `clients`. */
@Resolver(() => Client)
export class ClientReferrals {
  constructor(
    private readonly listing: ListReferrals,
    private readonly presenter: ReferralPresenter,
  ) {}

  @ResolveField(() => ReferralConnection, { description: 'All of hers that this organization sent, newest first.' })
  async referrals(
    @Parent() client: Client,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<ReferralConnection> {
    const page = await this.listing.list(actor, { inbox: 'ALL', where: {}, first, after, clientId: client.id });
    return presentReferralPage(this.presenter, page, { actor, context }, after);
  }
}
