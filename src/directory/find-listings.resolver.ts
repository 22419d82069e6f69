import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { invalidAt, pageSize, WEIGHT, type RequestContext } from '../platform/graphql/index.js';
import { FindListingsInput } from './find-listings.input.js';
import { ForHer } from './for-her.js';
import { Facet, FoundListingConnection, ListingSearch } from './found-listing.type.js';
import { ListingBook } from './listing-book.js';
import { faceOf, readsPublicFaceOnly } from './listing.policy.js';
import { presentFound } from './present-page.js';
import { FindListings, type SearchResult } from './search/index.js';
import { needsOf } from './unmet/needs-of.js';
import { UnmetNeeds } from './unmet/unmet-needs.js';

/** A search with what is worked out only when it is asked for; the result itself is no field. */
class SearchAnswer extends ListingSearch {
  result!: SearchResult;
}

@Resolver(() => ListingSearch)
export class FindListingsResolver {
  constructor(
    private readonly search: FindListings,
    private readonly her: ForHer,
    private readonly book: ListingBook,
    private readonly clock: Clock,
    private readonly unmet: UnmetNeeds,
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
    const avoid = await this.her.avoids({ actor, context }, forClientId);
    const result = await this.search.find(
      { where, avoid, now: this.clock.now(), first: pageSize(first), after },
      faceOf(actor),
    );
    if (actor.is('CASEWORKER') && !after && foundNothing(result)) this.#noteUnmet(where);
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

  /** What she avoids is no part of it: the need was there all the same. */
  #noteUnmet(where: FindListingsInput): void {
    const needs = needsOf(where);
    if (needs) this.unmet.note(needs);
  }
}

const foundNothing = (result: SearchResult): boolean =>
  result.matches.totalCount === 0 && result.callFirst(1).totalCount === 0;
