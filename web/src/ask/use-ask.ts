import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ask, isAbort } from './ask.js';
import type { Asking } from './asking.js';
import { onChanges } from './changes.js';
import { keepAnswer, keptAnswer } from './kept.js';
import { Trouble } from './trouble.js';

/** Longer than this and she is told that the link is slow. */
const SLOW_MILLIS = 4_000;

export interface Asked<Answer> {
  /** The last answer, also while a newer one is on its way. */
  answer: Answer | null;
  trouble: Trouble | null;
  busy: boolean;
  slow: boolean;
  /** Asks again; the answer that is there stays until then. */
  again: () => void;
}

/**
 * The answer to a question, asked when the place opens and whenever its variables change; what is no longer wanted is aborted. `null` for variables:
 * nothing to ask yet. With `live`, asked again whenever something of hers may have changed. With `keep` (the directory only) the last answer is there at
 * once when the place is opened again, also without a connection.
 */
export function useAsk<Answer, Variables>(
  document: Asking<Answer, Variables>,
  variables: Variables | null,
  { live = false, keep = false }: { live?: boolean; keep?: boolean } = {},
): Asked<Answer> {
  const [state, setState] = useState<Omit<Asked<Answer>, 'again'>>({
    answer: null,
    trouble: null,
    busy: variables !== null,
    slow: false,
  });
  const [round, setRound] = useState(0);
  const again = useCallback(() => setRound((n) => n + 1), []);
  const asked = JSON.stringify(variables);
  const last = useRef(asked);
  useEffect(() => {
    if (asked === 'null') return;
    const leaving = new AbortController();
    // An answer to another question must not pass for one to this.
    const other = last.current !== asked;
    const before = (): Answer | null =>
      keep ? ((keptAnswer(document.name, asked) as Answer | undefined) ?? null) : null;
    last.current = asked;
    setState((old) => ({
      answer: other ? before() : (old.answer ?? before()),
      trouble: null,
      busy: true,
      slow: false,
    }));
    const slow = setTimeout(() => setState((old) => ({ ...old, slow: true })), SLOW_MILLIS);
    void settle(ask(document, JSON.parse(asked) as Variables, leaving.signal)).then((outcome) => {
      clearTimeout(slow);
      if (keep && outcome?.answer) keepAnswer(document.name, asked, outcome.answer);
      if (outcome)
        setState((old) => ({
          answer: outcome.answer ?? old.answer,
          trouble: outcome.trouble,
          busy: false,
          slow: false,
        }));
    });
    return () => {
      clearTimeout(slow);
      leaving.abort();
    };
  }, [document, asked, round, keep]);
  useEffect(() => (live ? onChanges(again) : undefined), [live, again]);
  return { ...state, again };
}

/** Nothing where nobody waits for it any more. */
async function settle<Answer>(
  asking: Promise<Answer>,
): Promise<{ answer: Answer | null; trouble: Trouble | null } | null> {
  try {
    return { answer: await asking, trouble: null };
  } catch (error) {
    if (isAbort(error)) return null;
    return { answer: null, trouble: error instanceof Trouble ? error : new Trouble('broken') };
  }
}
