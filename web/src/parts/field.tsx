import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { InputProblem } from '../ask/trouble.js';
import { useWords } from '../words/words.js';

/** What a field says about itself: given to the control, so that a screen reader says it too. */
export interface Described {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}

interface FieldProps {
  label: ComponentChildren;
  hint?: ComponentChildren;
  optional?: boolean;
  /** As the server names it (`problems[].path`), for example `input.email`: its problems stand here. */
  path?: string;
  problems?: readonly InputProblem[];
  /** Of our own finding. */
  error?: string | null;
  children: (described: Described) => ComponentChildren;
}

/** A label, a control, what helps to fill it in, and what is wrong with it: `<Field label="…">{(d) => <input {...d} />}</Field>`. */
export function Field({ label, hint, optional, path, problems = [], error, children }: FieldProps): JSX.Element {
  const say = useWords('shell');
  const id = useId();
  const wrong = error ? [error] : problemsAt(problems, path);
  const about = [hint !== undefined && `${id}-hint`, wrong.length > 0 && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class={wrong.length > 0 ? 'field field-wrong' : 'field'}>
      <label for={id}>
        {label}
        {optional && <span class="optional"> ({say('optional')})</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': about || undefined, 'aria-invalid': wrong.length > 0 || undefined })}
      {wrong.length > 0 && (
        <p class="error" id={`${id}-error`}>
          <span aria-hidden="true">! </span>
          {wrong.join(' ')}
        </p>
      )}
    </div>
  );
}

/** Several choices that belong together, under one name. */
export function Group({
  label,
  hint,
  children,
}: {
  label: ComponentChildren;
  hint?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <fieldset aria-describedby={hint === undefined ? undefined : id}>
      <legend>{label}</legend>
      {hint !== undefined && (
        <p class="hint" id={id}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}

/** Those of a field: `input.email` and what lies below it. The server may leave `input.` away. */
export function problemsAt(problems: readonly InputProblem[], path: string | undefined): string[] {
  if (path === undefined) return [];
  const bare = (text: string): string => text.replace(/^(variables\.)?(input\.)?/, '');
  const wanted = bare(path);
  return problems
    .filter((problem) => bare(problem.path) === wanted || bare(problem.path).startsWith(`${wanted}.`))
    .map(({ message }) => message);
}

/** Those that no field of the form shows; say them above the button. */
export const problemsElsewhere = (problems: readonly InputProblem[], shown: readonly string[]): string[] =>
  problems
    .filter((problem) => !shown.some((path) => problemsAt([problem], path).length > 0))
    .map(({ message }) => message);
