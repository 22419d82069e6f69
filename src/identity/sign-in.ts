import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { BeginSession, refused, type SignInOutcome } from './begin-session.js';
import { Guesses } from './guessing/guesses.js';
import { Passwords } from './passwords/passwords.js';
import { Staff } from './staff.entity.js';

export interface SigningIn {
  email: string;
  password: string;
  code: string | null;
  /** Whence the request comes. */
  address: string;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly guesses: Guesses,
    private readonly passwords: Passwords,
    private readonly beginning: BeginSession,
  ) {}

  /** Refused alike for a wrong password, an unknown address, a slowed account and somebody who may not work here: nobody learns which. */
  with(asked: SigningIn): Promise<SignInOutcome> {
    return this.passwords.inTurn(() => this.#inTurn(asked), refused);
  }

  async #inTurn(asked: SigningIn): Promise<SignInOutcome> {
    const email = asked.email.trim().toLowerCase();
    const guess = await this.guesses.atSignIn(email, asked.address);
    if (!guess.allowed) return refused(guess.retryAfterSeconds);
    const staff = await this.database.manager.findOneBy(Staff, { email });
    const mayWork = staff?.active && staff.confirmedAt ? staff : null;
    const fits = await this.passwords.fits(asked.password, mayWork?.passwordHash);
    if (!mayWork || !fits) return this.database.write((tx) => this.beginning.refuse(tx, staff, guess));
    if (mayWork.secondFactor && !asked.code) {
      await this.guesses.giveBack(guess);
      return { kind: 'CODE_NEEDED' };
    }
    return this.database.write((tx) => this.beginning.begin(tx, mayWork, asked.code, guess));
  }
}
