import { Injectable } from '@nestjs/common';
import { ClientAccess } from '../clients/index.js';
import { ConsentBook, ConsentRow } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { TakeBack } from './take-back.js';

export interface Withdrawn {
  consent: ConsentRow;
  /** Withdrawn with it, because she takes back all that she gave this receiver. */
  others: ConsentRow[];
  /** To the same receiver, and not taken back: her worker asks whether she means these too. */
  alsoActive: ConsentRow[];
  endedIds: string[];
}

export interface HowWithdrawn {
  keepPlace: boolean;
  everyConsentToReceiver: boolean;
}

/**
 * She takes her consent back: spoken is enough, one action, and it must take seconds. The consent's key is destroyed, what was sealed under
 * it is wiped, and open referrals under it end, or with `keepPlace` only the sharing does. Saying it twice is saying it once; who kept her place
 * may still give it up in the same way.
 */
@Injectable()
export class WithdrawConsent {
  constructor(
    private readonly database: Database,
    private readonly clients: ClientAccess,
    private readonly consents: ConsentBook,
    private readonly takingBack: TakeBack,
  ) {}

  withdraw(actor: Actor, id: string, how: HowWithdrawn): Promise<Withdrawn> {
    return this.database.write(async (tx) => {
      const consent = await tx.manager.findOneBy(ConsentRow, { id });
      await this.clients.toActFor(tx, actor, consent?.clientId ?? '');
      const standing = consent ? await this.consents.alsoActive(tx, consent) : [];
      const others = how.everyConsentToReceiver ? standing.map((each) => each.id).sort() : [];
      const endedIds: string[] = [];
      for (const each of [id, ...others]) endedIds.push(...(await this.takingBack.one(tx, actor, each, how.keepPlace)));
      const rows = await this.consents.rows(tx, [id, ...others]);
      return {
        consent: await tx.manager.findOneByOrFail(ConsentRow, { id }),
        others: others.flatMap((each) => rows.get(each) ?? []),
        alsoActive: how.everyConsentToReceiver ? [] : standing,
        endedIds,
      };
    });
  }
}
