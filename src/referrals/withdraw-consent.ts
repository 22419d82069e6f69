import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ClientAccess } from '../clients/index.js';
import { ConsentBook, ConsentRow } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { ErasureLedger } from '../platform/erasure/index.js';
import { EndReferrals } from './end-referrals.js';
import { wipeShared } from './wipe-shared.js';
import { WITHDRAWN, WITHDRAWN_KEEPING_PLACE } from './withdraw-again.js';

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
    private readonly ending: EndReferrals,
    private readonly trail: AuditTrail,
    private readonly erasures: ErasureLedger,
  ) {}

  withdraw(actor: Actor, id: string, how: HowWithdrawn): Promise<Withdrawn> {
    return this.database.write(async (tx) => {
      const consent = await tx.manager.findOneBy(ConsentRow, { id });
      await this.clients.toActFor(tx, actor, consent?.clientId ?? '');
      const standing = consent ? await this.consents.alsoActive(tx, consent) : [];
      const others = how.everyConsentToReceiver ? standing.map((each) => each.id).sort() : [];
      const endedIds: string[] = [];
      for (const each of [id, ...others]) endedIds.push(...(await this.#one(tx, actor, each, how.keepPlace)));
      const rows = await this.consents.rows(tx, [id, ...others]);
      return {
        consent: await tx.manager.findOneByOrFail(ConsentRow, { id }),
        others: others.flatMap((each) => rows.get(each) ?? []),
        alsoActive: how.everyConsentToReceiver ? [] : standing,
        endedIds,
      };
    });
  }

  /** What ended with it. */
  async #one(tx: Transaction, actor: Actor, id: string, keepPlace: boolean): Promise<string[]> {
    await this.consents.withdraw(tx, id);
    const endedIds = keepPlace ? [] : await this.ending.endUnder(tx, actor, id);
    await wipeShared(tx, id);
    await this.erasures.record(tx, keepPlace ? WITHDRAWN_KEEPING_PLACE : WITHDRAWN, id);
    const action = keepPlace ? 'consent.withdraw-keeping-place' : 'consent.withdraw';
    await this.trail.record(tx, actOf(actor, action, 'consent', id));
    return endedIds;
  }
}
