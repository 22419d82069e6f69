import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { WomanSkipStep } from '../../../generated/documents/plans.js';
import type { WomanPlansQuery } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Confirm } from '../../parts/confirm.js';
import { Field } from '../../parts/field.js';
import { TroubleNotice } from '../../parts/states.js';
import { useWords } from '../../words/words.js';

/** A step is left out, with a reason; it can be opened again. */
export function Skip({
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
