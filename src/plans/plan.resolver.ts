import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client, ClientPresenter } from '../clients/index.js';
import { custodialOrganizationIds, Organization, OrganizationBook } from '../directory/index.js';
import { Readings } from '../audit/index.js';
import { Allow, By, InRequest, type Actor, For } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DateScalar, type RequestContext } from '../platform/graphql/index.js';
import { behind, Referral } from '../referrals/index.js';
import { ListDueSteps } from './list-due-steps.js';
import { ListPlans } from './list-plans.js';
import { PlanAccess } from './plan-access.js';
import { PlanLoaders } from './plan-loaders.js';
import { DuePlanStepConnection, PlanConnection } from './plan-results.type.js';
import { PlanTemplate, PlanTerms } from './plan-template.type.js';
import { PLAN_ENDS, PLAN_TEMPLATES, SKIP_REASONS } from './plan-templates.js';
import { Plan, PlanDateChange, PlanStep } from './plan.type.js';
import { behindPlan, PlanPresenter } from './present-plan.js';
import { presentDueSteps, presentPlanPage } from './present-plan-list.js';
import { behindStep } from './present-plan-step.js';
import { presentTemplate, presentTerm } from './present-template.js';

const LANGUAGE = {
  type: () => String,
  nullable: true,
  description: 'BCP 47, for names; English unless said.',
} as const;

@Resolver()
export class PlanQueries {
  constructor(
    private readonly database: Database,
    private readonly access: PlanAccess,
    private readonly listing: ListPlans,
    private readonly due: ListDueSteps,
    private readonly presenter: PlanPresenter,
  ) {}

  @Query(() => [PlanTemplate], {
    description: 'What a plan can be started from, with its steps and where each number comes from.',
  })
  @Allow('SIGNED_IN')
  planTemplates(@Args('language', LANGUAGE) language: string | null): PlanTemplate[] {
    return PLAN_TEMPLATES.map((template) => presentTemplate(template, language ?? 'en'));
  }

  @Query(() => PlanTerms, { description: 'How plans can end, and why steps are left out.' })
  @Allow('SIGNED_IN')
  planTerms(@Args('language', LANGUAGE) language: string | null): PlanTerms {
    const named = (terms: typeof PLAN_ENDS) => terms.map((term) => presentTerm(term, language ?? 'en'));
    return Object.assign(new PlanTerms(), { ends: named(PLAN_ENDS), skipReasons: named(SKIP_REASONS) });
  }

