import type { SealingKey } from '../platform/secrets/index.js';
import type { ReferralRow } from '../referrals/index.js';
import type { PlanRow, PlanStepRow } from './plan.entity.js';
import { stepNameOf, stepNoteOf } from './plan-content.js';
import { SKIP_REASONS, stepNameIn, type PlanTemplateSeed } from './plan-templates.js';
import { PlanTerm } from './plan-template.type.js';
import { PlanStep } from './plan.type.js';
import { neededFromOf } from './schedule.js';
import { inLanguage } from '../platform/wording.js';

const BEHIND = Symbol('what stands behind a presented step');

interface BehindStep {
  lastTry: ReferralRow | null;
}

/** What field resolvers need of a step that was presented to this reader. */
export function behindStep(step: PlanStep & { [BEHIND]?: BehindStep }): BehindStep {
  const behind = step[BEHIND];
  if (!behind) throw new Error('a step was not presented');
  return behind;
}

interface Around {
  plan: PlanRow;
  template: PlanTemplateSeed;
  key: SealingKey | undefined;
  /** In the network's time zone. */
  today: string;
  language: string;
  lastTry: ReferralRow | null;
}

export function presentStep(row: PlanStepRow, around: Around): PlanStep {
  const { plan, template, key, today, language, lastTry } = around;
  const { id, planId, code, kind, services, state, doneOn, waits, dueOn, actFrom } = row;
  return Object.assign(new PlanStep(), {
    [BEHIND]: { lastTry },
    ...{ id, planId, code, kind, services, state, doneOn, actFrom },
    name: code
      ? stepNameIn(template, code, language)
      : ((row.name && key?.open<string>(row.name, stepNameOf(id))) ?? ''),
    dueOn: waits ? null : dueOn,
    expectedOn: dueOn,
    waitsFor: waits ? template.event : null,
    overdue: isOverdue(row, today) && plan.endedAt === null,
    skipped: row.skipCode && skipTerm(row.skipCode, language),
    note: row.note && (key?.open<string>(row.note, stepNoteOf(id)) ?? null),
    answeredForAnotherDay: answeredForAnotherDay(row, around),
  });
}

export const isOverdue = ({ state, waits, dueOn }: Pick<PlanStepRow, 'state' | 'waits' | 'dueOn'>, today: string) =>
  state === 'OPEN' && !waits && dueOn < today;

const EXPECTS_HER: readonly ReferralRow['status'][] = ['WAITLISTED', 'ACCEPTED', 'SCHEDULED'];

const answeredForAnotherDay = (row: PlanStepRow, { plan, lastTry }: Around): boolean =>
  row.state === 'OPEN' &&
  lastTry !== null &&
  EXPECTS_HER.includes(lastTry.status) &&
  lastTry.neededFrom !== neededFromOf(plan, row);

function skipTerm(code: string, language: string): PlanTerm {
  const reason = SKIP_REASONS.find((each) => each.code === code);
  return Object.assign(new PlanTerm(), { code, name: reason ? inLanguage(reason.name, language) : code });
}
