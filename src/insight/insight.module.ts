import { Module } from '@nestjs/common';
import { AuditCompletion } from './completion-audit.js';
import { CompletionAuditResolver } from './completion-audit.resolver.js';
import { CompletionAuditPresenter } from './present-completion-audit.js';
import { CountPmtct } from './pmtct-indicator.js';
import { PmtctIndicatorResolver } from './pmtct-indicator.resolver.js';
import { FoldFigures } from './fold-figures.js';
import { ReadFigures } from './read-figures.js';
import { ReleaseResolver } from './release.resolver.js';

@Module({
  providers: [
    AuditCompletion,
    CompletionAuditPresenter,
    CompletionAuditResolver,
    CountPmtct,
    FoldFigures,
    ReadFigures,
    PmtctIndicatorResolver,
    ReleaseResolver,
  ],
})
export class InsightModule {}
