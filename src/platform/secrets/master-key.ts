import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { seal, unseal } from './sealed-box.js';
import type { Secret } from './secret.js';
import { SigningKey } from './signing-key.js';

/**
 * The one key of a deployment (`ALONGSIDE_KEY`) and what is derived from it. There are two levels and no more: this key wraps the keys of
 * clients and consents, and those seal what is theirs.
 */
export class MasterKey {
  readonly #wrapping: Buffer;
  readonly #hashing: Buffer;
  readonly #file: Buffer;
  readonly #signing: Buffer;

  constructor(key: Secret) {
    const bytes = Buffer.from(key.reveal(), 'base64');
    const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', bytes, 'alongside', purpose, 32));
    this.#wrapping = derive('wrap keys');
    this.#hashing = derive('keyed hashes');
    this.#file = derive('database file');
    this.#signing = derive('sign checkpoints');
  }

  /** 64 hexadecimal digits: the raw key of the embedded database's file. */
  databaseFileKey(): string {
    return this.#file.toString('hex');
  }

  /** What signs the audit trail's checkpoints: not in the database, so that whoever rewrites the database cannot sign what she made of it. */
  checkpointKey(): SigningKey {
    return new SigningKey(this.#signing);
  }

  /** A fresh data key, and the same wrapped for storing; `boundTo` names its owner. */
  newDataKey(boundTo: string): { key: Buffer; wrapped: string } {
    const key = randomBytes(32);
    return { key, wrapped: seal(this.#wrapping, key, boundTo) };
  }

  unwrap(wrapped: string, boundTo: string): Buffer {
    return unseal(this.#wrapping, wrapped, boundTo);
  }

  /** A keyed hash: whoever holds the database and not the key cannot try words against it. */
  keyedHash(purpose: string, text: string): string {
    return createHmac('sha256', this.#hashing).update(`${purpose}\n${text}`).digest('hex');
  }
}
