import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../clients/index.js';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { DateTimeScalar } from '../platform/graphql/index.js';
import { GiveConsentInput } from './consent.input.js';
import { GiveConsentResult } from './consent-results.type.js';
import { ConsentRow } from './consent.entity.js';
import { Consent } from './consent.type.js';
import { GiveConsent } from './give-consent.js';
import { ConsentPresenter } from './present-consent.js';
import { ConsentStatement } from './statement.type.js';
import { CONSENT_TERMS, statementIn } from './statements.js';

@Resolver()
export class ConsentResolver {
  constructor(
    private readonly database: Database,
    private readonly giving: GiveConsent,
    private readonly presenter: ConsentPresenter,
  ) {}

  @Query(() => ConsentStatement, {
    description:
      'The newest wording in her language, to read to her before she decides; in English where there is none, to be read in translation.',
  })
  @Allow('CASEWORKER')
  consentStatement(
    @Args('language', { type: () => String, description: 'BCP 47.' }) language: string,
  ): ConsentStatement {
    return Object.assign(new ConsentStatement(), statementIn(language), CONSENT_TERMS);
  }

  @Mutation(() => GiveConsentResult, { description: 'Writes down what she agreed to, in seconds.' })
  @Allow('CASEWORKER')
  async giveConsent(
    @Args('input') input: GiveConsentInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof GiveConsentResult> {
    return this.#one(await this.giving.give(actor, input), actor, context);
  }

  @Mutation(() => GiveConsentResult, {
    description:
      'The same consent for longer: 90 days from now unless said, or to the end of a plan of hers, a year at most. A withdrawn one is over.',
  })
  @Allow('CASEWORKER')
  async renewConsent(
    @Args('id', { type: () => ID }) id: string,
    @Args('expiresAt', { type: () => DateTimeScalar, nullable: true }) expiresAt: string | null,
    @Args('untilEndOfPlanId', {
      type: () => ID,
      nullable: true,
      description: 'Instead of `expiresAt`: to the end of this plan of hers, as in GiveConsentInput.',
    })
    untilEndOfPlanId: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof GiveConsentResult> {
    return this.#one(await this.giving.renew(actor, id, { expiresAt, untilEndOfPlanId }), actor, context);
  }

  async #one(id: string, actor: Actor, context: RequestContext): Promise<Consent> {
    const row = await this.database.manager.findOneByOrFail(ConsentRow, { id });
    const [consent] = await this.presenter.present([row], { actor, context });
    if (!consent) throw new Error('a consent was not presented');
    return consent;
  }
}

/** A woman's consents, beside what she told. Whoever holds a Client was let in by `clients`. */
@Resolver(() => Client)
export class ClientConsentsResolver {
  constructor(
    private readonly database: Database,
    private readonly presenter: ConsentPresenter,
  ) {}

  @ResolveField(() => [Consent], { description: 'All she ever gave, newest first, with those she took back.' })
  async consents(
    @Parent() client: Client,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Consent[]> {
    const rows = await this.database.manager.find(ConsentRow, {
      where: { clientId: client.id },
      order: { givenAt: 'DESC', id: 'ASC' },
    });
    return this.presenter.present(rows, { actor, context });
  }
}
