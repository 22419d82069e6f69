import { createHash, randomBytes, randomInt } from 'node:crypto';

/** What is given out once and stored as a hash only: a session's token, a link's. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Enough for what is random: nobody can try 256 bits, or 80. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Easy to read aloud and to type: no look-alikes. */
const SYMBOLS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Groups of four joined by dashes: 16 symbols are 79 bits. */
export const newWord = (length = 16): string => {
  const symbols = Array.from({ length }, () => SYMBOLS.charAt(randomInt(SYMBOLS.length))).join('');
  return symbols.match(/.{1,4}/g)?.join('-') ?? symbols;
};

/** As somebody types it: capitals, spaces and dashes do not matter. */
export const wordAsTyped = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
