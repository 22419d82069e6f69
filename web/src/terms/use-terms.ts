import { useEffect, useState } from 'preact/hooks';
import { Terms } from '../../generated/documents/terms.js';
import type { TermsQuery } from '../../generated/graphql.js';
import { ask } from '../ask/ask.js';
import { useLanguage } from '../words/words.js';

type Taxonomy = TermsQuery['taxonomy'];

/** The words of the directory (services, questions, reasons) in the reader's language, asked once for as long as the page is open. */
export interface TermBook extends Taxonomy {
  /** A code in words; the code itself where it has none (yet). */
  nameOf: (code: string) => string;
}

const EMPTY: Taxonomy = { groups: [], services: [], attributes: [], reasons: [] };
const known = new Map<string, Promise<Taxonomy>>();

function termsIn(language: string): Promise<Taxonomy> {
  const there = known.get(language);
  if (there) return there;
  const asked = ask(Terms, { language }).then(({ taxonomy }) => taxonomy);
  known.set(language, asked);
  // A failed asking is not kept: the next place asks again.
  asked.catch(() => known.delete(language));
  return asked;
}

export function useTerms(): TermBook {
  const language = useLanguage();
  const [terms, setTerms] = useState<Taxonomy>(EMPTY);
  useEffect(() => {
    let wanted = true;
    termsIn(language).then(
      (found) => wanted && setTerms(found),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [language]);
  return { ...terms, nameOf: (code) => nameIn(terms, code) };
}

function nameIn(terms: Taxonomy, code: string): string {
  const all = [...terms.services, ...terms.groups, ...terms.attributes, ...terms.reasons];
  return all.find((term) => term.code === code)?.name ?? code.replaceAll('-', ' ');
}
