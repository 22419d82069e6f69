import type { InstantText } from '../../platform/clock.js';

export type ClockDoubtKindValue = 'WENT_BACK' | 'MOVED' | 'NOT_SEEN';

/** Why the clock cannot be relied on: what it shows, and what speaks against it. */
export interface ClockDoubted {
  kind: ClockDoubtKindValue;
  shows: InstantText;
  against: InstantText;
}

const WHAT: Record<ClockDoubtKindValue, string> = {
  WENT_BACK: 'The clock went back: the database already holds',
  MOVED: 'The clock was moved while the house ran: by what passed it is',
  NOT_SEEN: 'The house was off, or its clock was moved: it last looked at',
};

/** For the log, the trail and the console: in one sentence, with what to do. */
export const sayDoubt = ({ kind, shows, against }: ClockDoubted): string =>
  `${WHAT[kind]} ${against}, and the clock says ${shows}. Nothing is erased until somebody compares it with another clock: where it is right, npm run admin -- retention --confirm-clock; where it is not, set it.`;
