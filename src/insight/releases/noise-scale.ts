import { ceilSqrt, ratio, times, type Ratio } from './ratio.js';

/** How much noise a table takes, and from where on its numbers are shown. All of it follows from what is declared; no data is asked. */
export interface NoiseScale {
  sigmaSquared: Ratio;
  threshold: number;
  /** How far the true count may lie from a shown number, 19 times in 20. */
  margin: number;
}

/** rho is kept in ten-thousandths, so that it is a whole number wherever it decides. */
export const RHO_UNIT = 10_000;
const LEAST_THRESHOLD = 10;
const THRESHOLD_OFFSET = 5;
/** 1.96 standard deviations, squared. */
const MARGIN_SQUARED = ratio(38_416n, 10_000n);

export interface Spending {
  mostCells: number;
  weight: number;
  /** The sum of the weights of its scope. */
  ofWeight: number;
  rhoUnits: number;
}

/** sigma = sqrt(L / (2 · weight · rho)); threshold = max(10, 5 + ceil(2 · sigma)). */
export function noiseScale({ mostCells, weight, ofWeight, rhoUnits }: Spending): NoiseScale {
  const sigmaSquared = ratio(BigInt(mostCells * ofWeight * RHO_UNIT), BigInt(2 * weight * rhoUnits));
  return {
    sigmaSquared,
    threshold: Math.max(LEAST_THRESHOLD, THRESHOLD_OFFSET + ceilSqrt(times(sigmaSquared, ratio(4n, 1n)))),
    margin: ceilSqrt(times(sigmaSquared, MARGIN_SQUARED)),
  };
}
