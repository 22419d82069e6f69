import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { pageSize, type RequestContext } from '../platform/graphql/index.js';
import { Area } from './area.type.js';
import { FindAreas } from './find-areas.js';
import { ListingBook } from './listing-book.js';
import { ListingConnection } from './listing-connection.type.js';
import { ListingPages } from './listing-pages.js';
import { Listing } from './listing.type.js';
import { OrganizationBook } from './organization-book.js';
import { Organization } from './organization.type.js';
import { presentPage } from './present-page.js';
import { presentTaxonomy } from './present-taxonomy.js';
import { Taxonomy } from './taxonomy.type.js';

/** Looking things up in the directory. */
@Resolver()
export class DirectoryResolver {
  constructor(
    private readonly book: ListingBook,
    private readonly organizations: OrganizationBook,
    private readonly pages: ListingPages,
    private readonly findAreas: FindAreas,
  ) {}

  @Query(() => Taxonomy, {
    description:
      'The words that everything here is said in, with names in the language asked for (BCP 47), or in English where there are none in it.',
  })
  @Allow('SIGNED_IN')
  taxonomy(@Args('language', { type: () => String, nullable: true }) language: string | null): Taxonomy {
    return presentTaxonomy(language ?? undefined);
  }

  @Query(() => [Area], {
    description:
      'Areas whose name has this text in it, capitals and accents aside; names that begin with it come first. `first` is 1 to 100, else BAD_USER_INPUT.',
  })
  @Allow('SIGNED_IN')
  async areas(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('text', { type: () => String }) text: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 10 }) first: number | null,
  ): Promise<Area[]> {
    const ids = await this.findAreas.find(text, pageSize(first, 10));
    const areas = await this.organizations.areas({ actor, context }, ids);
    return areas.filter((area) => area !== null);
  }

  @Query(() => Organization, { nullable: true, description: 'Null for an id that is not known.' })
  @Allow('SIGNED_IN')
  async organization(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Organization | null> {
    const [organization] = await this.organizations.organizations({ actor, context }, [id]);
    return organization ?? null;
  }

  @Query(() => Listing, {
    nullable: true,
    description:
      'A published listing; for its own organization and administrators in any status. Null for what is not known and for what this reader may not see.',
  })
  @Allow('SIGNED_IN')
  async listing(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Listing | null> {
    return this.book.visible({ actor, context }, id);
  }

  @Query(() => ListingConnection, {
    description:
      'Published and paused listings of the reader’s own organization, as far as she answers for them, that are not FRESH: never confirmed ones first, then the oldest. `first` is 1 to 100.',
  })
  @Allow('AGENCY')
  async listingsToConfirm(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingConnection> {
    return presentPage(this.book, { actor, context }, await this.pages.toConfirm(actor, { first, after }));
  }
}
