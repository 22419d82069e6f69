import { dictionary } from '@zxcvbn-ts/language-common';

const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Signs and digits that people put around a word to make it long enough. */
const PADDING = /^[\d\p{P}\p{S}\s]+|[\d\p{P}\p{S}\s]+$/gu;

/** Among the commonest, or one of them made longer in a way that every guesser tries: repeated, or with digits and signs around it. */
export function isCommonPassword(password: string): boolean {
  const text = password.toLowerCase();
  return [text, repeatedPart(text), text.replace(PADDING, ''), repeatedPart(text.replace(PADDING, ''))].some(
    (each) => each.length <= 1 || COMMON.has(each),
  );
}

/** Of `abcabcabc`, `abc`; of anything that does not repeat, the whole. */
function repeatedPart(text: string): string {
  const at = `${text}${text}`.indexOf(text, 1);
  return text.slice(0, at);
}
