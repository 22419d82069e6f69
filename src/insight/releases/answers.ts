import type { NoiseScale } from './noise-scale.js';
import type { NotPublishedReason } from '../release-enums.js';
import type { Wording } from '../../platform/wording.js';

/**
 * The one form in which a figure about women leaves the house: whatever asks, in whatever format, gets one of these. It is made from a noisy number and
 * from what was declared; there is no way to make one from a count.
 */
export type StatAnswer =
  | { kind: 'Shown'; value: number; low: number; high: number }
  | { kind: 'BelowThreshold'; lessThan: number }
  | { kind: 'NotApplicable'; because: Wording }
  | { kind: 'NotPublished'; reason: NotPublishedReason };

/** What is published of one stored number. Zero, one and one less than the threshold are the same answer, also by its size. */
export function answerOf(noisy: number, { threshold, margin }: Pick<NoiseScale, 'threshold' | 'margin'>): StatAnswer {
  if (noisy < threshold) return { kind: 'BelowThreshold', lessThan: threshold };
  return { kind: 'Shown', value: noisy, low: Math.max(0, noisy - margin), high: noisy + margin };
}
