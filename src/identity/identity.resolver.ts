import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { stringifySetCookie } from 'cookie';
import { AuditTrail } from '../audit/index.js';
import { Database } from '../platform/database/index.js';
import type { RequestContext } from '../platform/graphql/index.js';
import type { Actor } from './actor.js';
import { Allow, ByAnyone, By, InRequest } from './policy.js';
import { Session, SignInRefused, SignInResult } from './session.type.js';
import { SESSION_COOKIE, Sessions } from './sessions.js';
import { SignInInput } from './sign-in.input.js';
import { SignIn, type SignedIn } from './sign-in.js';
import { presentStaff, StaffDirectory } from './staff-directory.js';
import { StaffMember } from './staff-member.type.js';

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly signingIn: SignIn,
    private readonly sessions: Sessions,
    private readonly staff: StaffDirectory,
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  @Query(() => StaffMember, { nullable: true, description: 'Who is signed in. Null when nobody is.' })
  @Allow('ANYONE')
  async me(@ByAnyone() actor: Actor | null): Promise<StaffMember | null> {
    return actor && this.staff.one(actor.staffId);
  }

  @Mutation(() => SignInResult, { description: 'Begins a session. A new token at every sign-in; it is told once.' })
  @Allow('ANYONE')
  async signIn(@Args('input') input: SignInInput, @InRequest() context: RequestContext): Promise<typeof SignInResult> {
    const signedIn = await this.signingIn.with(input.email, input.password);
    if (!signedIn) return Object.assign(new SignInRefused(), { message: REFUSED, retryAfterSeconds: null });
    if (input.cookie) void context.reply.header('set-cookie', sessionCookie(signedIn));
    return Object.assign(new Session(), {
      token: input.cookie ? null : signedIn.token,
      expiresAt: signedIn.expiresAt,
      staff: presentStaff(signedIn.staff),
    });
  }

  @Mutation(() => Boolean, { description: 'Ends this session at once.' })
  @Allow('SIGNED_IN')
  async signOut(@By() actor: Actor, @InRequest() context: RequestContext): Promise<boolean> {
    await this.database.write(async (tx) => {
      await this.sessions.end(tx, context.request.headers);
      await this.trail.record(tx, {
        chain: actor.organizationId,
        actorId: actor.staffId,
        action: 'staff.sign-out',
        subjectType: 'staff',
        subjectId: actor.staffId,
      });
    });
    void context.reply.header('set-cookie', clearedCookie());
    return true;
  }
}

const REFUSED = 'The address or the password is not right.';

const COOKIE = { name: SESSION_COOKIE, path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

const sessionCookie = ({ token, expiresAt }: SignedIn): string =>
  stringifySetCookie({ ...COOKIE, value: token, expires: new Date(expiresAt) });

const clearedCookie = (): string => stringifySetCookie({ ...COOKIE, value: '', maxAge: 0 });
