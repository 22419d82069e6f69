import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../actor.js';
import { OwnCredentials, type Refused } from '../own-account/own-credentials.js';
import { FinishEnrolment } from './finish-enrolment.js';
import { SecondFactor } from './second-factor.js';

/** Her authenticator: shown once, in force from its first code on. Enrolling again replaces it. */
@Injectable()
export class EnrolSecondFactor {
  constructor(
    private readonly own: OwnCredentials,
    private readonly database: Database,
    private readonly secondFactor: SecondFactor,
    private readonly finishing: FinishEnrolment,
  ) {}

  begin(
    actor: Actor,
    given: { password: string; code: string | null },
  ): Promise<{ kind: 'BEGUN'; secret: string; uri: string } | Refused> {
    return this.own.confirm(actor, given, async (tx, staff) => ({
      kind: 'BEGUN' as const,
      ...(await this.secondFactor.begin(tx, staff.id, staff.email)),
    }));
  }

  /** `session` is the one that stays: the others began without it. */
  async confirm(
    actor: Actor,
    code: string,
    session: string,
  ): Promise<{ kind: 'ENROLLED'; recoveryCodes: string[] } | Refused> {
    const guess = await this.finishing.guess(actor);
    const refused: Refused = { kind: 'REFUSED', retryAfterSeconds: guess.retryAfterSeconds };
    if (!guess.allowed) return refused;
    return this.database.write(async (tx) => {
      const recoveryCodes = await this.secondFactor.confirm(tx, actor.staffId, code.replace(/\s/g, ''));
      if (!recoveryCodes) return refused;
      await guess.giveBack(tx);
      await this.finishing.record(tx, actor, session);
      return { kind: 'ENROLLED', recoveryCodes };
    });
  }
}
