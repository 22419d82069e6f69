import type { JSX } from 'preact';
import type { InputProblem } from '../ask/trouble.js';
import { Field } from './field.js';

interface PasswordFieldProps {
  label: string;
  hint?: string;
  path: string;
  problems?: readonly InputProblem[];
  fresh?: boolean;
  value: string;
  onInput: (value: string) => void;
}

/** A password that is there already, or (`fresh`) a new one, which a browser may think of and keep. */
export function PasswordField({ fresh = false, value, onInput, ...about }: PasswordFieldProps): JSX.Element {
  return (
    <Field {...about}>
      {(described) => (
        <input
          {...described}
          type="password"
          autocomplete={fresh ? 'new-password' : 'current-password'}
          maxLength={128}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export function CodeField({ value, onInput, ...about }: Omit<PasswordFieldProps, 'fresh'>): JSX.Element {
  return (
    <Field {...about}>
      {(described) => (
        <input
          {...described}
          class="ltr"
          inputMode="numeric"
          autocomplete="one-time-code"
          maxLength={40}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
