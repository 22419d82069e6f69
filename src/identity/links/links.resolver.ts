import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../platform/graphql/index.js';
import { CredentialRefused } from '../credential-refused.type.js';
import { addressOf } from '../guessing/request-address.js';
import { Allow, InRequest } from '../policy.js';
import { RecoverAccount } from '../recovery/recover-account.js';
import { RecoverAccountInput } from '../recovery/recovery.input.js';
import { RecoverAccountResult } from '../recovery/recovery.type.js';
import { AcceptInvitation } from '../staff/accept-invitation.js';
import { AcceptInvitationInput } from '../staff/staff.input.js';
import { AcceptInvitationResult, AccountReady } from '../staff/staff-results.type.js';
import { presentStaff } from '../staff-directory.js';
import type { LinkOutcome } from './links-desk.js';

/** For people who cannot sign in (yet, or any more). */
@Resolver()
export class LinksResolver {
  constructor(
    private readonly accepting: AcceptInvitation,
    private readonly recovering: RecoverAccount,
  ) {}

  @Mutation(() => AcceptInvitationResult, {
    description: 'She uses the link of her invitation and chooses a password; then she may sign in.',
  })
  @Allow('ANYONE')
  async acceptInvitation(
    @Args('input') { token, password, displayName }: AcceptInvitationInput,
    @InRequest() context: RequestContext,
  ): Promise<typeof AcceptInvitationResult> {
    const acceptance = { token, password, displayName: displayName ?? null };
    return presentOutcome(await this.accepting.accept(acceptance, addressOf(context)));
  }

  @Mutation(() => RecoverAccountResult, {
    description:
      'She uses the link of a recovery, with the word that the first person told her, and chooses a new password. All her sessions end.',
  })
  @Allow('ANYONE')
  async recoverAccount(
    @Args('input') input: RecoverAccountInput,
    @InRequest() context: RequestContext,
  ): Promise<typeof RecoverAccountResult> {
    return presentOutcome(await this.recovering.recover(input, addressOf(context)));
  }
}

const NOT_RIGHT = 'This link does not work any more, or its word is not right: ask for a new one.';

function presentOutcome(outcome: LinkOutcome): AccountReady | CredentialRefused {
  if (outcome.kind === 'REFUSED') return CredentialRefused.because(NOT_RIGHT, outcome.retryAfterSeconds);
  return Object.assign(new AccountReady(), { staff: presentStaff(outcome.staff) });
}
