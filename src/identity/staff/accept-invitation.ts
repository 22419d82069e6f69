import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../../platform/clock.js';
import { LinksDesk, type LinkOutcome } from '../links/links-desk.js';

export interface Acceptance {
  token: string;
  password: string;
  displayName: string | null;
}

@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly desk: LinksDesk,
    private readonly clock: Clock,
  ) {}

  /** From now on she may sign in. */
  accept({ token, password, displayName }: Acceptance, address: string): Promise<LinkOutcome> {
    const use = { purpose: 'INVITATION', token, word: null, newPassword: password, address } as const;
    return this.desk.take(use, 'staff.accept-invitation', async (tx, { staffId }, passwordHash) => {
      await tx.run(sql`
        UPDATE staff SET password_hash = ${passwordHash}, confirmed_at = ${this.clock.now()},
          display_name = COALESCE(${displayName?.trim() || null}, display_name), version = COALESCE(version, 1) + 1
        WHERE id = ${staffId} AND confirmed_at IS NULL`);
    });
  }
}
