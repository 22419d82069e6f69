import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { ActorOfRequest } from './actor-of-request.js';
import { AuditTrailResolver } from './audit-trail.resolver.js';
import { BeginSession } from './begin-session.js';
import { ChangesController } from './changes.controller.js';
import { Guesses } from './guessing/guesses.js';
import { SlowedInterceptor } from './guessing/slowed.interceptor.js';
import { IdentityResolver } from './identity.resolver.js';
import { LeaveController } from './leave.controller.js';
import { LinksDesk } from './links/links-desk.js';
import { LinksResolver } from './links/links.resolver.js';
import { OneTimeLinks } from './links/one-time-links.js';
import { SweepIdentity } from './links/sweep-identity.js';
import { ChangePassword } from './own-account/change-password.js';
import { OwnAccountResolver } from './own-account/own-account.resolver.js';
import { OwnCredentials } from './own-account/own-credentials.js';
import { OwnSessions } from './own-account/own-sessions.js';
import { Passwords } from './passwords/passwords.js';
import { PolicyGuard } from './policy.guard.js';
import { HerPolicy } from './her-policy.scan.js';
import { PolicyScan } from './policy.scan.js';
import { AskRecovery } from './recovery/ask-recovery.js';
import { DecideRecovery } from './recovery/decide-recovery.js';
import { RecoverAccount } from './recovery/recover-account.js';
import { RecoveryResolver } from './recovery/recovery.resolver.js';
import { EnrolSecondFactor } from './second-factor/enrol-second-factor.js';
import { FinishEnrolment } from './second-factor/finish-enrolment.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { AcceptInvitation } from './staff/accept-invitation.js';
import { ChangeStaff } from './staff/change-staff.js';
import { InviteStaff } from './staff/invite-staff.js';
import { ListStaff } from './staff/list-staff.js';
import { StaffResolver } from './staff/staff.resolver.js';
import { StaffDirectory } from './staff-directory.js';

const SIGNING_IN = [
  ActorOfRequest,
  Sessions,
  Guesses,
  Passwords,
  SecondFactor,
  BeginSession,
  SignIn,
  SignOut,
  IdentityResolver,
];
const OWN_ACCOUNT = [
  ...[OwnCredentials, ChangePassword, OwnSessions],
  ...[EnrolSecondFactor, FinishEnrolment, OwnAccountResolver],
];
const STAFF = [StaffDirectory, InviteStaff, AcceptInvitation, ChangeStaff, ListStaff, StaffResolver];
const LINKS = [OneTimeLinks, LinksDesk, SweepIdentity, LinksResolver];
const RECOVERY = [AskRecovery, DecideRecovery, RecoverAccount, RecoveryResolver];

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [LeaveController, ChangesController],
  providers: [
    ...[...SIGNING_IN, ...OWN_ACCOUNT, ...STAFF, ...LINKS, ...RECOVERY],
    AuditTrailResolver,
    PolicyScan,
    HerPolicy,
    { provide: APP_GUARD, useClass: PolicyGuard },
    { provide: APP_INTERCEPTOR, useClass: SlowedInterceptor },
  ],
  exports: [ActorOfRequest, StaffDirectory, PolicyScan, InviteStaff, AskRecovery, DecideRecovery],
})
export class IdentityModule {}
