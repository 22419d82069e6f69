import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Allow, By, type Actor } from '../../identity/index.js';
import { TakeOverInput } from './take-over.input.js';
import { TakeOver } from './take-over.js';
import { ClientTakenOver, MyWomanConnection, TakeOverResult, WomanWithoutWorkerConnection } from './team.type.js';
import { WomenByCode } from './women-by-code.js';

/** That a woman has somebody who walks with her, whoever is ill or has left. */
@Resolver()
export class TeamWorkResolver {
  constructor(
    private readonly taking: TakeOver,
    private readonly women: WomenByCode,
  ) {}

  @Mutation(() => TakeOverResult, {
    description:
      'Makes the reader, or (by a manager) a caseworker, her worker at once; a word left for her worker goes along. Both workers see who did it and why (`clientNotices`). Forbidden alike for what is not there and what is another organization’s.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  takeOver(@Args('input') input: TakeOverInput, @By() actor: Actor): Promise<ClientTakenOver> {
    return this.taking.take(actor, input);
  }

  @Query(() => WomanWithoutWorkerConnection, {
    description:
      'Women of the reader’s own organization whose worker has left or works with women no longer, by code, what is due first. `first` is 1 to 100.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  womenWithoutWorker(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'How many.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' })
    after: string | null = null,
    @By() actor: Actor,
  ): Promise<WomanWithoutWorkerConnection> {
    return this.women.withoutWorker(actor, { first, after });
  }

  @Query(() => MyWomanConnection, {
    description:
      'Women whom the reader walks with, by code, what is due first; also those with nothing open. Nothing else of them is in a list. `first` is 1 to 100.',
  })
  @Allow('CASEWORKER')
  myWomen(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'How many.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' })
    after: string | null = null,
    @By() actor: Actor,
  ): Promise<MyWomanConnection> {
    return this.women.mine(actor, { first, after });
  }
}
