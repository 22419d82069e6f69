import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { LinksDesk, type LinkOutcome } from '../links/links-desk.js';
import { SecondFactor } from '../second-factor/second-factor.js';
import { Sessions } from '../sessions.js';

export interface Return {
  token: string;
  word: string;
  password: string;
}

@Injectable()
export class RecoverAccount {
  constructor(
    private readonly desk: LinksDesk,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
  ) {}

  /** Her sessions end. Her authenticator stays, unless both people said that it is lost: a new password alone does not open her account then. */
  recover({ token, word, password }: Return, address: string): Promise<LinkOutcome> {
    const use = { purpose: 'RECOVERY', token, word, newPassword: password, address } as const;
    return this.desk.take(use, 'staff.recover', async (tx, { staffId, secondFactorToo }, passwordHash) => {
      await tx.run(sql`UPDATE staff SET password_hash = ${passwordHash} WHERE id = ${staffId}`);
      await this.sessions.endAllOf(tx, staffId);
      if (secondFactorToo) await this.secondFactor.remove(tx, staffId);
    });
  }
}
