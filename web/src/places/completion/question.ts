import type { AuditTable, Direction, ReferralFilter, ReferralStatus } from '../../../generated/graphql.js';
import { periodNow, periodOf, type Period } from './period.js';

/** What this page shows, as it stands in the address: codes only. */
export interface Question {
  period: Period;
  direction: Direction;
  view: View;
}

export const VIEWS = [
  'overview',
  'reasons',
  'walked',
  'services',
  'counterparts',
  'months',
  'needs',
  'word',
  'times',
] as const;
export type View = (typeof VIEWS)[number];
/** What only who sent her ever hears. */
export const SENT_ONLY: readonly View[] = ['needs', 'word'];

export function questionIn(search: URLSearchParams): Question {
  const direction = search.get('side') === 'received' ? 'RECEIVED' : 'SENT';
  const view = VIEWS.find((each) => each === search.get('view')) ?? 'overview';
  return {
    period: periodOf(search.get('period') ?? '') ?? periodNow(),
    direction,
    view: direction === 'RECEIVED' && SENT_ONLY.includes(view) ? 'overview' : view,
  };
}

export const addressOf = ({ period, direction, view }: Question): string =>
  `/completion?${new URLSearchParams({ period: period.code, side: direction.toLowerCase(), view }).toString()}`;

export const STAGES = ['sent', 'answered', 'accepted', 'arrived', 'received'] as const;
export type Stage = (typeof STAGES)[number];

/** The whole cohort: neither drafts nor what was entered in error. */
const COUNTED: ReferralStatus[] = [
  ...(['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'ACCEPTED', 'SCHEDULED', 'ARRIVED', 'MISSED'] as const),
  ...(['COMPLETED', 'NOT_COMPLETED', 'DECLINED', 'EXPIRED', 'WITHDRAWN'] as const),
];
const OPEN: ReferralStatus[] = ['SENT', 'ACKNOWLEDGED', 'WAITLISTED', 'ACCEPTED', 'SCHEDULED', 'ARRIVED', 'MISSED'];

export const cohortOf = ({ period, direction }: Pick<Question, 'period' | 'direction'>): ReferralFilter => ({
  sentFrom: period.from,
  sentTo: period.to,
  sentByUs: direction === 'SENT',
  statuses: COUNTED,
});

export const openOf = (question: Question): ReferralFilter => ({ ...cohortOf(question), statuses: OPEN });

const REACHED: Record<Stage, ReferralFilter> = {
  sent: {},
  answered: { reached: 'ANSWERED' },
  accepted: { reached: 'ACCEPTED' },
  arrived: { reached: 'ARRIVED' },
  received: { outcomes: ['RECEIVED', 'PARTLY_RECEIVED'] },
};

export const atStage = (cohort: ReferralFilter, stage: Stage): ReferralFilter => ({ ...cohort, ...REACHED[stage] });

export type { AuditTable };