  @Query(() => Plan, {
    nullable: true,
    description:
      'One plan of a woman whose record is open to the reader: her worker, or who opened her with a purpose in this shift. To everybody else, and for managers and prisons while she is in custody, it is not there.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  async plan(
    @Args('id', { type: () => ID }) id: string,
    @Args('language', LANGUAGE) language: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Plan | null> {
    const seen = await this.access.one(this.database, actor, id);
    const [plan] = seen ? await this.presenter.present([seen], { actor, context }, language ?? 'en') : [];
    return plan ?? null;
  }

  @Query(() => PlanConnection, {
    description:
      'Plans of the reader’s own women that go on, what is due next first; with `over` those that ended, the latest first. `first` is 100 at most.',
  })
  @Allow('CASEWORKER')
  async plans(
    @Args('over', {
      type: () => Boolean,
      nullable: true,
      defaultValue: false,
      description: 'Those that ended instead.',
    })
    over: boolean | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
    @Args('language', LANGUAGE) language: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<PlanConnection> {
    const page = await this.listing.list(actor, { over: over ?? false, first, after });
    return presentPlanPage(this.presenter, page, { asking: { actor, context }, after, language: language ?? 'en' });
  }

  @Query(() => DuePlanStepConnection, {
    description:
      'What the plans of the reader’s organization need next, by day: steps that are work by now, without those for which a referral is on its way in time. Of a colleague’s woman her code and the day only, until she is opened with a purpose. `first` is 100 at most.',
  })
  @Allow('CASEWORKER')
  async planStepsDue(
    @Args('mine', {
      type: () => Boolean,
      nullable: true,
      defaultValue: false,
      description: 'Only of the women whose worker the reader is.',
    })
    mine: boolean | null,
    @Args('overdue', { type: () => Boolean, nullable: true, defaultValue: false, description: 'Only what is late.' })
    overdue: boolean | null,
    @Args('until', {
      type: () => DateScalar,
      nullable: true,
      description: 'What will be work by that day; today (network time zone) unless said.',
    })
    until: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20 }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null = null,
    @Args('language', LANGUAGE) language: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<DuePlanStepConnection> {
    const asked = { mine: mine ?? false, overdue: overdue ?? false, until, first, after };
    const page = await this.due.list(actor, asked);
    return presentDueSteps(this.presenter, page, { asking: { actor, context }, after, language: language ?? 'en' });
  }
}

/** What is loaded only where it is asked for. Whoever holds a Plan was let in. */
@Resolver(() => Plan)
export class PlanFields {
  constructor(
    private readonly clients: ClientPresenter,
    private readonly presenter: PlanPresenter,
    private readonly readings: Readings,
  ) {}

  @ResolveField(() => [PlanDateChange])
  dates(@Parent() plan: Plan): Promise<PlanDateChange[]> {
    return this.presenter.dates(behindPlan(plan));
  }

  @ResolveField(() => Client)
  client(@Parent() plan: Plan, @By() actor: Actor, @InRequest() context: RequestContext): Promise<Client> {
    const { client } = behindPlan(plan);
    this.readings.note(context, {
      chain: actor.organizationId,
      actorId: actor.staffId,
      action: 'client.read',
      subjectType: 'client',
      subjectId: client.id,
    });
    return this.clients.present(client, { actor, context });
  }
}

@Resolver(() => PlanStep)
export class PlanStepFields {
  constructor(private readonly loaders: PlanLoaders) {}

  @ResolveField(() => Referral, { nullable: true })
  async referral(
    @Parent() step: PlanStep,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Referral | null> {
    const { lastTry } = behindStep(step);
    return lastTry && this.loaders.of({ actor, context }).referrals.load(lastTry);
  }
}

/** Her plans, beside what she told. Whoever holds a Client was let in by `clients`. */
@Resolver(() => Client)
export class ClientPlans {
  constructor(
    private readonly listing: ListPlans,
    private readonly presenter: PlanPresenter,
  ) {}

  @ResolveField(() => [Plan], { description: 'All of hers: those that go on first, then the latest.' })
  async plans(
    @Parent() client: Client,
    @Args('language', LANGUAGE) language: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Plan[]> {
    const seen = await this.listing.ofClient(actor, client.id);
    return this.presenter.present(seen, { actor, context }, language ?? 'en');
  }
}

/** That a plan asked for it is hers: the receiver does not learn that there is one. */
@Resolver(() => Referral)
export class ReferralPlanStep {
  constructor(private readonly loaders: PlanLoaders) {}

  @For('HERS')
  @ResolveField(() => PlanStep, {
    nullable: true,
    description:
      'The step of her plan that it was made for. Null to the receiver, and wherever her record is not open to the reader.',
  })
  async planStep(
    @Parent() referral: Referral,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<PlanStep | null> {
    const { row, sight } = behind(referral);
    return sight.details && row.planStepId ? this.loaders.of({ actor, context }).steps.load(row.planStepId) : null;
  }
}

@Resolver()
export class CustodialOrganizations {
  constructor(
    private readonly database: Database,
    private readonly organizations: OrganizationBook,
  ) {}

  @Query(() => [Organization], { description: 'Places of custody that the directory knows, by name; 100 at most.' })
  @Allow('CASEWORKER')
  async custodialOrganizations(@By() actor: Actor, @InRequest() context: RequestContext): Promise<Organization[]> {
    const ids = await custodialOrganizationIds(this.database);
    const found = await this.organizations.organizations({ actor, context }, ids);
    return found.flatMap((each) => each ?? []);
  }
}
