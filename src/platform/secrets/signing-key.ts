import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410). */
const BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key that signs, and shows its private half to nobody. */
export class SigningKey {
  readonly #key: KeyObject;
  /** For whoever checks: SPKI in base64. */
  readonly publicKey: string;

  constructor(seed: Buffer) {
    this.#key = createPrivateKey({ key: Buffer.concat([BEFORE_SEED, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).toString('base64');
  }

  sign(text: string): string {
    return sign(null, Buffer.from(text, 'utf8'), this.#key).toString('base64');
  }
}

/** Whether the owner of this public key signed this text; false too where either is no such thing at all. */
export function wasSignedBy(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' &&
      verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

/** A short name of a public key. */
export const nameOfKey = (publicKey: string): string =>
  createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
