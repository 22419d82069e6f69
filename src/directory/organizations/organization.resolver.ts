import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, By, InRequest, type Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import {
  cursorOf,
  invalidAt,
  pageInfoOf,
  pageSize,
  positionOf,
  type RequestContext,
} from '../../platform/graphql/index.js';
import type { Asking } from '../directory-loaders.js';
import { OrganizationBook } from '../organization-book.js';
import { OrganizationRow } from '../organization.entity.js';
import { Organization } from '../organization.type.js';
import { ListOrganizations, type OrganizationPlace } from './list-organizations.js';
import { CreateOrganizationInput, UpdateOrganizationInput } from './organization.input.js';
import {
  OrganizationConnection,
  OrganizationEdge,
  StaleOrganization,
  WriteOrganizationResult,
} from './organization-results.type.js';
import { WriteOrganization } from './write-organization.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  constructor(
    private readonly book: OrganizationBook,
    private readonly listing: ListOrganizations,
    private readonly writing: WriteOrganization,
    private readonly database: Database,
  ) {}

  @Query(() => OrganizationConnection, {
    description:
      'Organizations whose name has this text in it, capitals and accents aside, by name; all of them without one. `first` is 1 to 100.',
  })
  @Allow('SIGNED_IN')
  async organizations(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('text', { type: () => String, nullable: true }) text: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
  ): Promise<OrganizationConnection> {
    const page = await this.listing.list(text ?? '', pageSize(first), after === null ? null : placeIn(after));
    const ids = page.places.map(({ id }) => id);
    const nodes = await this.book.organizations({ actor, context }, ids);
    const edges = page.places.flatMap(({ name, id }, index) => {
      const node = nodes[index];
      return node ? [Object.assign(new OrganizationEdge(), { cursor: cursorOf([name, id]), node })] : [];
    });
    const pageInfo = pageInfoOf(edges, page.hasNextPage, after !== null);
    return Object.assign(new OrganizationConnection(), { edges, pageInfo, totalCount: page.totalCount });
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'The sender’s name on its referrals, where it is not its own; null to all but administrators and its own staff.',
  })
  async neutralName(@Parent() { id }: Organization, @By() actor: Actor): Promise<string | null> {
    if (!actor.is('ADMINISTRATOR') && !actor.worksAt(id)) return null;
    const row = await this.database.manager.findOneBy(OrganizationRow, { id });
    return row?.neutralName ?? null;
  }

  @Mutation(() => WriteOrganizationResult, {
    description:
      'Administrators: an agency joins the network, or is only known to it. Its staff are invited by inviteStaff. InvalidInput at `name` where another has it.',
  })
  @Allow('ADMINISTRATOR')
  async createOrganization(
    @Args('input') input: CreateOrganizationInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof WriteOrganizationResult> {
    return this.#one({ actor, context }, await this.writing.create(actor, input));
  }

  @Mutation(() => WriteOrganizationResult, {
    description: 'Administrators: what is given changes. StaleOrganization when another version stands there.',
  })
  @Allow('ADMINISTRATOR')
  async updateOrganization(
    @Args('input') input: UpdateOrganizationInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof WriteOrganizationResult> {
    const written = await this.writing.update(actor, input);
    const current = await this.#one({ actor, context }, input.id);
    return written ? current : Object.assign(new StaleOrganization(), { message: STALE, current });
  }

  #one(asking: Asking, id: string): Promise<Organization> {
    return this.book.organization(asking, id);
  }
}

const STALE = 'Somebody changed it meanwhile: look at it as it stands now, and send your change again.';

function placeIn(cursor: string): OrganizationPlace {
  const [name, id] = positionOf(cursor, 2);
  if (typeof name === 'string' && typeof id === 'string') return { name, id };
  throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
}
