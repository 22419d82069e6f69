import { registerEnumType } from '@nestjs/graphql';
import type { EscalationValue } from './escalation.js';

export const EscalationLevel = {
  NONE: 'NONE',
  RECEIVER: 'RECEIVER',
  REFERRER: 'REFERRER',
  MANAGER: 'MANAGER',
} as const satisfies { [V in EscalationValue]: V };
export type EscalationLevel = EscalationValue;

registerEnumType(EscalationLevel, {
  name: 'EscalationLevel',
  description: 'Whose matter it is by now, from how late it is; a check-in takes it back to NONE.',
  valuesMap: {
    NONE: { description: 'Nothing is late.' },
    RECEIVER: { description: 'Late: the receiver is reminded.' },
    REFERRER: { description: 'Later: the worker who walks with her asks after it.' },
    MANAGER: { description: 'Later still: her manager does.' },
  },
});
