import { useRef, useState } from 'preact/hooks';
import { ask, newKey } from './ask.js';
import type { Asking } from './asking.js';
import { Trouble, type InputProblem } from './trouble.js';

export interface Acting<Answer, Variables> {
  busy: boolean;
  trouble: Trouble | null;
  /** What is to be mended, from the answer's InvalidInput or from BAD_USER_INPUT: give it to the fields. */
  problems: readonly InputProblem[];
  /** Null where it failed; then `trouble` says why. */
  act: (variables: Variables | ((key: string) => Variables)) => Promise<Answer | null>;
  /** Forgets what the last try came to; one that is on its way goes on. */
  clear: () => void;
}

interface State {
  busy: boolean;
  trouble: Trouble | null;
  problems: readonly InputProblem[];
}
const IDLE: State = { busy: false, trouble: null, problems: [] };

/**
 * An act of hers. Pressing twice acts once: while one is on its way another press does nothing, and the key that the variables are made with stays the
 * same until the server has answered, so that what was lost on the way is not done twice.
 */
export function useAct<Answer extends object, Variables>(
  document: Asking<Answer, Variables>,
): Acting<Answer, Variables> {
  const [state, setState] = useState<State>(IDLE);
  const key = useRef(newKey());
  const underWay = useRef(false);
  const act: Acting<Answer, Variables>['act'] = async (variables) => {
    if (underWay.current) return null;
    underWay.current = true;
    setState({ ...IDLE, busy: true });
    try {
      const made = typeof variables === 'function' ? (variables as (key: string) => Variables)(key.current) : variables;
      const answer = await ask(document, made);
      key.current = newKey();
      setState({ ...IDLE, problems: problemsIn(answer) });
      return answer;
    } catch (error) {
      const trouble = error instanceof Trouble ? error : new Trouble('broken');
      if (trouble.kind === 'bad-input') key.current = newKey();
      setState({ ...IDLE, trouble, problems: trouble.problems });
      return null;
    } finally {
      underWay.current = false;
    }
  };
  return { ...state, act, clear: () => setState(({ busy }) => ({ ...IDLE, busy })) };
}

/** A mutation answers with one union; where that is an InvalidInput it says what is to be mended. */
function problemsIn(answer: object): readonly InputProblem[] {
  const [result] = Object.values(answer) as ({ __typename?: string; problems?: InputProblem[] } | null)[];
  return (result?.__typename === 'InvalidInput' && result.problems) || [];
}
