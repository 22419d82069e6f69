import { useEffect, useState } from 'preact/hooks';
import type { ReaderFragment } from '../generated/graphql.js';

/** Who is signed in: `undefined` while nobody asked yet, `null` where nobody is. */
export type Reader = ReaderFragment;
export interface Signed {
  reader: Reader | null | undefined;
  /** Her role needs an authenticator and she has none. */
  mustEnrol: boolean;
  /** The session lies behind the lock: the same person opens it again, and finds the work in hand. */
  locked: boolean;
}

let signed: Signed = { reader: undefined, mustEnrol: false, locked: false };
const listeners = new Set<() => void>();

export const signedNow = (): Signed => signed;

export function setSigned(change: Partial<Signed>): void {
  signed = { ...signed, ...change };
  for (const tell of listeners) tell();
}

export function useSigned(): Signed {
  const [now, setNow] = useState(signed);
  useEffect(() => {
    const look = (): void => setNow(signed);
    listeners.add(look);
    look();
    return () => {
      listeners.delete(look);
    };
  }, []);
  return now;
}

/** Inside a place somebody is signed in. */
export function useReader(): Reader {
  const { reader } = useSigned();
  if (!reader) throw new Error('a place was opened by nobody');
  return reader;
}
