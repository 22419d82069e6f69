import type { JSX } from 'preact';
import { useId } from 'preact/hooks';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
}

interface ChipsProps<Value extends string> {
  choices: readonly Choice<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  /** One of them at a time. */
  single?: boolean;
  /** With `single`: the browser itself asks for a choice where none was made. */
  required?: boolean;
}

/** Native check boxes (or radio buttons) as large as a thumb, to stand in a `Group`. */
export function Chips<Value extends string>({
  choices,
  chosen,
  onChange,
  single = false,
  required = false,
}: ChipsProps<Value>): JSX.Element {
  const name = useId();
  const toggle = (value: Value, on: boolean): void =>
    onChange(single ? [value] : on ? [...chosen, value] : chosen.filter((each) => each !== value));
  return (
    <div class="chips">
      {choices.map(({ value, label, hint }) => (
        <label class="chip" key={value}>
          <input
            type={single ? 'radio' : 'checkbox'}
            name={name}
            value={value}
            required={single && required}
            checked={chosen.includes(value)}
            onChange={(event) => toggle(value, event.currentTarget.checked)}
          />
          <span>
            {label}
            {hint !== undefined && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
