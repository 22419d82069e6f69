import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { RequestContext } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import { CredentialRefused } from '../credential-refused.type.js';
import { Allow, By, InRequest } from '../policy.js';
import { EnrolSecondFactor } from '../second-factor/enrol-second-factor.js';
import { tokenHashIn } from '../sessions.js';
import { ChangePassword } from './change-password.js';
import { ChangePasswordInput, EnrolSecondFactorInput } from './own-account.input.js';
import {
  ChangePasswordResult,
  ConfirmSecondFactorResult,
  EnrolSecondFactorResult,
  OpenSession,
  PasswordChanged,
  SecondFactorBegun,
  SecondFactorEnrolled,
} from './own-account.type.js';
import { OwnSessions } from './own-sessions.js';

const NOT_RIGHT = 'The password or the code is not right.';

@Resolver()
export class OwnAccountResolver {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly password: ChangePassword,
    private readonly enrolling: EnrolSecondFactor,
  ) {}

  @Query(() => [OpenSession], { description: 'The reader’s own open sessions, the latest first, a hundred at most.' })
  @Allow('SIGNED_IN')
  async mySessions(@By() actor: Actor, @InRequest() context: RequestContext): Promise<OpenSession[]> {
    const current = tokenHashIn(context.request.headers);
    return (await this.sessions.list(actor)).map((row) =>
      Object.assign(new OpenSession(), {
        id: row.id,
        beganAt: row.began_at,
        lastUsedAt: row.last_used_at,
        expiresAt: row.expires_at,
        current: row.token_hash === current,
      }),
    );
  }

  @Mutation(() => Boolean, { description: 'Ends one of one’s own sessions at once.' })
  @Allow('SIGNED_IN')
  async endSession(@By() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.sessions.end(actor, id);
    return true;
  }

  @Mutation(() => Int, {
    description: 'Ends all of one’s own sessions but this one at once, and says how many they were.',
  })
  @Allow('SIGNED_IN')
  endOtherSessions(@By() actor: Actor, @InRequest() context: RequestContext): Promise<number> {
    return this.sessions.endOthers(actor, tokenHashIn(context.request.headers));
  }

  @Mutation(() => ChangePasswordResult, { description: 'A new password; all other sessions end at once.' })
  @Allow('SIGNED_IN', 'ENROLLING')
  async changePassword(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('input') { oldPassword, newPassword, code }: ChangePasswordInput,
  ): Promise<typeof ChangePasswordResult> {
    const change = { oldPassword, newPassword, code: code ?? null };
    const outcome = await this.password.change(actor, change, tokenHashIn(context.request.headers));
    if (outcome.kind === 'REFUSED') return CredentialRefused.because(NOT_RIGHT, outcome.retryAfterSeconds);
    return Object.assign(new PasswordChanged(), { sessionsEnded: outcome.ended });
  }

  @Mutation(() => EnrolSecondFactorResult, {
    description:
      'Begins with an authenticator, or with another in place of one. In force once confirmed, for which there are 15 minutes.',
  })
  @Allow('SIGNED_IN', 'ENROLLING')
  async enrolSecondFactor(
    @By() actor: Actor,
    @Args('input') { password, code }: EnrolSecondFactorInput,
  ): Promise<typeof EnrolSecondFactorResult> {
    const outcome = await this.enrolling.begin(actor, { password, code: code ?? null });
    if (outcome.kind === 'REFUSED') return CredentialRefused.because(NOT_RIGHT, outcome.retryAfterSeconds);
    return Object.assign(new SecondFactorBegun(), { secret: outcome.secret, uri: outcome.uri });
  }

  @Mutation(() => ConfirmSecondFactorResult, {
    description:
      'The first code of the authenticator that was begun with puts it in force; this session stays, the others end.',
  })
  @Allow('SIGNED_IN', 'ENROLLING')
  async confirmSecondFactor(
    @By() actor: Actor,
    @InRequest() context: RequestContext,
    @Args('code', { type: () => String, description: 'Six digits.' }) code: string,
  ): Promise<typeof ConfirmSecondFactorResult> {
    const outcome = await this.enrolling.confirm(actor, code, tokenHashIn(context.request.headers));
    if (outcome.kind === 'REFUSED')
      return CredentialRefused.because('This code is not one of the authenticator now.', outcome.retryAfterSeconds);
    return Object.assign(new SecondFactorEnrolled(), { recoveryCodes: outcome.recoveryCodes });
  }
}
