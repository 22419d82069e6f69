import { Injectable } from '@nestjs/common';
import { Guesses, type SignInGuess } from '../guessing/guesses.js';
import { QueueFull } from './hashing-queue.js';
import { Passwords } from './passwords.js';

/** Comparing passwords of people who are not signed in yet: counted, and behind the queue. */
@Injectable()
export class PasswordChecks {
  constructor(
    private readonly guesses: Guesses,
    private readonly passwords: Passwords,
  ) {}

  guess(email: string, address: string): Promise<SignInGuess> {
    return this.guesses.atSignIn(email, address);
  }

  /** `BUSY`: it was not compared, and so does not count. */
  async fits(password: string, passwordHash: string | undefined, guess: SignInGuess): Promise<boolean | 'BUSY'> {
    try {
      return await this.passwords.fits(password, passwordHash);
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
      await this.guesses.giveBack(guess);
      return 'BUSY';
    }
  }
}
