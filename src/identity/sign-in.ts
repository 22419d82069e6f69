import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../audit/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import type { SignInGuess } from './guessing/guesses.js';
import { RULES } from './identity-rules.js';
import { PasswordChecks } from './passwords/password-checks.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { Sessions } from './sessions.js';
import { Staff } from './staff.entity.js';

export interface SignedIn {
  token: string;
  expiresAt: string;
  staff: Staff;
}

export type SignInOutcome =
  ({ kind: 'SIGNED_IN' } & SignedIn) | { kind: 'CODE_NEEDED' } | { kind: 'REFUSED'; retryAfterSeconds: number | null };

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
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    private readonly checks: PasswordChecks,
    private readonly trail: AuditTrail,
  ) {}

  /** Refused alike for a wrong password, an unknown address, a slowed account and somebody who may not work here: nobody learns which. */
  async with(asked: SigningIn): Promise<SignInOutcome> {
    const email = asked.email.trim().toLowerCase();
    const guess = await this.checks.guess(email, asked.address);
    if (!guess.allowed) return refused(guess.retryAfterSeconds);
    const staff = await this.database.manager.findOneBy(Staff, { email });
    const mayWork = staff?.active && staff.confirmedAt ? staff : null;
    const fits = await this.checks.fits(asked.password, mayWork?.passwordHash, guess);
    if (fits === 'BUSY') return refused(RULES.hashing.busyRetrySeconds);
    if (!mayWork || !fits) return this.database.write((tx) => this.#refuse(tx, staff, guess));
    if (mayWork.secondFactor && !asked.code) {
      await this.database.write((tx) => guess.giveBack(tx));
      return { kind: 'CODE_NEEDED' };
    }
    return this.database.write((tx) => this.#begin(tx, mayWork, asked.code, guess));
  }

  async #begin(tx: Transaction, staff: Staff, code: string | null, guess: SignInGuess): Promise<SignInOutcome> {
    // Her row is held while the session begins: who is deactivated meanwhile, or changed her password, does not get one.
    const held = await tx.run(sql`
      UPDATE staff SET active = TRUE WHERE id = ${staff.id} AND active = TRUE AND password_hash = ${staff.passwordHash}`);
    if (held === 0) return this.#refuse(tx, staff, guess);
    if (staff.secondFactor && !(await this.secondFactor.use(tx, staff.id, code ?? '')))
      return this.#refuse(tx, staff, guess);
    const session = await this.sessions.begin(tx, staff.id);
    await this.trail.record(tx, {
      chain: staff.organizationId,
      actorId: staff.id,
      action: 'staff.sign-in',
      subjectType: 'staff',
      subjectId: staff.id,
    });
    await guess.signedIn(tx);
    return { kind: 'SIGNED_IN', ...session, staff };
  }

  /**
   * Written down in any case, so that an unknown address takes as long: one that is known in its organization's trail, another in the network's,
   * without what was typed.
   */
  async #refuse(tx: Transaction, staff: Staff | null, guess: SignInGuess): Promise<SignInOutcome> {
    await this.trail.record(tx, {
      chain: staff?.organizationId ?? NETWORK_CHAIN,
      actorId: null,
      action: 'staff.sign-in-refused',
      subjectType: 'staff',
      subjectId: staff?.id ?? UNKNOWN,
    });
    return refused(guess.retryAfterSeconds);
  }
}

/** Nobody here has that address; which it was is not written down: people type passwords there. */
const UNKNOWN = 'unknown';

const refused = (retryAfterSeconds: number | null): SignInOutcome => ({ kind: 'REFUSED', retryAfterSeconds });
