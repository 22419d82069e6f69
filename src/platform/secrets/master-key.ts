import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { agreedKey, freshPair, type ProcessCard } from './hand-over.js';
import { seal, unseal } from './sealed-box.js';
import { Secret } from './secret.js';
import { SigningKey } from './signing-key.js';

/** What is derived from one ALONGSIDE_KEY. */
interface Derived {
  bytes: Buffer;
  wrapping: Buffer;
  hashing: Buffer;
  file: Buffer;
  /** What signs checkpoints. */
  signing: Buffer;
  /** Under which processes that hold the same key know each other. */
  proving: Buffer;
  /** Names the key without telling anything of it. */
  check: string;
}

function derivedFrom(key: Secret): Derived {
  const bytes = Buffer.from(key.reveal(), 'base64');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', bytes, 'alongside', purpose, 32));
  return {
    bytes,
    wrapping: derive('wrap keys'),
    hashing: derive('keyed hashes'),
    file: derive('database file'),
    signing: derive('sign checkpoints'),
    proving: derive('processes'),
    check: derive('name of the key').toString('hex').slice(0, 32),
  };
}

/**
 * The one key of a deployment (`ALONGSIDE_KEY`) and what is derived from it. There are two levels and no more: this key wraps the keys of
 * clients and consents, and those seal what is theirs. While the key is changed both the old and the new one open; one of them wraps.
 */
export class MasterKey {
  /** The first wraps. Never more than two: what is older has no wrap left. */
  #ring: Derived[];
  #hashing: Buffer;
  #retired = false;

  constructor(key: Secret, next: Secret | null = null) {
    this.#ring = [key, ...(next ? [next] : [])].map(derivedFrom);
    this.#hashing = this.#first.hashing;
  }

  get #first(): Derived {
    const [first] = this.#ring;
    if (!first) throw new Error('a master key holds no key');
    return first;
  }

  /** 64 hexadecimal digits each: the raw keys with which the embedded database's file may open, where no file beside it says more. */
  databaseFileKeys(): string[] {
    return this.#ring.map(({ file }) => file.toString('hex'));
  }

  databaseFileKey(): string {
    return this.#first.file.toString('hex');
  }

  /** What signs the audit trail's checkpoints: not in the database, so that whoever rewrites the database cannot sign what she made of it. */
  checkpointKey(): SigningKey {
    return new SigningKey(this.#first.signing);
  }

  /** A fresh data key, and the same wrapped for storing; `boundTo` names its owner. */
  newDataKey(boundTo: string): { key: Buffer; wrapped: string } {
    const key = randomBytes(32);
    return { key, wrapped: this.wrap(key, boundTo) };
  }

  wrap(key: Buffer, boundTo: string): string {
    // Better no new woman than one whom nobody can read.
    if (this.#retired)
      throw new Error('ALONGSIDE_KEY was changed while this process did not answer: start it with the new one');
    return seal(this.#first.wrapping, key, boundTo);
  }

  unwrap(wrapped: string, boundTo: string): Buffer {
    return this.#opened(wrapped, boundTo).key;
  }

  /** The same key wrapped by the one that wraps now; null where it is already. */
  rewrapped(wrapped: string, boundTo: string): string | null {
    const { key, by } = this.#opened(wrapped, boundTo);
    return by === this.#first ? null : this.wrap(key, boundTo);
  }

  opens(wrapped: string, boundTo: string): boolean {
    return this.#ring.some((each) => opensWith(each, wrapped, boundTo) !== null);
  }

  /** A keyed hash: whoever holds the database and not the key cannot try words against it. */
  keyedHash(purpose: string, text: string): string {
    return createHmac('sha256', this.#hashing).update(`${purpose}\n${text}`).digest('hex');
  }

  /** Hashes cannot be made anew without her words, so their key is one of the house's own that this key wraps. */
  hashWith(key: Buffer): void {
    this.#hashing = key;
  }

  /** The key of hashes as it was while it still followed from ALONGSIDE_KEY. */
  wrapFirstHashingKey(boundTo: string): string {
    return this.wrap(this.#first.hashing, boundTo);
  }

  /** Which key wraps now, by a name that tells nothing of it. */
  get check(): string {
    return this.#first.check;
  }

  knows(check: string): boolean {
    return this.#ring.some((each) => each.check === check);
  }

  /** Opens with this key too, from now on. It still wraps with the one that it wrapped with. */
  learn(key: Secret): string {
    const learnt = derivedFrom(key);
    if (!this.knows(learnt.check)) this.#ring = [this.#first, learnt];
    return learnt.check;
  }

  /** Wraps with this one of its keys from now on, and still opens with the one before. */
  turnTo(check: string): void {
    const found = this.#ring.find((each) => each.check === check);
    if (!found) throw new Error('a key is turned to that is not known');
    this.#ring = [found, ...this.#ring.filter((each) => each !== found)];
  }

  /** The key that this was wrapped by is the one that wraps. */
  turnToWrapperOf(wrapped: string, boundTo: string): void {
    this.turnTo(this.#opened(wrapped, boundTo).by.check);
  }

  retire(): void {
    this.#retired = true;
  }

  /** By this, whoever holds the same key knows that these words come from one who does. */
  proofOf(words: string): string {
    return proof(this.#first, words);
  }

  /** Its key of this name, sealed so that this one process opens it, and nobody later: null where the process proves no key of ours. */
  handedTo(card: ProcessCard, check: string): string | null {
    const handed = this.#ring.find((each) => each.check === check);
    const common = this.#ring.find((each) => sameText(proof(each, card.id + card.publicKey), card.proof));
    if (!handed || !common) return null;
    const once = freshPair();
    const key = agreedKey(once.privateKey, card.publicKey, common.proving);
    return `${once.publicKey} ${seal(key, handed.bytes, `handed:${card.id}`)}`;
  }

  /** What another process handed to this one, which holds the private half; throws where it was not one that holds the same key. */
  takeFrom(handed: string, card: Omit<ProcessCard, 'proof'>, privateKey: string): Secret {
    const [publicKey = '', sealed = ''] = handed.split(' ');
    for (const { proving } of this.#ring)
      try {
        const key = agreedKey(privateKey, publicKey, proving);
        return new Secret(unseal(key, sealed, `handed:${card.id}`).toString('base64'));
      } catch {
        // Perhaps under the other one.
      }
    throw new Error('a key was handed over by somebody who does not hold ours');
  }

  #opened(wrapped: string, boundTo: string): { key: Buffer; by: Derived } {
    for (const by of this.#ring) {
      const key = opensWith(by, wrapped, boundTo);
      if (key) return { key, by };
    }
    // Says what is wrong in the words of the cipher.
    return { key: unseal(this.#first.wrapping, wrapped, boundTo), by: this.#first };
  }
}

function opensWith({ wrapping }: Derived, wrapped: string, boundTo: string): Buffer | null {
  try {
    return unseal(wrapping, wrapped, boundTo);
  } catch {
    return null;
  }
}

const proof = ({ proving }: Derived, words: string): string =>
  createHmac('sha256', proving).update(words).digest('hex');

const sameText = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
