import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.js';
import { AuditVerifier } from './audit-verifier.js';
import { Checkpoints } from './checkpoints.js';
import { Readings } from './readings.js';

const PROVIDERS = [AuditTrail, AuditVerifier, Checkpoints, Readings];

@Global()
@Module({ providers: PROVIDERS, exports: PROVIDERS })
export class AuditModule {}
