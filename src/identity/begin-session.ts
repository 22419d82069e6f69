import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../audit/index.js';
import type { Transaction } from '../platform/database/index.js';
import type { SignInGuess } from './guessing/guesses.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { Sessions } from './sessions.js';
import type { Staff } from './staff.entity.js';

export interface SignedIn {
  token: string;
  expiresAt: string;
  staff: Staff;
}

export type SignInOutcome =
  ({ kind: 'SIGNED_IN' } & SignedIn) | { kind: 'CODE_NEEDED' } | { kind: 'REFUSED'; retryAfterSeconds: number | null };

/** How a try to sign in ends once the password was compared: a session or a refusal, either of them written down. */
@Injectable()
export class BeginSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    private readonly trail: AuditTrail,
  ) {}

  async begin(tx: Transaction, staff: Staff, code: string | null, guess: SignInGuess): Promise<SignInOutcome> {
    // Her row is held while the session begins: who is deactivated meanwhile, or changed her password, does not get one.
    const held = await tx.run(sql`
      UPDATE staff SET active = TRUE WHERE id = ${staff.id} AND active = TRUE AND password_hash = ${staff.passwordHash}`);
    if (held === 0) return this.refuse(tx, staff, guess);
    if (staff.secondFactor && !(await this.secondFactor.use(tx, staff.id, code ?? '')))
      return this.refuse(tx, staff, guess);
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
  async refuse(tx: Transaction, staff: Staff | null, guess: SignInGuess): Promise<SignInOutcome> {
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

export const refused = (retryAfterSeconds: number | null): SignInOutcome => ({ kind: 'REFUSED', retryAfterSeconds });
