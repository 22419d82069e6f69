import { Module } from '@nestjs/common';
import { AuditCompletion } from './completion-audit.js';
import { CompletionAuditResolver } from './completion-audit.resolver.js';
import { CompletionAuditPresenter } from './present-completion-audit.js';
import { ReleaseResolver } from './release.resolver.js';

@Module({
  providers: [AuditCompletion, CompletionAuditPresenter, CompletionAuditResolver, ReleaseResolver],
})
export class InsightModule {}
