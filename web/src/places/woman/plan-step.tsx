import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCheckStep, WomanUndoStep } from '../../../generated/documents/plans.js';
import type { WomanPlanFragment, WomanPlansQuery, WomanPlanStepFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { InRecord } from './in-record.js';
import { Skip } from './plan-skip.js';
import { StepReferral } from './plan-step-referral.js';

interface StepProps {
  step: WomanPlanStepFragment;
  plan: WomanPlanFragment;
  terms: WomanPlansQuery['planTerms'];
  record: InRecord;
  mayAct: boolean;
  again: () => void;
}

/** One step: when it is due, done in one tap, and back again. */
export function PlanStepLine(props: StepProps): JSX.Element {
  const say = useWords('woman');
  const { step, plan, mayAct, record } = props;
  return (
    <li class="stack">
      <div class="row">
        <b>{step.name}</b>
        {step.state === 'OPEN' && (
          <span class="small">{say('plan.due', { day: dayOf(step.dueOn ?? step.expectedOn) })}</span>
        )}
        {step.overdue && <Tag tone="care">{say('plan.late')}</Tag>}
        {step.state === 'DONE' && (
          <Tag tone="good">{say('plan.done', { day: dayOf(step.doneOn ?? step.expectedOn) })}</Tag>
        )}
        {step.skipped && <Tag>{say('plan.skipped', { reason: step.skipped.name })}</Tag>}
        {step.waitsFor && step.dueOn === null && <span class="small">{say(`plan.waits.${step.waitsFor}`)}</span>}
        {step.referral && <Tag>{say(`status.${step.referral.status}`)}</Tag>}
      </div>
      {step.note && <p class="small">{step.note}</p>}
      {step.answeredForAnotherDay && <Notice tone="care">{say('plan.anotherDay')}</Notice>}
      {mayAct && step.kind === 'REFERRAL' && step.state === 'OPEN' && (
        <StepReferral step={step} plan={plan} record={record} again={props.again} />
      )}
      {/* What happened is said for the whole plan; what a referral did is undone with the referral. */}
      {mayAct && step.kind !== 'EVENT' && !metByReferral(step) && <StepActs {...props} />}
    </li>
  );
}

const metByReferral = ({ state, referral }: WomanPlanStepFragment): boolean =>
  state === 'DONE' && (referral?.outcome === 'RECEIVED' || referral?.outcome === 'PARTLY_RECEIVED');

function StepActs({ step, plan, terms, again }: StepProps): JSX.Element {
  const say = useWords('woman');
  const check = useAct(WomanCheckStep);
  const undo = useAct(WomanUndoStep);
  const [skipping, setSkipping] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const base = { id: plan.id, stepId: step.id, version: plan.version };
  const settled = (result: { __typename: string; message?: string } | undefined, said: string): void => {
    if (!result) return;
    if (result.__typename === 'Plan') toast(said);
    else setRefused(result.message ?? say('stale'));
    again();
  };
  const trouble = check.trouble ?? undo.trouble;
  return (
    <>
      {trouble && <TroubleNotice trouble={trouble} />}
      {refused !== null && <Notice tone="care">{refused}</Notice>}
      <div class="actions">
        {step.state === 'OPEN' ? (
          <>
            <Button
              busy={check.busy}
              label={say(step.kind === 'REFERRAL' ? 'plan.check.REFERRAL.of' : 'plan.check.of', { name: step.name })}
              onClick={() =>
                void check
                  .act((key) => ({ input: { ...base, key } }))
                  .then((done) => settled(done?.checkPlanStep, say('plan.checked')))
              }
            >
              {say(step.kind === 'REFERRAL' ? 'plan.check.REFERRAL' : 'plan.check')}
            </Button>
            <Button kind="quiet" label={say('plan.skip.of', { name: step.name })} onClick={() => setSkipping(true)}>
              {say('plan.skip')}
            </Button>
          </>
        ) : (
          <Button
            kind="quiet"
            busy={undo.busy}
            onClick={() =>
              void undo
                .act((key) => ({ input: { ...base, key } }))
                .then((done) => settled(done?.undoPlanStep, say('plan.undone')))
            }
          >
            {say('plan.undo')}
          </Button>
        )}
      </div>
      {skipping && (
        <Skip
          name={step.name}
          base={base}
          terms={terms}
          onClose={() => setSkipping(false)}
          onDone={(result) => settled(result, say('plan.skippedOne'))}
        />
      )}
    </>
  );
}
