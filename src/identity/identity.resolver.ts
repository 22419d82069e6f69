import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Settings } from '../platform/config.js';
import type { RequestContext } from '../platform/graphql/index.js';
import { SETTINGS } from '../platform/settings.js';
import type { Actor } from './actor.js';
import { addressOf } from './guessing/request-address.js';
import { Allow, ByAnyone, By, InRequest } from './policy.js';
import { mustEnrol } from './second-factor/must-enrol.js';
import { SecondFactorNeeded, Session, SignInRefused, SignInResult } from './session.type.js';
import { clearedCookie, sessionCookie } from './session-cookie.js';
import { SignInInput } from './sign-in.input.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { presentStaff, StaffDirectory } from './staff-directory.js';
import { StaffMember } from './staff-member.type.js';

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly signingIn: SignIn,
    private readonly signingOut: SignOut,
    private readonly staff: StaffDirectory,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Query(() => StaffMember, { nullable: true, description: 'Who is signed in. Null when nobody is.' })
  @Allow('ANYONE')
  async me(@ByAnyone() actor: Actor | null): Promise<StaffMember | null> {
    return actor && this.staff.one(actor.staffId);
  }

  @Mutation(() => SignInResult, { description: 'Begins a session. A new token at every sign-in; it is told once.' })
  @Allow('ANYONE')
  async signIn(@Args('input') input: SignInInput, @InRequest() context: RequestContext): Promise<typeof SignInResult> {
    const { email, password, code } = input;
    const outcome = await this.signingIn.with({ email, password, code: code ?? null, address: addressOf(context) });
    if (outcome.kind === 'CODE_NEEDED') return Object.assign(new SecondFactorNeeded(), { message: CODE_NEEDED });
    if (outcome.kind === 'REFUSED')
      return Object.assign(new SignInRefused(), { message: REFUSED, retryAfterSeconds: outcome.retryAfterSeconds });
    if (input.cookie) void context.reply.header('set-cookie', sessionCookie(outcome));
    return Object.assign(new Session(), {
      token: input.cookie ? null : outcome.token,
      expiresAt: outcome.expiresAt,
      staff: presentStaff(outcome.staff),
      mustEnrol: mustEnrol(outcome.staff, this.settings),
    });
  }

  @Mutation(() => Boolean, { description: 'Ends this session at once.' })
  @Allow('SIGNED_IN', 'ENROLLING')
  async signOut(@By() actor: Actor, @InRequest() context: RequestContext): Promise<boolean> {
    await this.signingOut.from(actor, context.request.headers);
    void context.reply.header('set-cookie', clearedCookie());
    return true;
  }
}

/** Whatever the reason was. */
const REFUSED = 'The address, the password or the code is not right.';
const CODE_NEEDED = 'Give the six digits of your authenticator as well.';
