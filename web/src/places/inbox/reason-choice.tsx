import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.js';
import { Chips } from '../../parts/choice.js';
import { Group } from '../../parts/field.js';
import { useTerms } from '../../terms/use-terms.js';
import { useWords } from '../../words/words.js';
import type { StepName } from './steps.js';

/** Said most; the others are one tap further. Written by the system only: never offered. */
const FIRST = ['no-space', 'drug-use', 'on-ost', 'children', 'not-offered', 'out-of-area', 'no-reason-given'];
const FROM_THE_SYSTEM = ['receiver-silent', 'no-follow-up', 'deadline-passed', 'consent-withdrawn', 'listing-wrong'];
const AT_MOST_AT_ONCE = 9;

export function useReasonName(): (code: string) => string {
  return useTerms().nameOf;
}

/** Why, in big plain choices: what the taxonomy allows for this step. */
export function ReasonChoice({
  step,
  chosen,
  onChange,
}: {
  step: StepName;
  chosen: string | null;
  onChange: (code: string) => void;
}): JSX.Element {
  const say = useWords('inbox');
  const { reasons } = useTerms();
  const [all, setAll] = useState(false);
  const fitting = reasons.filter(({ code, steps }) => steps.includes(step) && !FROM_THE_SYSTEM.includes(code));
  const common = fitting.filter(({ code }) => FIRST.includes(code) || code === chosen);
  const folded = !all && fitting.length > AT_MOST_AT_ONCE && common.length > 2;
  return (
    <Group
      label={say('reason')}
      hint={step === 'WITHDRAW' || step === 'CLOSE' ? say('reason.stays') : say('reason.crosses')}
    >
      <Chips
        single
        choices={(folded ? common : fitting).map(({ code, name }) => ({ value: code, label: name }))}
        chosen={chosen ? [chosen] : []}
        onChange={([code]) => code && onChange(code)}
      />
      {folded && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {say('reason.all')}
        </Button>
      )}
    </Group>
  );
}
