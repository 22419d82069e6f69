import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Allow, By, type Actor } from '../../identity/index.js';
import { STAYS } from '../retention-classes.js';
import { ClientErased, EraseClientInput, EraseClientResult } from './erase-client.type.js';
import { EraseOnRequest } from './erase-on-request.js';

@Resolver()
export class EraseClientResolver {
  constructor(private readonly erasing: EraseOnRequest) {}

  @Mutation(() => EraseClientResult, {
    description:
      'Everything about one woman but what figures count, at once: open referrals end first, receivers lose what was shared, her keys are destroyed. By her worker, or by a manager of her organization who says why. Said again it is Forbidden: she is not there any more.',
  })
  @Allow('CASEWORKER', 'MANAGER')
  async eraseClient(@Args('input') input: EraseClientInput, @By() actor: Actor): Promise<typeof EraseClientResult> {
    return Object.assign(new ClientErased(), await this.erasing.erase(actor, input), { stays: STAYS });
  }
}
