import { randomInt } from 'node:crypto';

/** Thirty-one symbols, without the look-alikes 0 O 1 I L. A prime number of them, or the check character would let swaps through. */
export const CODE_SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

// Eleven random symbols (54 bits) and one check character: three groups of four are easy to say on the phone.
const CODE_LENGTH = 12;
const GROUPS_OF_FOUR = /.{4}(?=.)/g;
const SPACES_AND_DASHES = /[\s\p{Dash}\u00AD]/gu;

export type CodeRead = { code: string } | { problem: 'LENGTH' | 'SYMBOL' | 'CHECK' };

/**
 * A code for a woman or for one referral, as it is stored. Nothing is derived from her: derived codes were reversed in hours, and collide.
 * `random` answers a whole number from 0 to below `max`, each as likely; only tests bring their own.
 */
export function newCode(random: (max: number) => number = (max) => randomInt(max)): string {
  const symbols = Array.from({ length: CODE_LENGTH - 1 }, () => CODE_SYMBOLS.charAt(random(CODE_SYMBOLS.length)));
  const withoutCheck = symbols.join('');
  const check = (CODE_SYMBOLS.length - weigh(withoutCheck)) % CODE_SYMBOLS.length;
  return withoutCheck + CODE_SYMBOLS.charAt(check);
}

/** The code in groups, for the card, the slip and for reading aloud: `ABCD-EFGH-JKMN`. */
export function showCode(code: string): string {
  return code.replace(GROUPS_OF_FOUR, '$&-');
}

/**
 * A code that somebody typed or scanned. Spaces, dashes and small letters are fine. A look-alike (0 O 1 I L) is a `SYMBOL` problem and is
 * never mapped: we could only guess which symbol was meant, and a wrong guess may be another woman's.
 */
export function readCode(text: string): CodeRead {
  // ASCII letters only: toUpperCase() alone would turn one 'ß' into two valid symbols.
  const code = text.replace(SPACES_AND_DASHES, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const symbols = [...code];
  if (symbols.length !== CODE_LENGTH) return { problem: 'LENGTH' };
  if (!symbols.every((symbol) => CODE_SYMBOLS.includes(symbol))) return { problem: 'SYMBOL' };
  return weigh(code) === 0 ? { code } : { problem: 'CHECK' };
}

/** Three groups of four, as it is written (with dashes, or in one) and as it is read aloud. Of words that look alike, the check character says that they are none. */
const WRITTEN = /(?<![A-Za-z0-9])(?:[A-Za-z0-9]{4}\p{Dash}?){2}[A-Za-z0-9]{4}(?![A-Za-z0-9])/gu;
const SPOKEN = /(?<![A-Za-z0-9])(?=[A-Za-z ]*[0-9])(?:[A-Za-z0-9]{4} ){2}[A-Za-z0-9]{4}(?![A-Za-z0-9])/g;

/** Whether somebody's code stands in this text. */
export const namesACode = (text: string): boolean =>
  [...text.matchAll(WRITTEN), ...text.matchAll(SPOKEN)].some(([found]) => 'code' in readCode(found));

/**
 * Weights 12, 11, … 1 over the prime 31, as ISBN-10 does over 11. None is 0: a wrong symbol always shows. No two are alike: a swap of any two
 * different symbols shows, near or far. No two add up to 31: the same slip made twice (`AA` for `BB`) shows as well.
 */
function weigh(symbols: string): number {
  const sum = [...symbols].reduce(
    (total, symbol, place) => total + (CODE_LENGTH - place) * CODE_SYMBOLS.indexOf(symbol),
    0,
  );
  return sum % CODE_SYMBOLS.length;
}
