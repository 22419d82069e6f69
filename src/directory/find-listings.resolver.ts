import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Readings } from '../audit/index.js';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { invalidAt, pageSize, WEIGHT, type RequestContext } from '../platform/graphql/index.js';
import type { Asking } from './directory-loaders.js';
import { FindListingsInput } from './find-listings.input.js';
import { Facet, FoundListingConnection, ListingSearch } from './found-listing.type.js';
import { ListingBook } from './listing-book.js';
import { faceOf, readsPublicFaceOnly } from './listing.policy.js';
import { AvoidBook, type AvoidedPlaces } from './ports.js';
import { presentFound } from './present-page.js';
import { FindListings, type SearchResult } from './search/index.js';

/** A search with what is worked out only when it is asked for; the result itself is no field. */
class SearchAnswer extends ListingSearch {
  result!: SearchResult;
}

@Resolver(() => ListingSearch)
export class FindListingsResolver {
  constructor(
    private readonly search: FindListings,
    private readonly avoided: AvoidBook,
    private readonly book: ListingBook,
    private readonly clock: Clock,
    private readonly readings: Readings,
  ) {}

  @Query(() => ListingSearch, {
    complexity: WEIGHT.heavy,
    description:
      'Places that fit what she needs, best first. `forClientId` applies what she avoids; one that is not this reader’s is BAD_USER_INPUT. `first` is 1 to 100.',
  })
  @Allow('CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST')
  async findListings(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('where', { type: () => FindListingsInput }) where: FindListingsInput,
    @Args('forClientId', { type: () => ID, nullable: true }) forClientId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingSearch> {
    // The public face holds no word on places free, and a search by them would tell it all the same.
    if (where.placesFree && readsPublicFaceOnly(actor))
      throw invalidAt('placesFree', 'Your role does not see places free: leave this out.');
    const avoid = await this.#avoidedBy({ actor, context }, forClientId);
    const result = await this.search.find(
      { where, avoid, now: this.clock.now(), first: pageSize(first), after },
      faceOf(actor),
    );
    const matches = await presentFound(this.book, { actor, context }, result.matches);
    return Object.assign(new SearchAnswer(), { matches, result });
  }

  @ResolveField(() => FoundListingConnection, {
    description:
      'Nothing known against them, but something that must be so is unknown or depends (an attribute, hours, ages, languages, places free): call first. A known NO is in neither list. `first` is 1 to 100.',
  })
  async callFirst(
    @Parent() { result }: SearchAnswer,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<FoundListingConnection> {
    return presentFound(this.book, { actor, context }, result.callFirst(pageSize(first), after));
  }

  @ResolveField(() => [Facet], {
    description: 'How many matches each service, attribute and language has, under the same conditions.',
  })
  facets(@Parent() { result }: SearchAnswer): Facet[] {
    return result.facets().map((facet) => Object.assign(new Facet(), facet));
  }

  /** Whom she avoids shows in what is found: using it is reading it. */
  async #avoidedBy({ actor, context }: Asking, clientId: string | null): Promise<AvoidedPlaces | null> {
    if (!clientId) return null;
    const avoided = await this.avoided.avoidedBy(actor, clientId);
    if (!avoided) throw invalidAt('forClientId', 'There is no such client.');
    this.readings.note(context, {
      chain: actor.organizationId,
      actorId: actor.staffId,
      action: 'client.search-for',
      subjectType: 'client',
      subjectId: clientId,
    });
    return avoided;
  }
}
