import { registerEnumType } from '@nestjs/graphql';
import type { PlanDateIsValue, PlanEventValue, PlanStepKindValue } from './plan-templates.js';

export const PlanStepKind = { REFERRAL: 'REFERRAL', CHECK: 'CHECK', EVENT: 'EVENT' } as const satisfies {
  [V in PlanStepKindValue]: V;
};
export type PlanStepKind = PlanStepKindValue;

registerEnumType(PlanStepKind, {
  name: 'PlanStepKind',
  description: 'What a step asks for.',
  valuesMap: {
    REFERRAL: {
      description: 'A referral; done when she got it at whatever try, or when a worker says that she has it.',
    },
    CHECK: { description: 'Something to look after: a light check-in, a reminder, a question to ask.' },
    EVENT: {
      description:
        'To be said when it happened, with recordRelease or recordBirth; what comes after it waits for that.',
    },
  },
});

export const PlanStepState = { OPEN: 'OPEN', DONE: 'DONE', SKIPPED: 'SKIPPED' } as const;
export type PlanStepState = keyof typeof PlanStepState;

registerEnumType(PlanStepState, {
  name: 'PlanStepState',
  description: 'Whether a step is still to be done.',
  valuesMap: {
    OPEN: { description: 'Still to be done; also after a refusal.' },
    DONE: { description: 'She got it, or it was looked after.' },
    SKIPPED: { description: 'Left out, with a reason.' },
  },
});

export const PlanDateIs = {
  RELEASE_DATE: 'RELEASE_DATE',
  DUE_MONTH: 'DUE_MONTH',
  FIRST_DOSE: 'FIRST_DOSE',
} as const satisfies { [V in PlanDateIsValue]: V };
export type PlanDateIs = PlanDateIsValue;

registerEnumType(PlanDateIs, {
  name: 'PlanDateIs',
  description: 'What the day is that a plan hangs on.',
  valuesMap: {
    RELEASE_DATE: { description: 'The day she is expected to be released.' },
    DUE_MONTH: { description: 'The month the child is due; written as its first day.' },
    FIRST_DOSE: { description: 'The day of the first dose.' },
  },
});

export const PlanEvent = { RELEASE: 'RELEASE', BIRTH: 'BIRTH' } as const satisfies { [V in PlanEventValue]: V };
export type PlanEvent = PlanEventValue;

registerEnumType(PlanEvent, {
  name: 'PlanEvent',
  description: 'What must be said to have happened before what comes after it has a day.',
  valuesMap: {
    RELEASE: { description: 'She is out.' },
    BIRTH: { description: 'The child is born.' },
  },
});
