import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/index.js';
import type { Actor } from '../actor.js';
import { Guesses } from '../guessing/guesses.js';
import { Passwords } from '../passwords/passwords.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { Staff } from '../staff.entity.js';

/** What was not right, or was tried too often. */
export interface Refused {
  kind: 'REFUSED';
  retryAfterSeconds: number | null;
}

interface Given {
  password: string;
  code: string | null;
}

/**
 * She says her password again, and a code where she has an authenticator: a session alone (somebody at her desk, a phone picked up) must not be
 * enough to take her account over.
 */
@Injectable()
export class OwnCredentials {
  constructor(
    private readonly database: Database,
    private readonly guesses: Guesses,
    private readonly passwords: Passwords,
    private readonly secondFactor: SecondFactor,
  ) {}

  /** Once both are right does `then`, in one transaction with using up the code; `before` it, outside, what takes long. */
  confirm<T, P = null>(
    actor: Actor,
    given: Given,
    then: (tx: Transaction, staff: Staff, prepared: P) => Promise<T>,
    before: (staff: Staff) => Promise<P> = () => Promise.resolve(null as P),
  ): Promise<T | Refused> {
    const inTurn = async (): Promise<T | Refused> => {
      const guess = await this.guesses.ownCredential(actor.staffId);
      if (!guess.allowed) return refused(guess.retryAfterSeconds);
      const staff = await this.database.manager.findOneByOrFail(Staff, { id: actor.staffId });
      if (!(await this.passwords.fits(given.password, staff.passwordHash))) return refused(guess.retryAfterSeconds);
      const prepared = await before(staff);
      return this.database.write(async (tx) => {
        if (staff.secondFactor && !(await this.secondFactor.use(tx, staff.id, given.code ?? '')))
          return refused(guess.retryAfterSeconds);
        await guess.giveBack(tx);
        return then(tx, staff, prepared);
      });
    };
    return this.passwords.inTurn(inTurn, refused);
  }
}

const refused = (retryAfterSeconds: number | null): Refused => ({ kind: 'REFUSED', retryAfterSeconds });
