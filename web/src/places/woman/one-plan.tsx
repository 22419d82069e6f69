import type { JSX } from 'preact';
import type {
  PlanEvent,
  WomanPlanFragment,
  WomanPlansQuery,
  WomanPlanStepFragment,
} from '../../../generated/graphql.js';
import { Tag } from '../../parts/answer-badge.js';
import { Notice } from '../../parts/notice.js';
import { Card } from '../../parts/page.js';
import { dayOf, momentOf, monthOf } from '../../words/when.js';
import { useWords, type Say } from '../../words/words.js';
import type { InRecord } from './in-record.js';
import { PlanActs } from './plan-acts.js';
import { PlanStepLine } from './plan-step.js';

interface OnePlanProps {
  plan: WomanPlanFragment;
  event: PlanEvent | null;
  terms: WomanPlansQuery['planTerms'];
  record: InRecord;
  again: () => void;
}

/** One aim of hers: the day that it hangs on, what is to be done by when, and what can be done with the whole. */
export function OnePlan({ plan, event, terms, record, again }: OnePlanProps): JSX.Element {
  const say = useWords('woman');
  const act = { plan, terms, record, mayAct: record.mayAct && plan.endedAt === null, again };
  const steps = <Steps plan={plan} lineOf={(step) => <PlanStepLine key={step.id} step={step} {...act} />} />;
  return (
    <Card title={plan.name}>
      <div class="row">
        <span>{hangsOn(plan, event, say)}</span>
        {plan.end && plan.endedAt !== null ? (
          <Tag>{say('plan.ended', { day: dayOf(plan.endedAt), how: plan.end.name })}</Tag>
        ) : (
          <span class="small">{say('plan.ends', { day: dayOf(plan.endsOn) })}</span>
        )}
        {plan.custody && <Tag tone="care">{say('plan.custody')}</Tag>}
      </div>
      {plan.custody?.releaseToConfirm && <Notice tone="care">{say('plan.custody.ask')}</Notice>}
      {record.mayAct ? (
        <PlanActs plan={plan} event={event} ends={terms.ends} again={again}>
          {steps}
        </PlanActs>
      ) : (
        steps
      )}
    </Card>
  );
}

/** What is to be done now; what waits for something to happen, and what lies behind her, is folded. */
function Steps({
  plan,
  lineOf,
}: {
  plan: WomanPlanFragment;
  lineOf: (step: WomanPlanStepFragment) => JSX.Element;
}): JSX.Element {
  const say = useWords('woman');
  const waits = ({ waitsFor, dueOn }: WomanPlanStepFragment): boolean => waitsFor !== null && dueOn === null;
  const open = plan.steps.filter(({ state }) => state === 'OPEN');
  const [now, later] = [open.filter((step) => !waits(step)), open.filter(waits)];
  const over = plan.steps.filter(({ state }) => state !== 'OPEN');
  const [first] = later;
  return (
    <>
      <ul class="stack steps">{now.map(lineOf)}</ul>
      {first?.waitsFor && (
        <details>
          <summary>{say(`plan.waiting.${first.waitsFor}`, { count: later.length })}</summary>
          <ul class="stack steps">{later.map(lineOf)}</ul>
        </details>
      )}
      {over.length > 0 && (
        <details>
          <summary>{say('plan.over', { count: over.length })}</summary>
          <ul class="stack steps">{over.map(lineOf)}</ul>
        </details>
      )}
      {plan.dates.length > 1 && <Days plan={plan} />}
    </>
  );
}

/** What happened, once it has; of a month no day is said. */
function hangsOn({ happenedOn, date, dateIs }: WomanPlanFragment, event: PlanEvent | null, say: Say<'woman'>): string {
  if (happenedOn !== null && event !== null) return say(`plan.happened.${event}`, { day: dayOf(happenedOn) });
  return say(`plan.${dateIs}`, { day: dateIs === 'DUE_MONTH' ? monthOf(date) : dayOf(date) });
}

/** Every day that it hung on, who said so, and why it moved. */
function Days({ plan }: { plan: WomanPlanFragment }): JSX.Element {
  const say = useWords('woman');
  return (
    <details>
      <summary>{say('plan.days')}</summary>
      <ul class="stack">
        {plan.dates.map(({ date, happened, at, by, note }) => (
          <li key={at}>
            {date === null
              ? say('plan.days.NOT')
              : say(happened ? 'plan.days.HAPPENED' : 'plan.days.EXPECTED', {
                  day: !happened && plan.dateIs === 'DUE_MONTH' ? monthOf(date) : dayOf(date),
                })}{' '}
            <span class="small">{[momentOf(at), by?.displayName, note].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
