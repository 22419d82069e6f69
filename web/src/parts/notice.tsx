import type { ComponentChildren, JSX } from 'preact';

export type Tone = 'quiet' | 'good' | 'care' | 'bad';
const SIGNS: Record<Tone, string> = { quiet: 'i', good: '✓', care: '!', bad: '!' };

/** Something to be read: told by its sign and its words, not by its colour alone. `alert` reads it out at once. */
export function Notice({
  tone = 'quiet',
  alert = false,
  children,
}: {
  tone?: Tone;
  alert?: boolean;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <div class={`notice notice-${tone}`} role={alert ? 'alert' : undefined}>
      <span class="sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <div>{children}</div>
    </div>
  );
}
