import type { JSX } from 'preact';
import type { InputProblem } from '../ask/trouble.js';
import { Field } from '../parts/field.js';
import { useWords } from '../words/words.js';

/** Why she looks, in her own words. */
export function PurposeField({
  value,
  problems,
  onInput,
}: {
  value: string;
  problems?: readonly InputProblem[];
  onInput: (purpose: string) => void;
}): JSX.Element {
  const say = useWords('woman');
  return (
    <Field label={say('purpose')} hint={say('purpose.hint')} path="purpose" problems={problems}>
      {(described) => (
        <input
          {...described}
          autocomplete="off"
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
