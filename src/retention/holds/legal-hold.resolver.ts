import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Client } from '../../clients/index.js';
import { Allow, By, Slowed, type Actor } from '../../identity/index.js';
import {
  EndLegalHoldInput,
  LegalHold,
  LegalHoldCounts,
  LegalHoldResult,
  PlaceLegalHoldInput,
} from './legal-hold.type.js';
import { LegalHolds } from './legal-holds.js';
import { LegalHoldPresenter } from './present-legal-holds.js';

/** What may not be erased, said by a manager, in words, and in the trail. */
@Resolver()
export class LegalHoldResolver {
  constructor(
    private readonly holds: LegalHolds,
    private readonly presenter: LegalHoldPresenter,
  ) {}

  @Query(() => [LegalHold], {
    description: 'Holds that stand on women of the reader’s own organization, oldest first.',
  })
  @Allow('MANAGER')
  async legalHolds(@By() actor: Actor): Promise<LegalHold[]> {
    return this.presenter.present(await this.holds.standing(actor.organizationId));
  }

  @Query(() => LegalHoldCounts, {
    description: 'How many holds stand in the whole network: numbers, and nothing else.',
  })
  @Allow('ADMINISTRATOR')
  legalHoldCounts(): Promise<LegalHoldCounts> {
    return this.presenter.counts();
  }

  @Mutation(() => LegalHoldResult, {
    description:
      'From now on nothing of hers is erased, until `endLegalHold`. Her worker sees it and why. It lets nobody read her. Slowed like a sign-in, because it knows whether a code is one of the organization’s.',
  })
  @Allow('MANAGER')
  @Slowed('clientByCode')
  async placeLegalHold(@Args('input') input: PlaceLegalHoldInput, @By() actor: Actor): Promise<typeof LegalHoldResult> {
    return this.presenter.one(await this.holds.place(actor, input));
  }

  @Mutation(() => LegalHoldResult, {
    description: 'It is over: what was due to be erased meanwhile goes in the next night.',
  })
  @Allow('MANAGER')
  async endLegalHold(@Args('input') input: EndLegalHoldInput, @By() actor: Actor): Promise<typeof LegalHoldResult> {
    return this.presenter.one(await this.holds.end(actor, input));
  }
}

/** Beside what she told: whoever holds a Client was let in by `clients`. */
@Resolver(() => Client)
export class ClientLegalHolds {
  constructor(
    private readonly holds: LegalHolds,
    private readonly presenter: LegalHoldPresenter,
  ) {}

  @ResolveField(() => [LegalHold], {
    description: 'Why nothing of hers may be erased; newest first, with those that are over.',
  })
  async legalHolds(@Parent() client: Client): Promise<LegalHold[]> {
    return this.presenter.present(await this.holds.onHer(client.id));
  }
}
