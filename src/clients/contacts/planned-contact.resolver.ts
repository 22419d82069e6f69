import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Allow, By, lookedAtFrom, type Actor } from '../../identity/index.js';
import { Client } from '../client.type.js';
import type { PlannedContactRow } from '../planned-contact.entity.js';
import { PlanContactInput } from './planned-contact.input.js';
import { PlanContactResult, PlannedContact } from './planned-contact.type.js';
import { PlannedContacts } from './planned-contacts.js';

/** Reaching her: only as she said. Whoever holds a Client was let in by her worker's standing or a purpose. */
@Resolver(() => Client)
export class PlannedContactResolver {
  constructor(private readonly contacts: PlannedContacts) {}

  @Mutation(() => PlanContactResult, {
    description:
      'A time to reach her. What would break her rules cannot be planned: another way than the one she named, outside her hours, a voicemail that she did not allow, anything but meeting her while she is in custody.',
  })
  @Allow('CASEWORKER')
  async planContact(@Args('input') input: PlanContactInput, @By() actor: Actor): Promise<typeof PlanContactResult> {
    return toWhoActs(await this.contacts.plan(actor, input));
  }

  @Mutation(() => PlanContactResult, {
    description: 'She was reached, or it is not wanted any more: nothing of it is kept.',
  })
  @Allow('CASEWORKER')
  async cancelContact(
    @Args('id', { type: () => ID, description: 'The contact.' }) id: string,
    @By() actor: Actor,
  ): Promise<typeof PlanContactResult> {
    return toWhoActs(await this.contacts.cancel(actor, id));
  }

  @ResolveField(() => [PlannedContact], {
    description:
      'When she is to be reached, soonest first; what her rules no longer allow is left out, also when they changed after it was planned.',
  })
  async plannedContacts(@Parent() client: Client): Promise<PlannedContact[]> {
    return (await this.contacts.ahead(client.id)).map(presented);
  }
}

const presented = ({ id, means, at, voicemail }: PlannedContactRow): PlannedContact =>
  Object.assign(new PlannedContact(), { id, means, at, voicemail });

/** Whoever plans or cancels it was found to act for her. */
const toWhoActs = (row: PlannedContactRow): PlannedContact => lookedAtFrom(presented(row), ['HERS']);
