import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import type { RequestContext } from '../../platform/graphql/index.js';
import { ConfirmListing } from './confirm-listing.js';
import { CreateListing } from './create-listing.js';
import { DecideListingChange } from './decide-listing-change.js';
import { CreateListingInput, UpdateListingInput } from '../listing.input.js';
import { UpdateListingResult } from '../listing-results.type.js';
import { ListingUpdates } from './listing-updates.js';
import { UpdateListing } from './update-listing.js';

/** Keeping listings true. Each answers Forbidden alike for a listing that is not known and for one that is not the writer's. */
@Resolver()
export class ListingWritingResolver {
  constructor(
    private readonly create: CreateListing,
    private readonly update: UpdateListing,
    private readonly confirm: ConfirmListing,
    private readonly decide: DecideListingChange,
    private readonly updates: ListingUpdates,
  ) {}

  @Mutation(() => UpdateListingResult, {
    description:
      'A new listing of the writer’s own organization. An agency’s waits for review, an administrator’s is published at once. Forbidden for who answers for some listings only.',
  })
  @Allow('AGENCY', 'ADMINISTRATOR')
  async createListing(
    @Args('input') input: CreateListingInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateListingResult> {
    return this.updates.present({ actor, context }, () => this.create.write(actor, input));
  }

  @Mutation(() => UpdateListingResult, {
    description:
      'Only what is given changes. What an agency says about who is welcome (attributes, ages) or an address waits for review; the rest is true at once, and all of it when an administrator says it. StaleListing when another version stands there.',
  })
  @Allow('AGENCY', 'ADMINISTRATOR')
  async updateListing(
    @Args('input') input: UpdateListingInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateListingResult> {
    return this.updates.present({ actor, context }, () => this.update.write(actor, input));
  }

  @Mutation(() => UpdateListingResult, {
    description:
      'Nothing changed and it is all still true: the listing and every answer in it count as confirmed now. StaleListing when another version stands there.',
  })
  @Allow('AGENCY', 'ADMINISTRATOR')
  async confirmListing(
    @Args('id', { type: () => ID }) id: string,
    @Args('version', { type: () => Int }) version: number,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateListingResult> {
    return this.updates.present({ actor, context }, () => this.confirm.write(actor, id, version));
  }

  @Mutation(() => UpdateListingResult, {
    description:
      'Administrators: what waits for review about this listing (`id`), all of it or `fields`, becomes true, or goes back with a word. A new listing is published, or is a draft again. InvalidInput at `id` when nothing waits, and where a proposal fits no longer; StaleListing when the place proposed something else meanwhile, or another administrator decided.',
  })
  @Allow('ADMINISTRATOR')
  async decideListingChange(
    @Args('id', { type: () => ID }) id: string,
    @Args('accept', { type: () => Boolean }) accept: boolean,
    @Args('note', { type: () => String, nullable: true, description: 'The place reads it.' }) note: string | null,
    @Args('fields', {
      type: () => [String],
      nullable: true,
      description: 'Only these of what waits, `attributes.no-id` for one answer; the others go on waiting.',
    })
    fields: string[] | null,
    @Args('version', {
      type: () => Int,
      nullable: true,
      description: 'The listing’s, as it was read: then nothing is decided that was not seen.',
    })
    version: number | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateListingResult> {
    return this.updates.present({ actor, context }, () =>
      this.decide.write(actor, { id, accept, note, fields, version }),
    );
  }
}
