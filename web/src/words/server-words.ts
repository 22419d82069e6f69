import { useEffect, useState } from 'preact/hooks';
import { sentenceIn } from './sentences.js';
import { momentOf } from './when.js';
import { inEnglish, loadWords, serverSentences, useLanguage } from './words.js';

/**
 * The server says in English what is to be mended, and what was refused. Here it is said in the reader's language, by catalogues whose keys are its own
 * sentences (words/…/server.json; test/server-words.spec.ts holds them against the sources). They are loaded when the server first has something to say.
 */
export async function loadServerWords(): Promise<void> {
  try {
    await loadWords(['server']);
  } catch {
    // Without a connection, or from a server that was renewed: English is better than nothing.
  }
}

/** An instant as the server writes it, always with its milliseconds: an example of how one is written has none. */
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g;

/** A sentence of the server's; one that no catalogue knows stays English. */
export const serverSays = (english: string): string =>
  known(english) ?? inEnglish((keep) => english.replace(INSTANT, (at) => keep(momentOf(at))));

/** A text that may be one of the server's, among what people wrote: that stays as it is. */
export const serverOrOthers = (text: string): string => known(text) ?? text;

const known = (english: string): string | null => sentenceIn(serverSentences(), english, shown);

/** What is put into a sentence may be a sentence itself. */
const shown = (value: string): string => known(value) ?? value.replace(INSTANT, (at) => momentOf(at));

/** For what stands beside an answer and not in place of it (parts/server-text.tsx): shown at once, and anew when the words are there. */
export function useServerWords(): void {
  const now = useLanguage();
  const [, sayAnew] = useState(0);
  useEffect(() => {
    let wanted = true;
    void loadServerWords().then(() => wanted && sayAnew((times) => times + 1));
    return () => {
      wanted = false;
    };
  }, [now]);
}
