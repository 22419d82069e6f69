import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import { forbidden, type RequestContext } from '../../platform/graphql/index.js';
import { UpdateListingResult } from '../listing-results.type.js';
import { ListingUpdates } from '../writing/listing-updates.js';
import { ChangeLists } from './change-lists.js';
import { ListingChangeConnection, SeeListingDecisionResult } from './listing-change.type.js';
import { OwnChanges } from './own-changes.js';
import { ListingChangePresenter } from './present-changes.js';

@Resolver()
export class ListingChangeResolver {
  constructor(
    private readonly lists: ChangeLists,
    private readonly own: OwnChanges,
    private readonly presenter: ListingChangePresenter,
    private readonly updates: ListingUpdates,
  ) {}

  @Query(() => ListingChangeConnection, {
    description:
      'Administrators: what agencies propose and nobody has decided yet, old and new side by side, what waits longest first. `first` is 1 to 100.',
  })
  @Allow('ADMINISTRATOR')
  async listingChanges(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingChangeConnection> {
    return this.lists.waiting({ actor, context }, { first, after });
  }

  @Query(() => ListingChangeConnection, {
    description:
      'Where the reader’s own organization’s proposals stand, as far as she answers for the listings: those that wait, and decisions until `seeListingDecision`; newest first. Empty for a listing that is not hers. `first` is 1 to 100.',
  })
  @Allow('AGENCY', 'MANAGER')
  async ownListingChanges(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('listingId', { type: () => ID, nullable: true, description: 'Of this listing only.' })
    listingId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingChangeConnection> {
    return this.lists.own({ actor, context }, listingId ?? null, { first, after });
  }

  @Query(() => ListingChangeConnection, {
    description:
      'How a listing came to say what it says, for its own organization and administrators: what became true, who said it and when, newest first. Empty for a listing that is not known and for everybody else. What imports brought and words on places free are not in it. `first` is 1 to 100.',
  })
  @Allow('CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR')
  async listingHistory(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('id', { type: () => ID, description: 'The listing.' }) id: string,
    @Args('field', {
      type: () => String,
      nullable: true,
      description: 'Of this field only, as in UpdateListingInput; `attributes.no-id` for one answer.',
    })
    field: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingChangeConnection> {
    return this.lists.history({ actor, context }, { listingId: id, field: field ?? null }, { first, after });
  }

  @Mutation(() => UpdateListingResult, {
    description:
      'An agency takes back a proposal (`id` of the change) that nobody has decided yet; a new listing is a draft again. InvalidInput at `id` where it is decided, StaleListing where somebody changed the listing in the same moment.',
  })
  @Allow('AGENCY')
  async withdrawListingChange(
    @Args('id', { type: () => ID }) id: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateListingResult> {
    return this.updates.present({ actor, context }, () => this.own.withdraw(actor, id));
  }

  @Mutation(() => SeeListingDecisionResult, {
    description:
      'An agency has read what was decided about its proposal (`id` of the change): `ownListingChanges` shows it no longer. Said again it changes nothing; InvalidInput at `id` while it waits.',
  })
  @Allow('AGENCY')
  async seeListingDecision(
    @Args('id', { type: () => ID }) id: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof SeeListingDecisionResult> {
    const [change] = await this.presenter.changes({ actor, context }, [await this.own.see(actor, id)]);
    if (!change) throw forbidden();
    return change;
  }
}
