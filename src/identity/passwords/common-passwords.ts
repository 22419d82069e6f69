import { dictionary } from '@zxcvbn-ts/language-common';

const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Digits and signs: what people put around a word to make it long enough. */
const PADDED = /^([^\p{L}]*)(.*?)([^\p{L}]*)$/su;

/** Among the commonest, or one of them made longer in a way that every guesser tries: repeated, or with digits and signs around it. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  const [, before = '', word = '', after = ''] = PADDED.exec(text) ?? [];
  if (word === '') return true;
  for (let start = 0; start <= before.length; start++)
    for (let end = text.length; end >= text.length - after.length; end--)
      if (isKnown(text.slice(start, end))) return true;
  return false;
}

/** One sign, or one of the list, once or so many times over: `booboobooboo` is `booboo` twice. */
function isKnown(text: string): boolean {
  const part = repeatedPart(text);
  if (part.length === 1) return true;
  const times = text.length / part.length;
  return Array.from({ length: times }, (_, each) => each + 1).some(
    (each) => times % each === 0 && COMMON.has(part.repeat(each)),
  );
}

/** Of `abcabcabc`, `abc`; of anything that does not repeat, the whole. */
function repeatedPart(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}
