import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../actor.js';
import { Allow, By } from '../policy.js';
import { presentStaff, StaffDirectory } from '../staff-directory.js';
import { AskRecovery } from './ask-recovery.js';
import { DecideRecovery } from './decide-recovery.js';
import {
  ApproveRecoveryResult,
  AskRecoveryResult,
  Recovery,
  RecoveryApproved,
  RecoveryAsked,
} from './recovery.type.js';

@Resolver()
export class RecoveryResolver {
  constructor(
    private readonly asking: AskRecovery,
    private readonly deciding: DecideRecovery,
    private readonly staff: StaffDirectory,
  ) {}

  @Query(() => [Recovery], { description: 'Recoveries that wait for a second person, the oldest first, 100 at most.' })
  @Allow('ADMINISTRATOR')
  async recoveries(): Promise<Recovery[]> {
    const rows = await this.deciding.waiting();
    const members = await this.staff.many(
      rows.flatMap((row) => (row.asked_by_id === null ? [row.staff_id] : [row.staff_id, row.asked_by_id])),
    );
    return rows.flatMap((row) => {
      const staff = members.get(row.staff_id);
      if (!staff) return [];
      const askedBy = (row.asked_by_id && members.get(row.asked_by_id)) || null;
      const { id, asked_at: askedAt, expires_at: expiresAt, second_factor_too: too } = row;
      return [Object.assign(new Recovery(), { id, staff, askedBy, askedAt, expiresAt, secondFactorToo: Boolean(too) })];
    });
  }

  @Mutation(() => AskRecoveryResult, {
    description:
      'Says that somebody cannot sign in any more. Nothing changes until an administrator other than who asks approves it and she uses the link. Asking again replaces what was asked before.',
  })
  @Allow('MANAGER', 'ADMINISTRATOR')
  async askRecovery(
    @By() actor: Actor,
    @Args('staffId', { type: () => ID }) staffId: string,
    @Args('secondFactorToo', {
      type: () => Boolean,
      nullable: true,
      description: 'Her authenticator and the codes for its loss are gone too, and are removed.',
    })
    secondFactorToo: boolean | null,
  ): Promise<typeof AskRecoveryResult> {
    const asked = await this.asking.ask(actor, staffId, secondFactorToo ?? false);
    const recovery = Object.assign(new Recovery(), {
      id: asked.id,
      staff: presentStaff(asked.staff),
      askedBy: await this.staff.one(actor.staffId),
      askedAt: asked.askedAt,
      expiresAt: asked.expiresAt,
      secondFactorToo: secondFactorToo ?? false,
    });
    return Object.assign(new RecoveryAsked(), { recovery, word: asked.word });
  }

  @Mutation(() => ApproveRecoveryResult, {
    description: 'The second person says yes: make sure first that it is she who asks.',
  })
  @Allow('ADMINISTRATOR')
  async approveRecovery(
    @By() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<typeof ApproveRecoveryResult> {
    return Object.assign(new RecoveryApproved(), await this.deciding.approve(actor, id));
  }

  @Mutation(() => Boolean, {
    description: 'Takes a recovery back, also one that was approved and not used yet.',
  })
  @Allow('ADMINISTRATOR')
  async dropRecovery(@By() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.deciding.drop(actor, id);
    return true;
  }
}
