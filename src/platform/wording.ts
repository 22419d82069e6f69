/** What people read, by language (BCP 47's first part). English is always there; another language is a line in `seeds/`, not code. */
export type Wording = { readonly en: string } & Readonly<Record<string, string>>;

/** Of these words those in the language of the tag: English where they were not translated. */
export const inLanguage = (words: Wording, tag: string | null = 'en'): string =>
  words[(tag ?? 'en').split('-', 1)[0]?.toLowerCase() ?? ''] ?? words.en;
