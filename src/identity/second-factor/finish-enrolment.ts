import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import type { Transaction } from '../../platform/database/index.js';
import type { Actor } from '../actor.js';
import { Guesses, type Guess } from '../guessing/guesses.js';
import { Sessions } from '../sessions.js';
import { staffActs } from '../staff-acts.js';

/** What goes with the first code: it is counted, other sessions end, and it is written down. */
@Injectable()
export class FinishEnrolment {
  constructor(
    private readonly guesses: Guesses,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  guess(actor: Actor): Promise<Guess> {
    return this.guesses.ownCredential(actor.staffId);
  }

  async record(tx: Transaction, actor: Actor, session: string): Promise<void> {
    await this.sessions.endAllOf(tx, actor.staffId, session);
    const who = { id: actor.staffId, organizationId: actor.organizationId };
    await this.trail.record(tx, ...staffActs('staff.enrol-second-factor', actor.staffId, who));
  }
}
