import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../actor.js';
import { checkNewPassword, Passwords } from '../passwords/passwords.js';
import { Sessions } from '../sessions.js';
import { staffActs } from '../staff-acts.js';
import { OwnCredentials, type Refused } from './own-credentials.js';

export interface PasswordChange {
  oldPassword: string;
  code: string | null;
  newPassword: string;
}

@Injectable()
export class ChangePassword {
  constructor(
    private readonly own: OwnCredentials,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly trail: AuditTrail,
  ) {}

  /** All her other sessions end with the old password; says how many they were. `session` is the one that stays. */
  change(actor: Actor, change: PasswordChange, session: string): Promise<{ kind: 'CHANGED'; ended: number } | Refused> {
    const given = { password: change.oldPassword, code: change.code };
    return this.own.confirm(
      actor,
      given,
      async (tx, staff, passwordHash: string) => {
        await tx.run(sql`UPDATE staff SET password_hash = ${passwordHash} WHERE id = ${staff.id}`);
        const ended = await this.sessions.endAllOf(tx, staff.id, session);
        await this.trail.record(tx, ...staffActs('staff.change-password', staff.id, staff));
        return { kind: 'CHANGED', ended } as const;
      },
      (staff) => {
        checkNewPassword(change.newPassword, staff.email, 'newPassword');
        return this.passwords.hash(change.newPassword);
      },
    );
  }
}
