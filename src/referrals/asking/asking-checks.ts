import { TAXONOMY } from '../../directory/index.js';
import { plusMinutes, type InstantText } from '../../platform/clock.js';
import { findReason } from '../reasons.js';
import { holdAtMostHours } from './asking-times.js';
import type { PlaceAnswerValue } from './asking.entity.js';

interface Problem {
  path: string;
  message: string;
}

/** What is needed, in words of the taxonomy. */
export function problemsInNeeds(needs: {
  services: readonly string[];
  conditions?: readonly string[] | null;
}): Problem[] {
  return [
    ...(needs.services.length === 0 ? [{ path: 'services', message: 'Say at least one service that is needed.' }] : []),
    ...unknownAmong('services', needs.services, (code) => TAXONOMY.isService(code)),
    ...unknownAmong('conditions', needs.conditions ?? [], (code) => TAXONOMY.isAttribute(code)),
  ];
}

const unknownAmong = (path: string, codes: readonly string[], known: (code: string) => boolean): Problem[] =>
  codes.flatMap((code, index) =>
    known(code) ? [] : [{ path: `${path}.${index}`, message: 'There is no such code in the taxonomy.' }],
  );

/** No says why, and nothing else does: with a reason for which a place declines, `no-reason-given` among them. */
export function problemsInReason(answer: PlaceAnswerValue, reasonCode: string | null): Problem[] {
  const problem = (message: string) => [{ path: 'reasonCode', message }];
  if (answer !== 'NO') return reasonCode ? problem('A reason belongs to a no only: leave it out.') : [];
  if (!reasonCode) return problem('Say why not; where they gave no reason, choose the one that says so.');
  const reason = findReason(reasonCode);
  if (reason?.side !== 'RECEIVER' || !reason.steps.includes('DECLINE'))
    return problem('Choose one of the reasons for which a place declines.');
  return [];
}

export function problemsInHold(answer: PlaceAnswerValue, holdUntil: string | null, now: InstantText): Problem[] {
  if (!holdUntil) return [];
  const problem = (message: string) => [{ path: 'holdUntil', message }];
  if (!wouldTakeHer(answer)) return problem('Only with a yes, or a yes on a condition: leave it out.');
  if (holdUntil <= now || holdUntil > plusMinutes(now, holdAtMostHours * 60))
    return problem(`Give a time ahead, ${holdAtMostHours} hours at most.`);
  return [];
}

export const wouldTakeHer = (answer: PlaceAnswerValue | null): boolean => answer === 'YES' || answer === 'CONDITIONAL';
