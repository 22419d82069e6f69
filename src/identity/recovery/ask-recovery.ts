import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import { RULES } from '../identity-rules.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import { staffActs } from '../staff-acts.js';
import { Staff } from '../staff.entity.js';
import { mayManage } from '../staff/staff.policy.js';

export interface AskedRecovery {
  id: string;
  staff: Staff;
  askedAt: string;
  /** Told once, to who asks; she needs it beside the link. */
  word: string;
  expiresAt: string;
}

/** The first of two people says that somebody cannot sign in any more. Nothing changes for her yet. */
@Injectable()
export class AskRecovery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly trail: AuditTrail,
  ) {}

  /** `actor` is null at the server's console. */
  ask(actor: Actor | null, staffId: string, secondFactorToo: boolean): Promise<AskedRecovery> {
    return this.database.write(async (tx) => {
      const staff = await tx.manager.findOneBy(Staff, { id: staffId });
      if (!staff?.active || !staff.confirmedAt || (actor && !mayManage(actor, staff))) throw forbidden();
      const askedById = actor?.staffId ?? null;
      const expiresAt = plusDays(this.clock.now(), RULES.links.recoveryWaitsDays);
      const asked = await this.links.askRecovery(tx, { staffId, askedById, expiresAt }, secondFactorToo);
      await this.trail.record(tx, ...staffActs('staff.ask-recovery', askedById, staff));
      return { ...asked, staff, askedAt: this.clock.now(), expiresAt };
    });
  }
}
