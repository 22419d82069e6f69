import { useEffect } from 'preact/hooks';
import type { Asking } from './asking.js';
import { useAsk, type Asked } from './use-ask.js';

const listeners = new Set<() => void>();

/** She has done something here: whatever shows it asks again, without waiting to be told by the server. */
export const acted = (): void => {
  for (const listener of listeners) listener();
};

/** As `useAsk`, kept true while it is looked at: asked again after each act of hers, and when the server says that something may have changed. */
export function useLive<Answer, Variables>(
  document: Asking<Answer, Variables>,
  variables: Variables | null,
): Asked<Answer> {
  const asked = useAsk(document, variables, { live: true });
  const { again } = asked;
  useEffect(() => {
    listeners.add(again);
    return () => {
      listeners.delete(again);
    };
  }, [again]);
  return asked;
}
