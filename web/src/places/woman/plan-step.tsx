import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCheckStep, WomanSkipStep, WomanUndoStep } from '../../../generated/documents/plans.js';
import type { WomanPlanFragment, WomanPlansQuery, WomanPlanStepFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Tag } from '../../parts/answer-badge.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { dayOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';

interface StepProps {
  step: WomanPlanStepFragment;
  plan: WomanPlanFragment;
  terms: WomanPlansQuery['planTerms'];
  mayAct: boolean;
  again: () => void;
}

/** One step: when it is due, done in one tap, and back again. */
export function PlanStepLine(props: StepProps): JSX.Element {
  const say = useWords('woman');
  const { step, mayAct } = props;
  return (
    <li class="stack">
      <div class="row">
        <span>{step.name}</span>
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
      {mayAct && step.kind === 'CHECK' && <StepActs {...props} />}
    </li>
  );
}

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
              label={say('plan.check.of', { name: step.name })}
              onClick={() =>
                void check
                  .act((key) => ({ input: { ...base, key } }))
                  .then((done) => settled(done?.checkPlanStep, say('plan.checked')))
              }
            >
              {say('plan.check')}
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

function Skip({
  name,
  base,
  terms,
  onClose,
  onDone,
}: {
  name: string;
  base: { id: string; stepId: string; version: number };
  terms: WomanPlansQuery['planTerms'];
  onClose: () => void;
  onDone: (result: { __typename: string; message?: string }) => void;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(WomanSkipStep);
  const [reasonCode, setReason] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const skip = async (): Promise<void> => {
    if (reasonCode === '') {
      setUnsaid(true);
      return;
    }
    const answer = await act((key) => ({ input: { ...base, reasonCode, key } }));
    const result = answer?.skipPlanStep;
    if (!result || result.__typename === 'InvalidInput') return;
    onClose();
    onDone(result);
  };
  return (
    <Confirm open title={name} action={say('plan.skip')} busy={busy} onConfirm={() => void skip()} onClose={onClose}>
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      <Field
        label={say('plan.skip.why')}
        path="input.reasonCode"
        problems={problems}
        error={unsaid && reasonCode === '' ? say('choose') : null}
      >
        {(described) => (
          <select {...described} value={reasonCode} onChange={(event) => setReason(event.currentTarget.value)}>
            <option value="">{say('choose')}</option>
            {terms.skipReasons.map(({ code, name: words }) => (
              <option value={code} key={code}>
                {words}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Confirm>
  );
}
