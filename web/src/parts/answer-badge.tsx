import type { JSX } from 'preact';
import { useWords } from '../words/words.js';

export type AnswerState = 'YES' | 'NO' | 'DEPENDS' | 'UNKNOWN';
const SIGNS = { YES: '✓', NO: '✕', DEPENDS: '☏', UNKNOWN: '?' } as const;
const KEYS = { YES: 'state.yes', NO: 'state.no', DEPENDS: 'state.depends', UNKNOWN: 'state.unknown' } as const;

/** Yes, No, Ask first, Not known: a word, a sign and a shape each, and a colour besides. Not known never looks like No. */
export function AnswerBadge({ state }: { state: AnswerState }): JSX.Element {
  const say = useWords('codes');
  return (
    <span class={`badge badge-${state.toLowerCase()}`}>
      <span aria-hidden="true">{SIGNS[state]}</span> {say(KEYS[state])}
    </span>
  );
}

/** Where something stands, in a word. */
export function Tag({
  tone = 'quiet',
  children,
}: {
  tone?: 'quiet' | 'good' | 'care' | 'bad';
  children: string;
}): JSX.Element {
  return <span class={`tag tag-${tone}`}>{children}</span>;
}
