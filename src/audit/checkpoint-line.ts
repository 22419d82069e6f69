import { createHash } from 'node:crypto';
import { wasSignedBy, type SigningKey } from '../platform/secrets/index.js';

/** What a checkpoint says of one chain: of the entries behind `from`, a mark each; of the last, the whole hash. */
export interface SignedEnd {
  chain: string;
  from: number;
  length: number;
  hash: string;
  marks: string;
}

/** A file that was signed with an earlier key, as it stood when a later key took over. */
export interface Vouched {
  publicKey: string;
  /** The hash of its last line then. */
  last: string;
}

/** One line of a file. The first one names the key that signs the file and vouches for those before it; the others are checkpoints. */
export interface Line {
  at: string;
  /** The hash of the line before it, so that a line that was taken out shows; null in the first. */
  previous: string | null;
  opens?: { publicKey: string; vouches: Vouched[] };
  chains?: SignedEnd[];
  /** These chains end here by right: a backup was restored. */
  restored?: true;
}

export const signedLine = (key: SigningKey, line: Line): string => {
  const text = JSON.stringify(line);
  return JSON.stringify({ ...line, signature: key.sign(text) });
};

export const hashOfLine = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface ReadLine {
  line: Line;
  hash: string;
  isSigned: () => boolean;
}

/** A line as it was read; null where it is none. Whether it is signed is asked where nothing behind it answers for it. */
export function readLine(text: string, publicKey: string): ReadLine | null {
  try {
    const { signature, ...line } = JSON.parse(text) as Line & { signature: string };
    return { line, hash: hashOfLine(text), isSigned: () => wasSignedBy(publicKey, JSON.stringify(line), signature) };
  } catch {
    return null;
  }
}
