import { readSeed } from '../../platform/seeds.js';

interface UnmetNeedRules {
  /** How often what was noted is written down. */
  writtenEveryMinutes: number;
  /** On fewer days than this in the months asked about it is not told by itself. */
  toldFromDays: number;
  /** Where each band of days begins, the lowest first. */
  bandsFromDays: number[];
  longestMonths: number;
  keptDays: number;
}

export const UNMET_NEED = readSeed<UnmetNeedRules>('unmet-need.json');
