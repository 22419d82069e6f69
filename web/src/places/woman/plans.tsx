import type { JSX } from 'preact';
import { WomanPlans } from '../../../generated/documents/plans.js';
import type { WomanPlanFragment, WomanPlansQuery } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Card } from '../../parts/page.js';
import { EmptyState, Whole } from '../../parts/states.js';
import { language } from '../../words/language.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import { usePurpose } from '../../her/in-hand.js';
import { PlanStepLine } from './plan-step.js';
import { StartPlan } from './start-plan.js';
import type { InRecord } from './in-record.js';

/** What is to happen by when, over months: her plans and their dated steps. */
export function Plans({ record }: { record: InRecord }): JSX.Element {
  const say = useWords('woman');
  const [purpose] = usePurpose();
  const { id } = record.her;
  const asked = useAsk(WomanPlans, { id, purpose, language: language() }, { live: purpose === null });
  return (
    <Whole asked={asked}>
      {({ client, planTemplates, planTerms }) => (
        <>
          {!client || client.plans.length === 0 ? (
            <EmptyState>{say('plans.empty')}</EmptyState>
          ) : (
            client.plans.map((plan) => (
              <OnePlan key={plan.id} plan={plan} terms={planTerms} mayAct={record.mayAct} again={asked.again} />
            ))
          )}
          {record.mayAct && <StartPlan clientId={id} templates={planTemplates} again={asked.again} />}
        </>
      )}
    </Whole>
  );
}

function OnePlan({
  plan,
  terms,
  mayAct,
  again,
}: {
  plan: WomanPlanFragment;
  terms: WomanPlansQuery['planTerms'];
  mayAct: boolean;
  again: () => void;
}): JSX.Element {
  const say = useWords('woman');
  const open = plan.steps.filter(({ state }) => state === 'OPEN');
  const over = plan.steps.filter(({ state }) => state !== 'OPEN');
  const act = { plan, terms, mayAct: mayAct && plan.endedAt === null, again };
  return (
    <Card title={plan.name}>
      <p>
        {say(`plan.${plan.dateIs}`, { day: dayOf(plan.date) })}{' '}
        <span class="small">{say('plan.ends', { day: dayOf(plan.endsOn) })}</span>
      </p>
      <ul class="stack">
        {open.map((step) => (
          <PlanStepLine key={step.id} step={step} {...act} />
        ))}
      </ul>
      {over.length > 0 && (
        <details>
          <summary>{say('plan.over', { count: over.length })}</summary>
          <ul class="stack">
            {over.map((step) => (
              <PlanStepLine key={step.id} step={step} {...act} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
