import { randomBytes } from 'node:crypto';

/** Words that stand nowhere by chance, in small letters, so that what is folded is found as well. */
export class Canaries {
  readonly all: string[] = [];

  word(): string {
    const word = `zq${randomBytes(8).toString('hex')}xw`;
    this.all.push(word);
    return word;
  }
}

/** A word as bytes, however it may have been written: text of one and of two bytes, hexadecimal, base64 wherever in it it begins. */
export function disguises(word: string): Record<string, Buffer> {
  const utf8 = Buffer.from(word);
  const base64 = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), utf8]).toString('base64');
    // Only the signs that come of the word alone.
    return text.slice([0, 2, 3][offset], Math.floor(((offset + utf8.length) * 8) / 6));
  });
  return {
    utf8,
    utf16le: Buffer.from(word, 'utf16le'),
    hex: Buffer.from(utf8.toString('hex')),
    ...Object.fromEntries(base64.map((text, offset) => [`base64 from ${offset}`, Buffer.from(text)])),
  };
}

/** Which of the words are in these bytes, and how they are written there. */
export function foundIn(bytes: Buffer, words: readonly string[]): string[] {
  return words.flatMap((word) =>
    Object.entries(disguises(word))
      .filter(([, needle]) => bytes.includes(needle))
      .map(([how]) => `${word} (${how})`),
  );
}
