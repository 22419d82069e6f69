/** Statuses in which somebody still has something to do for her. */
export const OPEN_STATUSES = [
  'DRAFT',
  'SENT',
  'ACKNOWLEDGED',
  'WAITLISTED',
  'ACCEPTED',
  'SCHEDULED',
  'MISSED',
  'ARRIVED',
] as const;
/** Statuses in which this attempt is over; a new attempt replaces it. From EXPIRED she may still arrive. */
export const FINAL_STATUSES = [
  'COMPLETED',
  'DECLINED',
  'NOT_COMPLETED',
  'WITHDRAWN',
  'EXPIRED',
  'ENTERED_IN_ERROR',
] as const;
export const REFERRAL_STATUSES = [...OPEN_STATUSES, ...FINAL_STATUSES] as const;
/** Where a referral stands. Why it stands there is its reason, what she got its outcome; neither is a status. */
export type ReferralStatusValue = (typeof REFERRAL_STATUSES)[number];

/** Where a reason lies, so that nobody blames her for what was done to her. */
export const SIDES = ['WOMAN', 'CIRCUMSTANCE', 'REFERRER', 'RECEIVER', 'SYSTEM'] as const;
export type Side = (typeof SIDES)[number];

interface StepReason {
  given: 'required' | 'optional';
  sides: readonly Side[];
  /** Whether the other side learns it. Where it does not, that side learns that it ended, never `partner-prevented` or `died`. */
  crosses: 'always' | 'from-receiver' | 'never';
}
interface StepNeeds {
  consent?: true;
  reason?: StepReason;
  outcome?: true;
  appointmentAt?: true;
  lookAgainOn?: true;
  holdUntil?: 'optional';
  condition?: 'optional';
  stillWithHerWhenReceived?: 'optional';
}
export interface JourneyStep {
  from: readonly ReferralStatusValue[];
  to: ReferralStatusValue;
  /** `maker` is the organization that drafted it. */
  by: 'referrer' | 'receiver' | 'either' | 'maker' | 'system';
  /** What is not named here must not come with the step. A note may always come. */
  needs: StepNeeds;
}
type Journey = Readonly<Record<string, JourneyStep>>;

const REFUSAL = { given: 'required', sides: ['RECEIVER'], crosses: 'always' } as const;

