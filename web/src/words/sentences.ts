/** Whole sentences in another language, found by the English one; `{0}`, `{1}` … stand for what is put into it. */
export type Sentences = Readonly<Record<string, string>>;

interface Template {
  form: RegExp;
  wording: string;
}

/**
 * A sentence as a catalogue says it, or null where it does not. One that stands there whole comes before those with places in them, and of these the
 * longest before a shorter one that would fit too. `shown` says what was put into it.
 */
export function sentenceIn(sentences: Sentences, english: string, shown: (value: string) => string): string | null {
  if (Object.hasOwn(sentences, english)) return sentences[english] ?? null;
  for (const { form, wording } of templatesOf(sentences)) {
    const found = form.exec(english);
    if (found) return wording.replace(/\{(\d)\}/g, (_, place: string) => shown(found[Number(place) + 1] ?? ''));
  }
  return null;
}

const known = new WeakMap<Sentences, readonly Template[]>();

function templatesOf(sentences: Sentences): readonly Template[] {
  const before = known.get(sentences);
  if (before) return before;
  const made = Object.entries(sentences)
    .filter(([english]) => english.includes('{0}'))
    .sort(([one], [other]) => other.length - one.length)
    .map(([english, wording]) => ({ form: formOf(english), wording }));
  known.set(sentences, made);
  return made;
}

/** Its places are in the order of their numbers: whoever collects the sentences numbers them so. */
const formOf = (english: string): RegExp =>
  new RegExp(
    `^${english
      .split(/\{\d\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.+)')}$`,
    's',
  );
