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

export const WorkloadSize = { STANDARD: 'STANDARD', MINI: 'MINI' } as const;
export type WorkloadSize = (typeof WorkloadSize)[keyof typeof WorkloadSize];

registerEnumType(WorkloadSize, {
  name: 'WorkloadSize',
  description: 'Which set of tables a release has.',
  valuesMap: {
    STANDARD: { description: 'Fifteen tables, for a network with some hundred women a quarter.' },
    MINI: { description: 'Six tables with less noise in each, for a small network; best by half-years.' },
  },
});

export const SizeChoice = { ...WorkloadSize, BY_LAST_TOTAL: 'BY_LAST_TOTAL' } as const;
export type SizeChoice = (typeof SizeChoice)[keyof typeof SizeChoice];

registerEnumType(SizeChoice, {
  name: 'SizeChoice',
  description: 'How the set of tables is chosen.',
  valuesMap: {
    STANDARD: { description: 'Always the large one.' },
    MINI: { description: 'Always the small one.' },
    BY_LAST_TOTAL: {
      description: 'By the total of the release before, as it was published: the small one where that was under 300.',
    },
  },
});

export const TrendChange = {
  UP: 'UP',
  DOWN: 'DOWN',
  NO_CLEAR_CHANGE: 'NO_CLEAR_CHANGE',
  NOT_COMPARABLE: 'NOT_COMPARABLE',
} as const;
export type TrendChange = (typeof TrendChange)[keyof typeof TrendChange];

registerEnumType(TrendChange, {
  name: 'TrendChange',
  description: 'How two figures differ, as far as their noise lets anybody say.',
  valuesMap: {
    UP: { description: 'More, by at least two standard deviations of the noise in both.' },
    DOWN: { description: 'Less, by at least as much.' },
    NO_CLEAR_CHANGE: { description: 'The difference is no larger than noise alone may make it.' },
    NOT_COMPARABLE: { description: 'One of the two is not shown, or the periods are not equally long.' },
  },
});

export const SealingStage = { COUNTING: 'COUNTING', ADDING_NOISE: 'ADDING_NOISE', STORING: 'STORING' } as const;
export type SealingStage = (typeof SealingStage)[keyof typeof SealingStage];

registerEnumType(SealingStage, {
  name: 'SealingStage',
  description: 'What a server that seals a period is at.',
  valuesMap: {
    COUNTING: { description: 'It reads the period.' },
    ADDING_NOISE: { description: 'It adds noise to every cell.' },
    STORING: { description: 'It stores what is published, and checks it.' },
  },
});

export const ReleaseDecisionKind = { HIGHER_CAP: 'HIGHER_CAP', SEAL_AGAIN: 'SEAL_AGAIN' } as const;
export type ReleaseDecisionKind = (typeof ReleaseDecisionKind)[keyof typeof ReleaseDecisionKind];

registerEnumType(ReleaseDecisionKind, {
  name: 'ReleaseDecisionKind',
  description: 'What needs two administrators.',
  valuesMap: {
    HIGHER_CAP: { description: 'To spend more of each woman’s protection in 12 months than usual.' },
    SEAL_AGAIN: { description: 'To seal a period once more after an incident.' },
  },
});
