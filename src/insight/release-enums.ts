import { registerEnumType } from '@nestjs/graphql';

export const NotPublishedReason = {
  PERIOD_OPEN: 'PERIOD_OPEN',
  NOT_DECLARED: 'NOT_DECLARED',
  DENOMINATOR_TOO_SMALL: 'DENOMINATOR_TOO_SMALL',
  TOO_UNCERTAIN: 'TOO_UNCERTAIN',
} as const;
export type NotPublishedReason = (typeof NotPublishedReason)[keyof typeof NotPublishedReason];

registerEnumType(NotPublishedReason, {
  name: 'NotPublishedReason',
  description: 'Why there is no figure here.',
  valuesMap: {
    PERIOD_OPEN: { description: 'The period is not over, or not sealed.' },
    NOT_DECLARED: {
      description: 'No declared table has this cell; totals are only where one declares them.',
    },
    DENOMINATOR_TOO_SMALL: { description: 'A rate would rest on too few women.' },
    TOO_UNCERTAIN: { description: 'The noise is larger than what it would say.' },
  },
});

export const ReleaseRefusal = {
  PERIOD_OPEN: 'PERIOD_OPEN',
  ALREADY_SEALED: 'ALREADY_SEALED',
  BUDGET_SPENT: 'BUDGET_SPENT',
} as const;
export type ReleaseRefusal = (typeof ReleaseRefusal)[keyof typeof ReleaseRefusal];

registerEnumType(ReleaseRefusal, {
  name: 'ReleaseRefusal',
  description: 'Why a period was not sealed.',
  valuesMap: {
    PERIOD_OPEN: { description: 'It is not over, or has not been for 30 days.' },
    ALREADY_SEALED: { description: 'It was sealed before: once only, and late data never restate it.' },
    BUDGET_SPENT: {
      description: 'Sealing it would spend more of what protects each woman than may be spent in 12 months.',
    },
  },
});
