import { registerEnumType } from '@nestjs/graphql';
import type { MessageKindValue, OutcomeValue, UrgencyValue } from './referral-terms.js';

export const Urgency = {
  ROUTINE: 'ROUTINE',
  SOON: 'SOON',
  TODAY: 'TODAY',
  NOW: 'NOW',
} as const satisfies { [V in UrgencyValue]: V };
export type Urgency = UrgencyValue;

registerEnumType(Urgency, {
  name: 'Urgency',
  description: 'How soon she needs an answer; caps what the listing promised.',
  valuesMap: {
    ROUTINE: { description: 'An answer within 5 working days.' },
    SOON: { description: 'An answer within 2 working days.' },
    TODAY: { description: 'An answer within 4 hours.' },
    NOW: { description: 'An answer within 1 hour; ring as well.' },
  },
});

export const Outcome = {
  RECEIVED: 'RECEIVED',
  PARTLY_RECEIVED: 'PARTLY_RECEIVED',
  NOT_RECEIVED: 'NOT_RECEIVED',
} as const satisfies { [V in OutcomeValue]: V };
export type Outcome = OutcomeValue;

registerEnumType(Outcome, {
  name: 'Outcome',
  description: 'What she got, said by the receiver. What she says herself is kept apart.',
  valuesMap: {
    RECEIVED: { description: 'She got what she was sent for.' },
    PARTLY_RECEIVED: { description: 'She got some of it.' },
    NOT_RECEIVED: {
      description: 'She got none of it. Completed all the same: audits count what was received.',
    },
  },
});

export const Side = {
  WOMAN: 'WOMAN',
  CIRCUMSTANCE: 'CIRCUMSTANCE',
  REFERRER: 'REFERRER',
  RECEIVER: 'RECEIVER',
  SYSTEM: 'SYSTEM',
} as const;
export type Side = (typeof Side)[keyof typeof Side];

registerEnumType(Side, {
  name: 'Side',
  description: 'Where a reason lies, so that completion can be audited without blaming her for what was done to her.',
  valuesMap: {
    WOMAN: { description: 'Her own decision.' },
    CIRCUMSTANCE: { description: 'What happened to her.' },
    REFERRER: { description: 'The side that sent her.' },
    RECEIVER: { description: 'The side she was sent to.' },
    SYSTEM: { description: 'Alongside itself, or what stood in it.' },
  },
});

export const AnswerChannel = {
  PHONE: 'PHONE',
  MESSAGE: 'MESSAGE',
  IN_PERSON: 'IN_PERSON',
} as const;
export type AnswerChannel = (typeof AnswerChannel)[keyof typeof AnswerChannel];

registerEnumType(AnswerChannel, {
  name: 'AnswerChannel',
  description: 'How the receiver’s answer came to the referrer.',
  valuesMap: {
    PHONE: { description: 'By telephone.' },
    MESSAGE: { description: 'In writing.' },
    IN_PERSON: { description: 'Face to face.' },
  },
});

export const MessageKind = {
  WORD: 'WORD',
  CONDITION: 'CONDITION',
  QUESTION: 'QUESTION',
  ANSWER: 'ANSWER',
} as const satisfies { [V in MessageKindValue]: V };
export type MessageKind = MessageKindValue;

registerEnumType(MessageKind, {
  name: 'MessageKind',
  description: 'What one side says to the other.',
  valuesMap: {
    WORD: { description: 'A word.' },
    CONDITION: { description: 'The condition on which the receiver said yes.' },
    QUESTION: { description: 'The receiver asks the sender, and waits for an answer.' },
    ANSWER: { description: 'The sender answers a question.' },
  },
});

export const Inbox = {
  TO_ANSWER: 'TO_ANSWER',
  TO_FOLLOW: 'TO_FOLLOW',
  OVERDUE: 'OVERDUE',
  WAITLISTED: 'WAITLISTED',
  UPCOMING: 'UPCOMING',
  CLOSED: 'CLOSED',
  ALL: 'ALL',
} as const;
export type Inbox = (typeof Inbox)[keyof typeof Inbox];

registerEnumType(Inbox, {
  name: 'Inbox',
  description: 'Which of the reader’s referrals to show.',
  valuesMap: {
    TO_ANSWER: { description: 'Received, and waiting for an answer from here.' },
    TO_FOLLOW: { description: 'Sent from here and not over.' },
    OVERDUE: { description: 'Past the time by which something should have been done.' },
    WAITLISTED: { description: 'On a waiting list.' },
    UPCOMING: { description: 'With an appointment ahead.' },
    CLOSED: { description: 'Over.' },
    ALL: { description: 'Every one that this reader may see.' },
  },
});

export const PlaceAnswer = {
  YES: 'YES',
  NO: 'NO',
  CONDITIONAL: 'CONDITIONAL',
  NO_ANSWER: 'NO_ANSWER',
} as const;
export type PlaceAnswer = (typeof PlaceAnswer)[keyof typeof PlaceAnswer];

registerEnumType(PlaceAnswer, {
  name: 'PlaceAnswer',
  description: 'What a place said to a call or an anonymous question.',
  valuesMap: {
    YES: { description: 'It would take her.' },
    NO: { description: 'It would not; the reason says why.' },
    CONDITIONAL: { description: 'It would, on a condition.' },
    NO_ANSWER: { description: 'Nobody answered.' },
  },
});

export const ReferralMark = {
  ANSWERED: 'ANSWERED',
  ACCEPTED: 'ACCEPTED',
  ARRIVED: 'ARRIVED',
  COMPLETED: 'COMPLETED',
} as const;
export type ReferralMark = (typeof ReferralMark)[keyof typeof ReferralMark];

registerEnumType(ReferralMark, {
  name: 'ReferralMark',
  description: 'How far a referral once came, whatever happened to it afterwards: as the completion audit counts it.',
  valuesMap: {
    ANSWERED: { description: 'Somebody answered it.' },
    ACCEPTED: { description: 'It was accepted.' },
    ARRIVED: { description: 'She arrived.' },
    COMPLETED: { description: 'It was completed.' },
  },
});
