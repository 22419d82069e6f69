import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../audit/index.js';
import { ConsentBook } from '../consent/index.js';
import type { Transaction } from '../platform/database/index.js';
import { ErasureLedger, type Erasure } from '../platform/erasure/index.js';
import { EndReferrals } from './end-referrals.js';
import { wipeShared } from './wipe-shared.js';

/** In the erasure ledger: she took her consent back; with or without her place. */
export const WITHDRAWN = 'consent';
export const WITHDRAWN_KEEPING_PLACE = 'consent-keeping-place';

/** A restored backup knows nothing of her withdrawal: it is done once more, before anybody reads. Withdrawn stays withdrawn. */
@Injectable()
export class WithdrawAgain {
  constructor(
    private readonly consents: ConsentBook,
    private readonly ending: EndReferrals,
    private readonly trail: AuditTrail,
    erasures: ErasureLedger,
  ) {
    erasures.on(WITHDRAWN, (tx, erasure) => this.#again(tx, erasure, true));
    erasures.on(WITHDRAWN_KEEPING_PLACE, (tx, erasure) => this.#again(tx, erasure, false));
  }

  async #again(tx: Transaction, { id, at }: Erasure, endsReferrals: boolean): Promise<void> {
    const given = await tx.one<{ chain: string }>(sql`
      SELECT client.organization_id AS chain FROM consent JOIN client ON client.id = consent.client_id
      WHERE consent.id = ${id}`);
    if (!given) return;
    await this.consents.withdraw(tx, id, at);
    if (endsReferrals) await this.ending.endUnder(tx, null, id);
    await wipeShared(tx, id);
    await this.trail.record(tx, {
      chain: given.chain,
      actorId: null,
      action: 'consent.withdraw-again',
      subjectType: 'consent',
      subjectId: id,
    });
  }
}
