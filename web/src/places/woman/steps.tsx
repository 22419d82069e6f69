import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ReferralStep, WomanReferralFragment } from '../../../generated/graphql.js';
import { useAct } from '../../ask/use-act.js';
import { Button } from '../../parts/button.js';
import { Confirm } from '../../parts/confirm.js';
import { problemsElsewhere } from '../../parts/field.js';
import { Notice } from '../../parts/notice.js';
import { TroubleNotice } from '../../parts/states.js';
import { toast } from '../../parts/toast.js';
import { useWords } from '../../words/words.js';
import { documentOf, STEP_DOCUMENTS, type TakenHere } from './step-documents.js';
import { inputOfStep, missingIn, NOTHING_SAID, StepFields, type StepSaid } from './step-fields.js';

const isTakenHere = (step: ReferralStep): step is TakenHere => step in STEP_DOCUMENTS;
/** These end something, or are not hers to hope for: they stand behind the others. */
const FOLDED: readonly TakenHere[] = ['CLOSE', 'TURN_AWAY', 'WITHDRAW', 'CORRECT'];
/** The receiver's own answers, written down by who rang there because nobody there answers here. */
const RECEIVERS: readonly TakenHere[] = ['ACCEPT', 'WAITLIST', 'DECLINE', 'ARRIVE', 'COMPLETE'];

/** The steps that the server allows her now, and no others. */
export function Steps({ referral, again }: { referral: WomanReferralFragment; again: () => void }): JSX.Element | null {
  const say = useWords('woman');
  const [step, setStep] = useState<TakenHere | null>(null);
  const allowed = referral.allowedSteps.filter(isTakenHere);
  const near = allowed.filter((each) => !FOLDED.includes(each));
  const folded = allowed.filter((each) => FOLDED.includes(each));
  if (allowed.length === 0) return null;
  const buttons = (steps: readonly TakenHere[]): JSX.Element => (
    <div class="actions">
      {steps.map((each) => (
        <Button key={each} onClick={() => setStep(each)}>
          {say(RECEIVERS.includes(each) ? `step.on.${each as 'ACCEPT'}` : `step.${each as 'CLOSE'}`)}
        </Button>
      ))}
    </div>
  );
  return (
    <>
      {near.length > 0 && buttons(near)}
      {folded.length > 0 && (
        <details>
          <summary>{say('step.others')}</summary>
          {buttons(folded)}
        </details>
      )}
      {step && <OneStep key={step} step={step} referral={referral} again={again} onClose={() => setStep(null)} />}
    </>
  );
}

function OneStep({
  step,
  referral,
  again,
  onClose,
}: {
  step: TakenHere;
  referral: WomanReferralFragment;
  again: () => void;
  onClose: () => void;
}): JSX.Element {
  const say = useWords('woman');
  const { act, busy, trouble, problems } = useAct(documentOf(step));
  const [said, setSaid] = useState<StepSaid>(NOTHING_SAID);
  const [refused, setRefused] = useState<string | null>(null);
  const onBehalf = RECEIVERS.includes(step);
  const take = async (): Promise<void> => {
    const missing = missingIn(step, said);
    if (missing) {
      setRefused(say(`missing.${missing}`));
      return;
    }
    setRefused(null);
    const base = { id: referral.id, version: referral.version, ...(onBehalf ? { onBehalfOfReceiver: true } : {}) };
    const answer = await act((key) => ({ input: { ...base, ...inputOfStep(step, said), key } }));
    const [result] = Object.values(answer ?? {}) as { __typename: string; message?: string }[];
    if (!result) return;
    if (result.__typename === 'Referral') {
      onClose();
      toast(say('step.done'));
      again();
    } else if (result.__typename === 'StaleReferral' || result.__typename === 'StepNotAllowed') {
      onClose();
      toast(say('stale'));
      again();
    } else if (result.__typename !== 'InvalidInput') setRefused(result.message ?? '');
  };
  return (
    <Confirm
      open
      title={say(onBehalf ? `step.on.${step as 'ACCEPT'}` : `step.${step as 'CLOSE'}`)}
      action={say('step.action')}
      danger={FOLDED.includes(step)}
      busy={busy}
      onConfirm={() => void take()}
      onClose={onClose}
    >
      {onBehalf ? <p>{say('onBehalf')}</p> : <p>{say(`step.hint.${step as 'CLOSE'}`)}</p>}
      {trouble && trouble.kind !== 'bad-input' && <TroubleNotice trouble={trouble} />}
      {[
        ...(refused === null ? [] : [refused]),
        ...problemsElsewhere(problems, ['reasonCode', 'appointmentAt', 'lookAgainOn', 'note']),
      ].map((message) => (
        <Notice tone="bad" alert key={message}>
          {message}
        </Notice>
      ))}
      <StepFields
        step={step}
        said={said}
        onBehalf={onBehalf}
        problems={problems}
        onSay={(more) => setSaid({ ...said, ...more })}
      />
    </Confirm>
  );
}
