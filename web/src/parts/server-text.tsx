import type { JSX } from 'preact';
import { serverOrOthers, useServerWords } from '../words/server-words.js';

/** A text that the server may have written, or people: what it says itself is said in the reader's language, the rest as it was written. */
export function ServerText({ text }: { text: string }): JSX.Element {
  useServerWords();
  return <bdi>{serverOrOthers(text)}</bdi>;
}
