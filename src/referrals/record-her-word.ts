import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { forbidden, invalidAt } from '../platform/graphql/index.js';
import { ReferralAccess } from './referral-access.js';
import { ReferralRow } from './referral.entity.js';
import { WritingDesk } from './writing-desk.js';

/** Her own word; what is not given stays as she said before, null takes it back. */
export interface SheSays {
  gotHelp?: boolean | null;
  treatedWithRespect?: boolean | null;
  wouldReturn?: boolean | null;
}

/** What she says herself. It changes nothing that the receiver could notice: no version, no timeline. */
@Injectable()
export class RecordHerWord {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly access: ReferralAccess,
    private readonly desk: WritingDesk,
  ) {}

  record(actor: Actor, referralId: string, word: SheSays): Promise<void> {
    return this.database.write(async (tx) => {
      const { row, sight } = await this.access.toActOn(tx, actor, referralId);
      if (!sight.standing.referrer) throw forbidden();
      if (row.sentAt === null) throw invalidAt('referralId', 'She was not sent there yet.');
      const now = {
        herGotHelp: word.gotHelp === undefined ? row.herGotHelp : word.gotHelp,
        herRespect: word.treatedWithRespect === undefined ? row.herRespect : word.treatedWithRespect,
        herReturn: word.wouldReturn === undefined ? row.herReturn : word.wouldReturn,
      };
      if (Object.values(word).every((value) => value === undefined))
        throw invalidAt('gotHelp', 'Note at least one thing that she said.');
      await tx.manager.update(ReferralRow, { id: row.id }, { ...now, herNotedAt: this.clock.now() });
      await this.desk.record(tx, actor, 'referral.her-word', row.id);
    });
  }
}
