import { registerEnumType } from '@nestjs/graphql';
import type { ReferralStatusValue, ReferralStepValue } from './journey.js';

export const ReferralStatus = {
  DRAFT: 'DRAFT',
  SENT: 'SENT',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  WAITLISTED: 'WAITLISTED',
  ACCEPTED: 'ACCEPTED',
  SCHEDULED: 'SCHEDULED',
  MISSED: 'MISSED',
  ARRIVED: 'ARRIVED',
  COMPLETED: 'COMPLETED',
  DECLINED: 'DECLINED',
  NOT_COMPLETED: 'NOT_COMPLETED',
  WITHDRAWN: 'WITHDRAWN',
  EXPIRED: 'EXPIRED',
  ENTERED_IN_ERROR: 'ENTERED_IN_ERROR',
} as const satisfies { [V in ReferralStatusValue]: V };
export type ReferralStatus = ReferralStatusValue;

registerEnumType(ReferralStatus, {
  name: 'ReferralStatus',
  description:
    'Where a referral stands. Why it stands there is `reason`; what she got is `outcome`; neither is a status.',
  valuesMap: {
    DRAFT: { description: 'Being prepared; the receiver knows nothing of it.' },
    SENT: { description: 'Sent, and not yet seen by the receiver.' },
    ACKNOWLEDGED: { description: 'Seen, which is not answered: the clock runs on.' },
    WAITLISTED: { description: 'On the receiver’s waiting list, to be looked at again on `lookAgainOn`.' },
    ACCEPTED: { description: 'The receiver will take her.' },
    SCHEDULED: { description: 'There is an appointment.' },
    MISSED: { description: 'She was not seen at the appointment; no blame in it.' },
    ARRIVED: { description: 'She is there.' },
    COMPLETED: { description: 'Over: the receiver said what she got, in `outcome`.' },
    DECLINED: { description: 'Over: the receiver will not take her.' },
    NOT_COMPLETED: { description: 'Over: turned away, or closed before she got it.' },
    WITHDRAWN: { description: 'Over: taken back, by the referrer or because she withdrew consent.' },
    EXPIRED: { description: 'Over: nobody answered in time. She may still arrive.' },
    ENTERED_IN_ERROR: { description: 'Should never have been; kept, and left out of every figure.' },
  },
});

export const ReferralStep = {
  SEND: 'SEND',
  ACKNOWLEDGE: 'ACKNOWLEDGE',
  ACCEPT: 'ACCEPT',
  WAITLIST: 'WAITLIST',
  DECLINE: 'DECLINE',
  SCHEDULE: 'SCHEDULE',
  MISS: 'MISS',
  ARRIVE: 'ARRIVE',
  TURN_AWAY: 'TURN_AWAY',
  COMPLETE: 'COMPLETE',
  CLOSE: 'CLOSE',
  WITHDRAW: 'WITHDRAW',
  CORRECT: 'CORRECT',
  EXPIRE: 'EXPIRE',
  END_CONSENT: 'END_CONSENT',
} as const satisfies { [V in ReferralStepValue]: V };
export type ReferralStep = ReferralStepValue;

registerEnumType(ReferralStep, {
  name: 'ReferralStep',
  description:
    'What can be done to a referral; who may do it from where is one table, and `allowedSteps` comes from it.',
  valuesMap: {
    SEND: { description: 'The referrer sends it, under an active consent made out to this receiver.' },
    ACKNOWLEDGE: { description: 'The receiver has seen it.' },
    ACCEPT: { description: 'The receiver will take her, and may hold a place until a time.' },
    WAITLIST: { description: 'The receiver puts her on its list and says when it looks again.' },
    DECLINE: { description: 'The receiver will not take her, and says why.' },
    SCHEDULE: { description: 'Either side sets an appointment.' },
    MISS: { description: 'She was not seen at the appointment.' },
    ARRIVE: { description: 'She is there, found by the code on her slip. Arriving answers.' },
    TURN_AWAY: { description: 'She was turned away; teaches as a decline does.' },
    COMPLETE: { description: 'The receiver says what she got.' },
    CLOSE: { description: 'Either side ends it, with a reason of any side.' },
    WITHDRAW: { description: 'The referrer takes it back.' },
    CORRECT: { description: 'It should never have been: whoever made it marks it so.' },
    EXPIRE: { description: 'The system ends it where nobody answered.' },
    END_CONSENT: { description: 'The system ends it where she withdrew consent and did not keep the place.' },
  },
});
