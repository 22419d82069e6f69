import { readSeed } from '../../platform/seeds.js';

export type PeriodKind = 'quarter' | 'half-year' | 'year';

interface ReleaseRules {
  daysAfterClosing: number;
  rho: Record<PeriodKind | 'least' | 'most', number>;
  cap: { usual: number; ofTwo: number };
  /** At which the protection would be told as an epsilon; the noise itself has none. */
  delta: number;
  miniUnder: number;
  decisionDays: number;
  mostAgencies: number;
  mostAreas: number;
  rates: {
    leastDenominator: number;
    denominatorSigmas: number;
    coarseUnder: number;
    coarsePoints: number;
    cutPercent: number;
  };
  percentiles: { leastTotal: number; totalSigmas: number };
  clearChangeSigmas: number;
}

export const RELEASE_RULES = readSeed<ReleaseRules>('release-rules.json');
