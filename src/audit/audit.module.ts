import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail.js';
import { Readings } from './readings.js';

@Global()
@Module({ providers: [AuditTrail, Readings], exports: [AuditTrail, Readings] })
export class AuditModule {}
