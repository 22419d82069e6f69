const MARKS = /\p{M}+/gu;
const BETWEEN_WORDS = /[^\p{L}\p{N}]+/u;

/** Lower case without accents, so that "Niñas" and "ninas" are the same word. */
export const folded = (text: string): string => text.normalize('NFD').replace(MARKS, '').toLowerCase();

/** The words of what somebody searches for, folded; none where there is no letter or digit in it. */
export const wordsOf = (text: string): string[] => [
  ...new Set(
    folded(text)
      .split(BETWEEN_WORDS)
      .filter((word) => word !== ''),
  ),
];
