import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Asking } from '../directory/index.js';
import { Allow, By, InRequest, Slowed, type Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { OpenClientInput, UpdateClientInput } from './client.input.js';
import { OpenClientResult, StaleClient, UpdateClientResult } from './client-results.type.js';
import { ClientRow } from './client.entity.js';
import { Client, ClientLook } from './client.type.js';
import { FindClient } from './find-client.js';
import { OpenClient } from './open-client.js';
import { ClientPresenter } from './present-client.js';
import { UpdateClient } from './update-client.js';

@Resolver(() => Client)
export class ClientResolver {
  constructor(
    private readonly database: Database,
    private readonly finding: FindClient,
    private readonly opening: OpenClient,
    private readonly updating: UpdateClient,
    private readonly presenter: ClientPresenter,
  ) {}

  @Query(() => Client, {
    nullable: true,
    description:
      'A woman of the reader’s own organization. Not her worker: say why (`purpose`), and her worker sees it.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  async client(
    @Args('id', { type: () => ID }) id: string,
    @Args('purpose', { type: () => String, nullable: true }) purpose: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Client | null> {
    return this.#presented(await this.finding.byId(actor, id, purpose, context), { actor, context });
  }

  @Query(() => Client, {
    nullable: true,
    description: 'By the code on her card, as `client`. A mistyped code is bad input.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  @Slowed('clientByCode')
  async clientByCode(
    @Args('code', { type: () => String }) code: string,
    @Args('purpose', { type: () => String, nullable: true }) purpose: string | null,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Client | null> {
    return this.#presented(await this.finding.byCode(actor, code, purpose, context), { actor, context });
  }

  @Query(() => Client, {
    nullable: true,
    description: 'By the words she chose, when the card is lost; slowed like a sign-in.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  @Slowed('clientByPassphrase')
  async clientByPassphrase(
    @Args('passphrase', { type: () => String }) passphrase: string,
    @Args('purpose', { type: () => String }) purpose: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Client | null> {
    return this.#presented(await this.finding.byPassphrase(actor, passphrase, purpose, context), { actor, context });
  }

  @Mutation(() => OpenClientResult, {
    description: 'Opens a record with a random code; the caseworker who opens it becomes her worker.',
  })
  @Allow('CASEWORKER')
  async openClient(
    @Args('input') input: OpenClientInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof OpenClientResult> {
    return this.#one(await this.opening.open(actor, input), { actor, context });
  }

  @Mutation(() => UpdateClientResult, {
    description: 'Changes what she told; only what is given changes, null takes it back.',
  })
  @Allow('CASEWORKER')
  async updateClient(
    @Args('input') input: UpdateClientInput,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<typeof UpdateClientResult> {
    const done = await this.updating.update(actor, input);
    const current = await this.#one(input.id, { actor, context });
    if (done === 'updated') return current;
    return Object.assign(new StaleClient(), { message: 'Her record changed meanwhile: look again.', current });
  }

  @ResolveField(() => [ClientLook], {
    description: 'Who looked at her record without being her worker, when and why; newest first, the last hundred.',
  })
  looks(@Parent() client: Client): Promise<ClientLook[]> {
    return this.presenter.looks(client.id);
  }

  async #presented(row: ClientRow | null, asking: Asking): Promise<Client | null> {
    return row && this.presenter.present(row, asking);
  }

  /** After an act of hers that was allowed: what it left. */
  async #one(id: string, asking: Asking): Promise<Client> {
    const row = await this.database.manager.findOneBy(ClientRow, { id });
    if (!row) throw forbidden();
    return this.presenter.present(row, asking);
  }
}
