import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { invalidAt } from '../../platform/graphql/index.js';
import { RULES } from '../identity-rules.js';
import { isCommonPassword } from './common-passwords.js';
import { HashingQueue, QueueFull } from './hashing-queue.js';

/** OWASP's argon2id parameters: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters however her keyboard composes them. */
const asTyped = (password: string): string => password.normalize('NFKC');

/** For loading many accounts before anybody is served; whoever is served waits in `Passwords`. */
export const hashPassword = (password: string): Promise<string> => hash(asTyped(password), PARAMETERS);

/** Refuses what is too short, too long, or what everybody tries first. `path` says where it was given. */
export function checkNewPassword(password: string, email: string, path: string): void {
  const { shortest, longest } = RULES.passwords;
  const length = [...asTyped(password)].length;
  if (length < shortest) throw invalidAt(path, `Choose at least ${shortest} characters, best three or four words.`);
  if (length > longest) throw invalidAt(path, `Choose ${longest} characters at most.`);
  if (isCommonPassword(asTyped(password)) || asTyped(password).toLowerCase() === email)
    throw invalidAt(path, 'This is one of those that are tried first: choose three or four words of your own.');
}

/** Hashing, and the small queue that all work around it stands in: it leaves a core to the rest of the house. */
@Injectable()
export class Passwords {
  readonly #queue = new HashingQueue({
    atOnce: Math.max(1, Math.min(RULES.hashing.atMostAtOnce, availableParallelism() - 1)),
    waiting: RULES.hashing.waiting,
  });
  #decoy: Promise<string> | undefined;

  /** Whatever hashes or compares, with what it reads and writes around that, does so in its turn; `full` is answered where there is no room. */
  async inTurn<T, F>(work: () => Promise<T>, full: (retryAfterSeconds: number) => F): Promise<T | F> {
    try {
      return await this.#queue.run(work);
    } catch (error) {
      if (error instanceof QueueFull) return full(RULES.hashing.busyRetrySeconds);
      throw error;
    }
  }

  hash(password: string): Promise<string> {
    return hashPassword(password);
  }

  /** Compares with the hash, or with a decoy where there is none: an unknown address takes as long as a wrong password. */
  async fits(password: string, passwordHash: string | undefined): Promise<boolean> {
    this.#decoy ??= hashPassword('nobody has this password');
    const against = passwordHash || (await this.#decoy);
    const fits = await verify(against, asTyped(password));
    return fits && against === passwordHash;
  }
}
