import { Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuditTrailResolver } from './audit-trail.resolver.js';
import { IdentityResolver } from './identity.resolver.js';
import { PolicyGuard } from './policy.guard.js';
import { PolicyScan } from './policy.scan.js';
import { Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';
import { StaffDirectory } from './staff-directory.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [
    Sessions,
    SignIn,
    StaffDirectory,
    IdentityResolver,
    AuditTrailResolver,
    PolicyScan,
    { provide: APP_GUARD, useClass: PolicyGuard },
  ],
  exports: [StaffDirectory, PolicyScan],
})
export class IdentityModule {}
