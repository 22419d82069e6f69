import { Fragment, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.js';
import { useReader } from '../../reader.js';
import { useWords } from '../../words/words.js';
import { NotTaken } from './refused.js';
import { StepForm } from './step-form.js';
import { AT_ONCE, FINAL, isOnBehalf, stepsOf, type Row, type StepName, type Whole } from './steps.js';
import { useStep } from './use-step.js';

/** What may be done next; what the server allows, and nothing else. */
export function StepsBar({ referral }: { referral: Whole }): JSX.Element | null {
  const say = useWords('inbox');
  const { organization } = useReader();
  const [open, setOpen] = useState<StepName | null>(null);
  const steps = stepsOf(referral);
  if (steps.length === 0) return null;
  if (open && steps.includes(open))
    return <StepForm key={open} step={open} referral={referral} onClose={() => setOpen(null)} />;
  const atOnce = (step: StepName): boolean => AT_ONCE.includes(step) && !isOnBehalf(step, referral, organization?.id);
  const plain = steps.filter((step) => step !== 'CORRECT' && !(step === 'CLOSE' && steps.includes('DECLINE')));
  const others = steps.filter((step) => !plain.includes(step));
  return (
    <div class="stack" role="group" aria-label={say('steps')}>
      <div class="actions">
        {plain.map((step, place) =>
          atOnce(step) ? (
            <Fragment key={step}>
              <StepButton step={step} referral={referral} main={place === 0} />
              {step === 'ACCEPT' && <Button onClick={() => setOpen('ACCEPT')}>{say('accept.more')}</Button>}
            </Fragment>
          ) : (
            <Button
              key={step}
              kind={FINAL.includes(step) && step !== 'COMPLETE' ? 'danger' : 'plain'}
              onClick={() => setOpen(step)}
            >
              {say(`step.${step}`)}
            </Button>
          ),
        )}
      </div>
      {others.length > 0 && (
        <div class="actions">
          {others.map((step) => (
            <Button key={step} kind="quiet" onClick={() => setOpen(step)}>
              {say(`step.${step}`)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

/** A step that needs nothing else, in one press. */
export function StepButton({
  step,
  referral,
  main = false,
}: {
  step: StepName;
  referral: Row;
  main?: boolean;
}): JSX.Element {
  const say = useWords('inbox');
  const stepping = useStep(step, referral);
  return (
    <>
      <NotTaken stepping={stepping} />
      <Button
        kind={main ? 'main' : 'plain'}
        busy={stepping.busy}
        label={say('step.of', { step: say(`step.${step}`), code: referral.code })}
        onClick={() => void stepping.take()}
      >
        {say(`step.${step}`)}
      </Button>
    </>
  );
}
