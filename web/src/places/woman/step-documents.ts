import {
  WomanAccept,
  WomanArrive,
  WomanClose,
  WomanComplete,
  WomanCorrect,
  WomanDecline,
  WomanMiss,
  WomanSchedule,
  WomanTurnedAway,
  WomanWaitlist,
  WomanWithdraw,
} from '../../../generated/documents/steps.js';
import type { ReferralStepInput } from '../../../generated/graphql.js';
import type { Asking } from '../../ask/asking.js';

/** The steps of the sending side, and those of a receiver for whom nobody answers here. */
export const STEP_DOCUMENTS = {
  ACCEPT: WomanAccept,
  WAITLIST: WomanWaitlist,
  DECLINE: WomanDecline,
  SCHEDULE: WomanSchedule,
  MISS: WomanMiss,
  ARRIVE: WomanArrive,
  TURN_AWAY: WomanTurnedAway,
  COMPLETE: WomanComplete,
  CLOSE: WomanClose,
  WITHDRAW: WomanWithdraw,
  CORRECT: WomanCorrect,
} as const;
export type TakenHere = keyof typeof STEP_DOCUMENTS;
export const documentOf = (step: TakenHere): Asking<object, { input: ReferralStepInput }> => STEP_DOCUMENTS[step];
