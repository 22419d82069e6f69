import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Database } from '../platform/database/index.js';
import { passwordFits } from './passwords.js';
import { Sessions } from './sessions.js';
import { Staff } from './staff.entity.js';

export interface SignedIn {
  token: string;
  expiresAt: string;
  staff: Staff;
}

@Injectable()
export class SignIn {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  /** Null for a wrong password, an unknown address and somebody who may not work here: nobody learns which. */
  async with(email: string, password: string): Promise<SignedIn | null> {
    const staff = await this.database.manager.findOneBy(Staff, { email: email.trim().toLowerCase() });
    const mayWork = staff?.active && staff.confirmedAt ? staff : null;
    const fits = await passwordFits(password, mayWork?.passwordHash);
    if (!mayWork || !fits) return null;
    return this.database.write(async (tx) => {
      const session = await this.sessions.begin(tx, mayWork.id);
      await this.trail.record(tx, {
        chain: mayWork.organizationId,
        actorId: mayWork.id,
        action: 'staff.sign-in',
        subjectType: 'staff',
        subjectId: mayWork.id,
      });
      return { ...session, staff: mayWork };
    });
  }
}
