import type { ComponentChildren, JSX } from 'preact';

interface ButtonProps {
  kind?: 'main' | 'plain' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  busy?: boolean;
  onClick?: () => void;
  /** Where its own words do not say enough without what stands around it. */
  label?: string;
  children: ComponentChildren;
}

/** While it is busy it keeps its focus and does nothing: a disabled button would lose it. */
export function Button({
  kind = 'plain',
  type = 'button',
  busy = false,
  onClick,
  label,
  children,
}: ButtonProps): JSX.Element {
  return (
    <button
      type={type}
      class={`button-${kind}`}
      aria-label={label}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
