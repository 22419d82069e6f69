import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanCorrectPlan, WomanEndPlan } from '../../../generated/documents/plan-acts.js';
import type { WomanPlansQuery } from '../../../generated/graphql.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/words.js';
import type { PlanDialogProps } from './plan-day.js';
import { ActTrouble } from './act-trouble.js';
import { usePlanAct, type WayBack } from './use-plan-act.js';

/** It is over, one way or another, and can go on again. */
export function EndPlan({
  plan,
  ends,
  open,
  onClose,
  again,
  reopen,
}: PlanDialogProps & {
  ends: WomanPlansQuery['planTerms']['ends'];
  reopen: WayBack;
}): JSX.Element {
  const say = useWords('woman');
  const acting = usePlanAct(WomanEndPlan, plan, again);
  const [endCode, setEnd] = useState('');
  const [unsaid, setUnsaid] = useState(false);
  const end = async (): Promise<void> => {
    setUnsaid(endCode === '');
    if (endCode !== '' && (await acting.take({ endCode }, { text: say('plan.end.done'), undo: reopen }))) onClose();
  };
  return (
    <Confirm
      open={open}
      title={say('plan.end')}
      action={say('plan.end.action')}
      busy={acting.busy}
      onOpen={() => {
        acting.clear();
        setUnsaid(false);
      }}
      onConfirm={() => void end()}
      onClose={onClose}
    >
      <p>{say('plan.end.hint')}</p>
      {plan.custody && <p>{say('plan.end.custody')}</p>}
      <ActTrouble of={acting} shown={['input.endCode']} />
      <Field
        label={say('reason')}
        path="input.endCode"
        problems={acting.problems}
        error={unsaid && endCode === '' ? say('choose') : null}
      >
        {(described) => (
          <select {...described} value={endCode} onChange={(event) => setEnd(event.currentTarget.value)}>
            <option value="">{say('choose')}</option>
            {ends.map(({ code, name }) => (
              <option value={code} key={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Confirm>
  );
}

/** It never was hers. There is no way back from this, so it is asked plainly. */
export function StrikePlan({ plan, open, onClose, again }: PlanDialogProps): JSX.Element {
  const say = useWords('woman');
  const acting = usePlanAct(WomanCorrectPlan, plan, again);
  const strike = async (): Promise<void> => {
    if (await acting.take({}, { text: say('plan.strike.done') })) onClose();
  };
  return (
    <Confirm
      open={open}
      title={say('plan.strike.title', { name: plan.name })}
      action={say('plan.strike.action')}
      danger
      busy={acting.busy}
      onOpen={acting.clear}
      onConfirm={() => void strike()}
      onClose={onClose}
    >
      <p>{say('plan.strike.hint')}</p>
      {plan.custody && <p>{say('plan.strike.custody')}</p>}
      <ActTrouble of={acting} />
    </Confirm>
  );
}
