import { Inject } from '@nestjs/common';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { By, InRequest, StaffMember, type Actor } from '../identity/index.js';
import { Clock, millisOf } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { DateTimeScalar, type RequestContext } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import { statementFor } from './learning/experience.js';
import { ListingBook } from './listing-book.js';
import { ListingConnection } from './listing-connection.type.js';
import type { ScheduleFact } from './listing-facts.js';
import { ListingExperience } from './listing-parts.type.js';
import { ListingPages } from './listing-pages.js';
import { Listing } from './listing.type.js';
import { openAt } from './opening/index.js';
import { OrganizationBook } from './organization-book.js';
import { Organization } from './organization.type.js';
import { presentPage } from './present-page.js';

@Resolver(() => Listing)
export class ListingFieldsResolver {
  constructor(
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether it is open at this instant, now unless another is given. Null where the hours are not known: call first.',
  })
  openAt(
    @Parent() listing: Listing,
    @Args('at', { type: () => DateTimeScalar, nullable: true }) at: string | null,
  ): boolean | null {
    // The presenter gives the stored rules as they are; the schema only says less about their weekdays.
    const schedules = listing.schedules as ScheduleFact[];
    return openAt(schedules, at ? millisOf(at) : this.clock.millis(), this.settings.networkTimezone);
  }
}

@Resolver(() => ListingExperience)
export class ExperienceResolver {
  @ResolveField(() => String, {
    description:
      'In words, e.g. “has turned women away for drug use”, in the language asked for (BCP 47), else in English.',
  })
  statement(
    @Parent() { code, statement }: ListingExperience,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): string {
    return (language ? statementFor(code, language) : null) ?? statement;
  }
}

@Resolver(() => Organization)
export class OrganizationListingsResolver {
  constructor(
    private readonly book: ListingBook,
    private readonly pages: ListingPages,
  ) {}

  @ResolveField(() => ListingConnection, {
    description:
      'What it offers and publishes, by name; its own staff and administrators see what is not published too, but for retired ones. `first` is 1 to 100.',
  })
  async listings(
    @Parent() organization: Organization,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<ListingConnection> {
    const page = await this.pages.ofOrganization(actor, organization.id, { first, after });
    return presentPage(this.book, { actor, context }, page);
  }
}

@Resolver(() => StaffMember)
export class StaffOrganizationResolver {
  constructor(private readonly organizations: OrganizationBook) {}

  @ResolveField(() => Organization, {
    nullable: true,
    description: 'The one organization she works for; null where this reader may not know it.',
  })
  async organization(
    @Parent() staff: StaffMember,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Organization | null> {
    return staff.organizationId ? this.organizations.organization({ actor, context }, staff.organizationId) : null;
  }
}
