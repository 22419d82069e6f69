import { Module } from '@nestjs/common';
import { Erasure } from './erase/erasure.js';
import { ClientLegalHolds, LegalHoldResolver } from './holds/legal-hold.resolver.js';
import { LegalHolds } from './holds/legal-holds.js';
import { LegalHoldPresenter } from './holds/present-legal-holds.js';
import { EraseClientResolver } from './request/erase-client.resolver.js';
import { EraseOnRequest } from './request/erase-on-request.js';
import { ErasureParts } from './request/erasure-parts.js';

@Module({
  providers: [
    ...[Erasure, EraseOnRequest, ErasureParts, EraseClientResolver],
    ...[LegalHolds, LegalHoldPresenter, LegalHoldResolver, ClientLegalHolds],
  ],
})
export class RetentionModule {}
