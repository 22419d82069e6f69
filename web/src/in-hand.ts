import { forgetAnswers } from './ask/kept.js';
import { useEffect, useState } from 'preact/hooks';

/**
 * What she works on: which woman, which referral, and what she has typed and not sent. In this page's memory only; never in an address, never on the
 * device. It outlives a lock for idleness, and is gone when she leaves, signs out, or somebody else signs in.
 */
const held = new Map<string, unknown>();
const listeners = new Map<string, Set<() => void>>();

export function holdInHand(name: string, value: unknown): void {
  if (value === undefined) held.delete(name);
  else held.set(name, value);
  for (const tell of listeners.get(name) ?? []) tell();
}

export function dropAll(): void {
  const names = [...held.keys()];
  held.clear();
  forgetAnswers();
  for (const name of names) for (const tell of listeners.get(name) ?? []) tell();
}

/** Like useState, kept by name: `const [draft, setDraft] = useInHand('refer.draft', EMPTY)`. */
export function useInHand<Value>(name: string, initial: Value): [Value, (value: Value | undefined) => void] {
  const read = (): Value => (held.has(name) ? (held.get(name) as Value) : initial);
  const [value, setValue] = useState(read);
  useEffect(() => {
    const look = (): void => setValue(read);
    const those = listeners.get(name) ?? new Set();
    listeners.set(name, those.add(look));
    look();
    return () => {
      those.delete(look);
    };
  }, [name]);
  return [value, (next) => holdInHand(name, next)];
}
