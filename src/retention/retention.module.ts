import { Module, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../platform/jobs/index.js';
import { ClockGuard } from './clock/clock-guard.js';
import { Erasure } from './erase/erasure.js';
import { ClientLegalHolds, LegalHoldResolver } from './holds/legal-hold.resolver.js';
import { LegalHolds } from './holds/legal-holds.js';
import { LegalHoldPresenter } from './holds/present-legal-holds.js';
import { Nightly, NIGHTLY_LOOKS_EVERY_SECONDS } from './nightly/nightly.js';
import { RunRetention } from './nightly/run-retention.js';
import { EraseClientResolver } from './request/erase-client.resolver.js';
import { ClientKeptUntil, KeptUntilBook } from './state/kept-until.js';
import { RetentionStateResolver } from './state/retention-state.resolver.js';
import { EraseOnRequest } from './request/erase-on-request.js';
import { ErasureParts } from './request/erasure-parts.js';

@Module({
  providers: [
    ...[Erasure, EraseOnRequest, ErasureParts, EraseClientResolver],
    ...[ClockGuard, RunRetention, Nightly, RetentionStateResolver, ClientKeptUntil, KeptUntilBook],
    ...[LegalHolds, LegalHoldPresenter, LegalHoldResolver, ClientLegalHolds],
  ],
})
export class RetentionModule implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly nightly: Nightly,
  ) {}

  onModuleInit(): void {
    this.jobs.register({
      name: 'retention',
      everySeconds: NIGHTLY_LOOKS_EVERY_SECONDS,
      run: () => this.nightly.run(),
    });
  }
}
