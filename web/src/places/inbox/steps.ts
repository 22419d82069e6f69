import {
  AcceptReferral,
  AcknowledgeReferral,
  ArriveReferral,
  CloseReferral,
  CompleteReferral,
  CorrectReferral,
  DeclineReferral,
  MissReferral,
  ScheduleReferral,
  TurnAwayReferral,
  WaitlistReferral,
  WithdrawReferral,
} from '../../../generated/documents/inbox.js';
import type {
  AcceptReferralMutation,
  AcceptReferralMutationVariables,
  InboxRowFragment,
  InboxWholeFragment,
  ReferralStep,
} from '../../../generated/graphql.js';
import type { Asking } from '../../ask/asking.js';

export type Row = InboxRowFragment;
export type Whole = InboxWholeFragment;
/** Every step answers alike. */
export type StepAsking = Asking<AcceptReferralMutation, AcceptReferralMutationVariables>;

/** The steps that are taken here, in the order in which they are offered. Sending has a place of its own. */
export const STEPS = {
  ACCEPT: AcceptReferral,
  ARRIVE: ArriveReferral,
  COMPLETE: CompleteReferral,
  SCHEDULE: ScheduleReferral,
  WAITLIST: WaitlistReferral,
  ACKNOWLEDGE: AcknowledgeReferral,
  MISS: MissReferral,
  DECLINE: DeclineReferral,
  TURN_AWAY: TurnAwayReferral,
  WITHDRAW: WithdrawReferral,
  CLOSE: CloseReferral,
  CORRECT: CorrectReferral,
} as const satisfies Partial<Record<ReferralStep, StepAsking>>;
export type StepName = keyof typeof STEPS;

export const stepsOf = ({ allowedSteps }: Pick<Row, 'allowedSteps'>): StepName[] =>
  (Object.keys(STEPS) as StepName[]).filter((step) => allowedSteps.includes(step));

/** Answers of the receiver's: where nobody of its answers here, the sender writes them down and says how they came. */
const RECEIVERS: readonly StepName[] = ['ACKNOWLEDGE', 'ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE', 'COMPLETE'];
export const isOnBehalf = (step: StepName, { to }: Pick<Row, 'to'>, organizationId: string | undefined): boolean =>
  RECEIVERS.includes(step) && to.id !== organizationId;

/** What needs nothing said with it is done with one press. */
export const AT_ONCE: readonly StepName[] = ['ACKNOWLEDGE', 'ACCEPT', 'ARRIVE'];
/** There is no way back from these: they are asked about first. */
export const FINAL: readonly StepName[] = ['DECLINE', 'TURN_AWAY', 'COMPLETE', 'WITHDRAW', 'CLOSE', 'CORRECT'];
export const NEEDS_REASON: readonly StepName[] = ['DECLINE', 'TURN_AWAY', 'WITHDRAW', 'CLOSE'];

const OVER: readonly Row['status'][] = [
  'COMPLETED',
  'DECLINED',
  'NOT_COMPLETED',
  'WITHDRAWN',
  'EXPIRED',
  'ENTERED_IN_ERROR',
];
export const isOver = ({ status }: Pick<Row, 'status'>): boolean => OVER.includes(status);
export const waitsForAnswer = ({ status }: Pick<Row, 'status'>): boolean =>
  status === 'SENT' || status === 'ACKNOWLEDGED';
