import { Module } from '@nestjs/common';
import { AuditCompletion } from './completion-audit.js';
import { CompletionAuditResolver } from './completion-audit.resolver.js';
import { CompletionAuditPresenter } from './present-completion-audit.js';
import { CountPmtct } from './pmtct-indicator.js';
import { PmtctIndicatorResolver } from './pmtct-indicator.resolver.js';
import { NotApplicableResolver } from './not-applicable.resolver.js';
import { FoldFigures } from './fold-figures.js';
import { ReadFigures } from './read-figures.js';
import { ReleasePresenter } from './present-release.js';
import { ReleaseDecisionsResolver } from './release-decisions.resolver.js';
import { ReleaseDerivedResolver } from './release-derived.resolver.js';
import { SealReleaseResolver } from './seal-release.resolver.js';
import { ReleaseResolver } from './release.resolver.js';
import { DecideRelease } from './releases/decide-release.js';
import { RandomSource, SystemRandom } from './releases/random-source.js';
import { ReadDerived } from './releases/read-derived.js';
import { ReadStatistics } from './releases/read-statistics.js';
import { ReleaseStore } from './releases/release-store.js';
import { SealPeriod } from './releases/seal-period.js';
import { SealRelease } from './releases/seal-release.js';
import { SealingProgress } from './releases/sealing-progress.js';

@Module({
  providers: [
    AuditCompletion,
    CompletionAuditPresenter,
    CompletionAuditResolver,
    CountPmtct,
    FoldFigures,
    ReadFigures,
    PmtctIndicatorResolver,
    { provide: RandomSource, useClass: SystemRandom },
    ReleaseStore,
    SealingProgress,
    SealPeriod,
    SealRelease,
    DecideRelease,
    ReadStatistics,
    ReadDerived,
    ReleasePresenter,
    NotApplicableResolver,
    ReleaseResolver,
    ReleaseDecisionsResolver,
    ReleaseDerivedResolver,
    SealReleaseResolver,
  ],
})
export class InsightModule {}
