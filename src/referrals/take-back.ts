import { Injectable } from '@nestjs/common';
import { actOf, AuditTrail } from '../audit/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { ErasureLedger } from '../platform/erasure/index.js';
import { EndReferrals } from './end-referrals.js';
import { wipeShared } from './wipe-shared.js';
import { WITHDRAWN, WITHDRAWN_KEEPING_PLACE } from './withdraw-again.js';

/** One consent taken back: its key goes, what was sealed under it is wiped, and the ledger outside the database names it. */
@Injectable()
export class TakeBack {
  constructor(
    private readonly consents: ConsentBook,
    private readonly ending: EndReferrals,
    private readonly trail: AuditTrail,
    private readonly erasures: ErasureLedger,
  ) {}

  /** The referrals that ended with it; none where she keeps her place. */
  async one(tx: Transaction, actor: Actor, id: string, keepPlace: boolean): Promise<string[]> {
    await this.consents.withdraw(tx, id);
    const endedIds = keepPlace ? [] : await this.ending.endUnder(tx, actor, id);
    await wipeShared(tx, id);
    await this.erasures.record(tx, keepPlace ? WITHDRAWN_KEEPING_PLACE : WITHDRAWN, id);
    const action = keepPlace ? 'consent.withdraw-keeping-place' : 'consent.withdraw';
    await this.trail.record(tx, actOf(actor, action, 'consent', id));
    return endedIds;
  }
}
