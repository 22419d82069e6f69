import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../clock.js';
import { Database, DatabaseRefused, type Reader } from '../database/index.js';
import { newId } from '../ids.js';
import { LOG, type Log } from '../log.js';
import { freshPair, MasterKey } from '../secrets/index.js';
import { hashingKeyKept, HASHING, houseSecret, wrappedHashingKey } from './house-secrets.js';
import type { KeyChangeState } from './key-change.entity.js';

const LOOK_MILLIS = 1_000;
/** How long a start waits for a change that is under way to hand it the new key. */
const WAIT_LOOKS = 5;

/** A change of the key that is not done. */
export interface OpenChange {
  id: string;
  key_check: string;
  state: KeyChangeState;
}

export const openChange = (reader: Reader): Promise<OpenChange | undefined> =>
  reader.one<OpenChange>(sql`SELECT id, key_check, state FROM key_change WHERE state <> 'DONE'`);

/**
 * This process's hold on ALONGSIDE_KEY. It tells the others that it is there, follows a change of the key step by step while it goes on serving,
 * and does not start where its key is not this database's.
 */
@Injectable()
export class KeyKeeper implements OnModuleInit, OnApplicationShutdown {
  readonly id = newId();
  readonly #pair = freshPair();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly master: MasterKey,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleInit(): Promise<void> {
    const wrapped = await hashingKeyKept(this.database, this.master, this.clock);
    await this.#register();
    await this.follow();
    for (let look = 0; ; look++) {
      const change = await openChange(this.database);
      if (this.#holds(wrapped, change)) break;
      if (!change || look === WAIT_LOOKS) await this.#refuse(change);
      await new Promise((wake) => setTimeout(wake, LOOK_MILLIS));
      await this.follow();
    }
    await this.#take(wrapped);
    this.#timer = setInterval(() => this.#look(), LOOK_MILLIS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.#looking;
    // Where that fails, whoever changes the key next finds out by itself that nobody is there.
    await this.database
      .write((tx) => tx.run(sql`DELETE FROM key_process WHERE id = ${this.id}`))
      .catch(() => undefined);
  }

  /** One look at what there is to follow. */
  async follow(): Promise<void> {
    const change = await openChange(this.database);
    if (!change) return this.#timer ? this.#stillHolds() : undefined;
    const me = await this.database.one<{ handed: string | null; followed: string }>(
      sql`SELECT handed, followed FROM key_process WHERE id = ${this.id}`,
    );
    // Held to be gone, while it was only slow: it comes back, and is handed the key again.
    if (!me) return this.#register();
    if (me.handed && !this.master.knows(change.key_check))
      this.master.learn(this.master.takeFrom(me.handed, this.#card, this.#pair.privateKey));
    if (!this.master.knows(change.key_check)) return;
    const followed = `${change.state} ${change.id}`;
    if (me.followed === followed) return;
    if (change.state === 'REWRAP') {
      this.master.turnTo(change.key_check);
      // What was wrapped by the old one a moment ago is kept before this process says that it is done with it.
      await this.database.settled();
    }
    await this.database.write((tx) => tx.run(sql`UPDATE key_process SET followed = ${followed} WHERE id = ${this.id}`));
  }

  get #card() {
    return { id: this.id, publicKey: this.#pair.publicKey };
  }

  #look(): void {
    this.#looking = this.#looking
      .then(() => this.follow())
      .catch((error: unknown) => {
        this.log.error(
          { job: 'keys.follow', error: { name: error instanceof Error ? error.name : 'unknown' } },
          'the state of the key could not be looked at',
        );
      });
  }

  async #register(): Promise<void> {
    const { id, publicKey } = this.#card;
    const proof = this.master.proofOf(id + publicKey);
    await this.database.write((tx) =>
      tx.run(sql`
        INSERT INTO key_process (id, public_key, proof, handed, followed) VALUES (${id}, ${publicKey}, ${proof}, NULL, '')
        ON CONFLICT (id) DO NOTHING`),
    );
  }

  /** Everything that is wrapped can be opened: by a key that is in use, and while that is changed by the next one too. */
  #holds(wrapped: string, change: OpenChange | undefined): boolean {
    const knowsNext = change?.state !== 'REWRAP' || this.master.knows(change.key_check);
    return knowsNext && this.master.opens(wrapped, houseSecret(HASHING));
  }

  async #take(wrapped: string): Promise<void> {
    const boundTo = houseSecret(HASHING);
    this.master.hashWith(this.master.unwrap(wrapped, boundTo));
    // Started with both keys, and which of them is in use is written here.
    if (!(await openChange(this.database))) this.master.turnToWrapperOf(wrapped, boundTo);
  }

  async #refuse(change: OpenChange | undefined): Promise<never> {
    await this.onApplicationShutdown();
    throw new DatabaseRefused(
      change
        ? 'ALONGSIDE_KEY is being changed: give the old key in ALONGSIDE_KEY and the new one in ALONGSIDE_KEY_NEXT, and run "npm run admin -- rotate-key" to its end. Nothing was changed.'
        : 'This ALONGSIDE_KEY is not the key of this database: set the one it was written with. Nothing was changed.',
    );
  }

  /** Nothing is changed now. A process that slept through a whole change can read nobody any more, and must not write what nobody can read. */
  async #stillHolds(): Promise<void> {
    const wrapped = await wrappedHashingKey(this.database);
    if (wrapped === undefined || this.master.opens(wrapped, houseSecret(HASHING))) return;
    this.master.retire();
    this.log.error(
      { job: 'keys.follow' },
      'ALONGSIDE_KEY was changed while this process did not answer: start it again',
    );
  }
}
