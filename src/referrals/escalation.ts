import { instantText, millisOf, type InstantText } from '../platform/clock.js';
import { runsOutAt } from './answer-clock.js';
import type { ReferralStatusValue } from './journey.js';
import { URGENCIES, type UrgencyValue } from './referral-terms.js';
import { ESCALATE_AFTER } from './response-times.js';

export type EscalationValue = 'NONE' | 'RECEIVER' | 'REFERRER' | 'MANAGER';

interface Due {
  status: ReferralStatusValue;
  urgency: UrgencyValue;
  dueAt: string | null;
}

export const WAITS_FOR_ANSWER: readonly ReferralStatusValue[] = ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'];

/** After yes nobody waits for an answer: what is late then is late by the slowest of the clocks, whatever the urgency was. */
const pace = ({ status, urgency }: Omit<Due, 'dueAt'>): UrgencyValue =>
  WAITS_FOR_ANSWER.includes(status) ? urgency : 'ROUTINE';

/** Whose matter it is by now, from how late it is. */
export function escalationOf(due: Due, now: InstantText, zone: string): EscalationValue {
  const { dueAt } = due;
  if (dueAt === null || dueAt >= now) return 'NONE';
  const isPast = (level: keyof typeof ESCALATE_AFTER) => runsOutAt(dueAt, ESCALATE_AFTER[level][pace(due)], zone) < now;
  if (isPast('MANAGER')) return 'MANAGER';
  return isPast('REFERRER') ? 'REFERRER' : 'RECEIVER';
}

const LOOKS_BACK_MILLIS = 14 * 24 * 60 * 60_000;

/**
 * The same rule turned round, for a database that knows no working days: what waits for an answer of this urgency (null: for word after yes)
 * and was due before this instant is at this level. Found by halving, because time does not run back over weekends in one step.
 */
export function dueBefore(
  level: keyof typeof ESCALATE_AFTER,
  urgency: UrgencyValue | null,
  now: InstantText,
  zone: string,
): InstantText {
  const clock = ESCALATE_AFTER[level][urgency ?? 'ROUTINE'];
  let [late, inTime] = [millisOf(now) - LOOKS_BACK_MILLIS, millisOf(now)];
  while (inTime - late > 1) {
    const middle = Math.floor((late + inTime) / 2);
    if (runsOutAt(instantText(middle), clock, zone) < now) late = middle;
    else inTime = middle;
  }
  return instantText(inTime);
}

/** Every pace there is: an answer by its urgency, and word after yes. */
export const PACES: readonly (UrgencyValue | null)[] = [...URGENCIES, null];
