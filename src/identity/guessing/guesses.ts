import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/index.js';
import { Throttle, type Counter, type Look } from '../../platform/throttle/index.js';
import { RULES, type GuessKind } from '../identity-rules.js';

const counter = (name: GuessKind, of: string): Counter => ({ ...RULES.guesses[name], name, of });

/** Something secret that is about to be compared. Counted before it is; given back where it was right. */
export interface Guess extends Look {
  /** It was right, or was not compared after all. */
  giveBack(tx: Transaction): Promise<void>;
}

/** A guess at a password. */
export interface SignInGuess extends Guess {
  /** She is in: this account is not slowed here any more, and for a month not by what is guessed elsewhere. */
  signedIn(tx: Transaction): Promise<void>;
}

/** Slows guessing: per account, per address, per reader. It never locks anybody out for good. */
@Injectable()
export class Guesses {
  constructor(
    private readonly throttle: Throttle,
    private readonly database: Database,
  ) {}

  /** An unknown address of mail is counted like a known one. */
  async atSignIn(email: string, address: string): Promise<SignInGuess> {
    const here = `${email}\n${address}`;
    const known = counter('signIn.knownHere', here);
    const accountHere = counter('signIn.accountHere', here);
    const counters = [
      counter('signIn.address', address),
      ...((await this.throttle.remembers(known)) ? [] : [counter('signIn.account', email)]),
      accountHere,
    ];
    const guess = await this.#take(counters);
    return {
      ...guess,
      signedIn: async (tx) => {
        await guess.giveBack(tx);
        await this.throttle.forget(tx, accountHere);
        await this.throttle.remember(tx, known);
      },
    };
  }

  /** Somebody who is signed in says her password or a code again. */
  ownCredential(staffId: string): Promise<Guess> {
    return this.#take([counter('credential', staffId)]);
  }

  link(address: string): Promise<Guess> {
    return this.#take([counter('link', address)]);
  }

  lookUp(kind: GuessKind, staffId: string): Promise<Guess> {
    return this.#take([counter(kind, staffId)]);
  }

  /** For a guess whose giving back is all that is written. */
  giveBack(guess: Guess): Promise<void> {
    return this.database.write((tx) => guess.giveBack(tx));
  }

  async #take(counters: readonly Counter[]): Promise<Guess> {
    const look = await this.throttle.take(counters);
    return { ...look, giveBack: (tx) => this.throttle.giveBack(tx, counters) };
  }
}
