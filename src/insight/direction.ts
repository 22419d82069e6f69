import { registerEnumType } from '@nestjs/graphql';

export const Direction = {
  SENT: 'SENT',
  RECEIVED: 'RECEIVED',
} as const;
export type Direction = (typeof Direction)[keyof typeof Direction];

registerEnumType(Direction, {
  name: 'Direction',
  description: 'From which side an organization’s referrals are counted.',
  valuesMap: {
    SENT: { description: 'Those that it sent.' },
    RECEIVED: { description: 'Those that were sent to it.' },
  },
});