/** Where a referral can go next, who may take it there and what that needs. The whole rule is this table. */
export const JOURNEY = {
  SEND: { from: ['DRAFT'], to: 'SENT', by: 'referrer', needs: { consent: true } },
  // Seen is not answered: the answer clock runs on.
  ACKNOWLEDGE: { from: ['SENT'], to: 'ACKNOWLEDGED', by: 'receiver', needs: {} },
  ACCEPT: {
    from: ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
    to: 'ACCEPTED',
    by: 'receiver',
    needs: { holdUntil: 'optional', condition: 'optional' },
  },
  WAITLIST: {
    from: ['SENT', 'ACKNOWLEDGED'],
    to: 'WAITLISTED',
    by: 'receiver',
    needs: { lookAgainOn: true },
  },
  DECLINE: {
    from: ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
    to: 'DECLINED',
    by: 'receiver',
    needs: { reason: REFUSAL },
  },
  SCHEDULE: {
    from: ['ACCEPTED', 'SCHEDULED', 'MISSED'],
    to: 'SCHEDULED',
    by: 'either',
    needs: { appointmentAt: true },
  },
  // No blame in it: she was not seen there, and if anything is said about why, it is a circumstance.
  MISS: {
    from: ['SCHEDULED'],
    to: 'MISSED',
    by: 'either',
    needs: { reason: { given: 'optional', sides: ['CIRCUMSTANCE'], crosses: 'never' } },
  },
  // Life is faster than forms: arriving answers, even after the referral expired.
  ARRIVE: {
    from: ['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'ACCEPTED', 'SCHEDULED', 'MISSED', 'EXPIRED'],
    to: 'ARRIVED',
    by: 'receiver',
    needs: { stillWithHerWhenReceived: 'optional' },
  },
  TURN_AWAY: {
    from: ['ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED'],
    to: 'NOT_COMPLETED',
    by: 'either',
    needs: { reason: REFUSAL },
  },
  COMPLETE: { from: ['ARRIVED'], to: 'COMPLETED', by: 'receiver', needs: { outcome: true } },
  CLOSE: {
    from: ['WAITLISTED', 'ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED'],
    to: 'NOT_COMPLETED',
    by: 'either',
    needs: { reason: { given: 'required', sides: SIDES, crosses: 'from-receiver' } },
  },
  WITHDRAW: {
    from: ['DRAFT', 'SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'ACCEPTED', 'SCHEDULED', 'MISSED'],
    to: 'WITHDRAWN',
    by: 'referrer',
    needs: { reason: { given: 'required', sides: ['WOMAN', 'CIRCUMSTANCE', 'REFERRER'], crosses: 'never' } },
  },
  CORRECT: {
    from: [...OPEN_STATUSES, 'COMPLETED', 'DECLINED', 'NOT_COMPLETED', 'WITHDRAWN', 'EXPIRED'],
    to: 'ENTERED_IN_ERROR',
    by: 'maker',
    needs: {},
  },
  EXPIRE: {
    from: ['SENT', 'ACKNOWLEDGED', 'WAITLISTED'],
    to: 'EXPIRED',
    by: 'system',
    needs: { reason: { given: 'required', sides: ['RECEIVER', 'REFERRER'], crosses: 'always' } },
  },
  END_CONSENT: {
    from: OPEN_STATUSES,
    to: 'WITHDRAWN',
    by: 'system',
    needs: { reason: { given: 'required', sides: ['WOMAN'], crosses: 'never' } },
  },
} as const satisfies Journey;

export type ReferralStepValue = keyof typeof JOURNEY;
export const REFERRAL_STEPS = Object.keys(JOURNEY) as ReferralStepValue[];

/** How a reader stands to one referral. */
export interface Standing {
  referrer: boolean;
  receiver: boolean;
  /** Of the organization that drafted it. */
  maker: boolean;
  /** Nobody of the receiver answers here, so that a referrer may record what it said. Means nothing without `referrer`. */
  mayAnswerOnBehalf: boolean;
}
/** On which side a step is taken; `onBehalf` is the referrer, writing down what the receiver said elsewhere. */
export type TakenAs = 'referrer' | 'receiver' | 'onBehalf';

export function isOpen(status: ReferralStatusValue): boolean {
  return OPEN_STATUSES.some((open) => open === status);
}

/** The row of the table, if the step leaves this status at all; who asks plays no part. */
export function findStep(status: ReferralStatusValue, step: ReferralStepValue): JourneyStep | undefined {
  const row: JourneyStep = JOURNEY[step];
  return row.from.includes(status) ? row : undefined;
}

/** Every step that leaves this status, whoever takes it, the system included. */
export function stepsFrom(status: ReferralStatusValue): ReferralStepValue[] {
  return REFERRAL_STEPS.filter((step) => findStep(status, step));
}

/** The steps that this reader may take now, those on behalf of the receiver included. Never a step of the system. */
export function allowedSteps(status: ReferralStatusValue, standing: Standing): ReferralStepValue[] {
  return stepsFrom(status).filter((step) => takenAs(step, standing) !== null);
}

/** As whom a reader takes a step, or null where it is not hers to take; from which status plays no part. */
export function takenAs(step: ReferralStepValue, standing: Standing): TakenAs | null {
  switch (JOURNEY[step].by) {
    case 'referrer':
      return standing.referrer ? 'referrer' : null;
    case 'receiver':
      if (standing.receiver) return 'receiver';
      return standing.referrer && standing.mayAnswerOnBehalf ? 'onBehalf' : null;
    case 'either':
      // Who stands on both sides acts as the referrer: then the reason of a CLOSE stays where it is.
      if (standing.referrer) return 'referrer';
      return standing.receiver ? 'receiver' : null;
    case 'maker':
      return standing.maker ? 'referrer' : null;
    case 'system':
      return null;
  }
}

/** The receiver's own word, which nobody else can give: the only steps that can be recorded on its behalf. */
export function isReceiverAnswer(step: ReferralStepValue): boolean {
  return JOURNEY[step].by === 'receiver';
}

/** Whether a reason that lies on this side (null: no reason given) may come with the step. */
export function reasonFits(step: ReferralStepValue, side: Side | null): boolean {
  const { reason }: StepNeeds = JOURNEY[step].needs;
  return side === null ? reason?.given !== 'required' : (reason?.sides.includes(side) ?? false);
}

/** Whether the side that did not take the step may see its reason. */
export function reasonSharedWithOtherSide(
  step: ReferralStepValue,
  bySide: 'referrer' | 'receiver' | 'system',
): boolean {
  const { reason }: StepNeeds = JOURNEY[step].needs;
  return reason?.crosses === 'always' || (reason?.crosses === 'from-receiver' && bySide === 'receiver');
}
