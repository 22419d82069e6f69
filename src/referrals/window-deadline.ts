import { invalidAt } from '../platform/graphql/index.js';
import type { DraftReferralInput } from './referral.input.js';
import { findWindow, latestOf, liesAhead } from './time-windows.js';

/** The deadline of a draft: as it was said, or counted from a window. One that has passed is a deadline all the same: it closes nothing. */
export function deadlineOf(input: DraftReferralInput, now: string): string | null {
  const { window: asked, deadline } = input;
  if (!asked) return deadline ?? null;
  if (deadline) throw invalidAt('deadline', 'Give either a deadline or a window that it is counted from.');
  const window = findWindow(asked.code);
  const latest = window && latestOf(window, asked.exposureAt);
  if (!window) throw invalidAt('window.code', 'There is no such time window.');
  if (!latest) throw invalidAt('window.code', 'This window has no latest time: leave it out, or give a deadline.');
  if (liesAhead(window, asked.exposureAt, now))
    throw invalidAt('window.exposureAt', 'This lies ahead: say when it happened.');
  return latest;
}
