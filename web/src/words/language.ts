/** The languages of the pages. A wording that women who speak it have not read yet is marked so (`reviewed`). */
export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', reviewed: false },
  es: { name: 'Español', dir: 'ltr', reviewed: false },
  ar: { name: 'العربية', dir: 'rtl', reviewed: false },
} as const satisfies Record<string, { name: string; dir: 'ltr' | 'rtl'; reviewed: boolean }>;
export type Language = keyof typeof LANGUAGES;

/** Kept on the device: which language somebody reads tells less than the page that is open. Leaving clears it with the rest. */
const KEPT_AS = 'language';
const listeners = new Set<() => void>();

const isLanguage = (text: string | null | undefined): text is Language =>
  text !== null && text !== undefined && Object.hasOwn(LANGUAGES, text);

let now: Language = keptLanguage();

export const isReviewed = (each: Language): boolean => LANGUAGES[each].reviewed;

export const language = (): Language => now;
const LOCALES: Record<Language, string> = { en: 'en-GB', es: 'es', ar: 'ar-u-nu-latn' };

/** Digits stay the ones that phones and slips show. */
export const intlLocale = (): string => LOCALES[now];

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Call it once the words are there: everything that is shown is said anew. */
export function speak(chosen: Language): void {
  now = chosen;
  try {
    localStorage.setItem(KEPT_AS, chosen);
  } catch {
    // A browser that keeps nothing: chosen for as long as the page is open.
  }
  markDocument();
  for (const listener of listeners) listener();
}

export function markDocument(): void {
  document.documentElement.lang = now;
  document.documentElement.dir = LANGUAGES[now].dir;
}

function keptLanguage(): Language {
  try {
    const kept = localStorage.getItem(KEPT_AS);
    if (isLanguage(kept)) return kept;
  } catch {
    // Nothing is kept here.
  }
  return navigator.languages.map((each) => each.slice(0, 2)).find(isLanguage) ?? 'en';
}
