import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { actOf, Readings } from '../audit/index.js';
import { Allow, By, InRequest, type Actor } from '../identity/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { AcknowledgeHandOver } from './acknowledge-hand-over.js';
import { Client } from './client.type.js';
import { HandOverClients } from './hand-over-clients.js';
import { HandOverClientsInput } from './hand-over.input.js';
import {
  AcknowledgeHandOverResult,
  AcknowledgeHandOversResult,
  ClientsHandedOver,
  HandedOver,
  HandOverClientsResult,
  HandOversAcknowledged,
} from './hand-over.type.js';
import { HandOvers } from './hand-overs.js';
import { ClientPresenter } from './present-client.js';

/** From one shift to the next. */
@Resolver(() => Client)
export class HandOverResolver {
  constructor(
    private readonly handing: HandOverClients,
    private readonly acknowledging: AcknowledgeHandOver,
    private readonly waiting: HandOvers,
    private readonly presenter: ClientPresenter,
    private readonly readings: Readings,
  ) {}

  @Query(() => [Client], {
    description:
      'Women who were handed over to the reader and not acknowledged yet, those of the latest shift first; 100 at most.',
  })
  @Allow('CASEWORKER')
  async handOvers(@By() actor: Actor, @InRequest() context: RequestContext): Promise<Client[]> {
    const rows = await this.waiting.waitingFor(actor);
    for (const { id } of rows) this.readings.note(context, actOf(actor, 'client.read', 'client', id));
    return Promise.all(rows.map((row) => this.presenter.present(row, { actor, context })));
  }

  @Mutation(() => HandOverClientsResult, {
    description:
      'Hands women of the reader’s own to a colleague, who is their worker at once: all of them, or none where one is not hers. What was written for them waits as `Client.handedOver`.',
  })
  @Allow('CASEWORKER')
  async handOverClients(@Args('input') input: HandOverClientsInput, @By() actor: Actor): Promise<ClientsHandedOver> {
    return this.waiting.told(await this.handing.handOver(actor, input));
  }

  @Mutation(() => AcknowledgeHandOverResult, {
    description: 'The new worker has read what was left for her; it is shown and kept no more. Again is harmless.',
  })
  @Allow('CASEWORKER')
  async acknowledgeHandOver(
    @Args('clientId', { type: () => ID, description: 'A woman whose worker the reader is.' }) clientId: string,
    @By() actor: Actor,
    @InRequest() context: RequestContext,
  ): Promise<Client> {
    return this.presenter.present(await this.acknowledging.acknowledge(actor, clientId), { actor, context });
  }

  @Mutation(() => AcknowledgeHandOversResult, {
    description:
      'The same for several of them at once, 100 at most: all, or none where one is not the reader’s. Nothing of theirs is shown here.',
  })
  @Allow('CASEWORKER')
  async acknowledgeHandOvers(
    @Args('clientIds', { type: () => [ID], description: 'Women whose worker the reader is.' }) clientIds: string[],
    @By() actor: Actor,
  ): Promise<HandOversAcknowledged> {
    const done = await this.acknowledging.acknowledgeAll(actor, clientIds);
    return Object.assign(new HandOversAcknowledged(), { clientIds: done });
  }

  @ResolveField(() => HandedOver, {
    nullable: true,
    description: 'Only to her worker: that she was handed over and what was left to say, until it is acknowledged.',
  })
  handedOver(@Parent() client: Client, @By() actor: Actor): Promise<HandedOver | null> {
    return this.waiting.waiting(actor, client.id);
  }
}
