/** Codes as the server makes them: 31 symbols without look-alikes, the last one checks the others. Checked here too, so that a slip is said at once, also offline. */
const SYMBOLS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 12;

export type CodeRead = { code: string } | { problem: 'length' | 'symbol' | 'check' };

/** `ABCD-EFGH-JKMN`: easy to say on the phone. */
export const showCode = (code: string): string => bareCode(code).replace(/.{4}(?=.)/g, '$&-');
export const bareCode = (code: string): string => code.replaceAll('-', '');

/** Spaces, dashes and small letters are fine; a look-alike is never guessed at, it could be another woman's code. */
export function readCode(text: string): CodeRead {
  const code = text.replace(/[\s\p{Dash}\u00AD]/gu, '').replace(/[a-z]/g, (letter) => letter.toUpperCase());
  const symbols = [...code];
  if (!symbols.every((symbol) => SYMBOLS.includes(symbol))) return { problem: 'symbol' };
  if (symbols.length !== LENGTH) return { problem: 'length' };
  const sum = symbols.reduce((total, symbol, place) => total + (LENGTH - place) * SYMBOLS.indexOf(symbol), 0);
  return sum % SYMBOLS.length === 0 ? { code } : { problem: 'check' };
}
