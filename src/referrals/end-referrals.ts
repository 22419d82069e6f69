import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/database/index.js';
import { HeldPlace } from './held-place.js';
import { isOpen } from './journey.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';

/** END_CONSENT: the system's step, taken because she withdrew. */
@Injectable()
export class EndReferrals {
  constructor(
    private readonly clock: Clock,
    private readonly ledger: ReferralLedger,
    private readonly places: HeldPlace,
  ) {}

  async endUnder(tx: Transaction, actor: Actor | null, consentId: string): Promise<string[]> {
    return this.#end(tx, actor, await tx.manager.findBy(ReferralRow, { consentId }));
  }

  /** She wants to be forgotten: whatever was sent and is not over. Drafts never were anybody else's. */
  async endAllOf(tx: Transaction, actor: Actor | null, clientId: string): Promise<string[]> {
    const rows = await tx.manager.findBy(ReferralRow, { clientId, sentAt: Not(IsNull()) });
    return this.#end(tx, actor, rows);
  }

  async #end(tx: Transaction, actor: Actor | null, rows: readonly ReferralRow[]): Promise<string[]> {
    const open = rows.filter((row) => isOpen(row.status));
    for (const row of open) {
      const changes: Partial<ReferralRow> = {
        status: 'WITHDRAWN',
        version: row.version + 1,
        reasonCode: 'consent-withdrawn',
        reasonStep: 'END_CONSENT',
        reasonBy: 'system',
        dueAt: null,
        changedAt: this.clock.now(),
      };
      // Whatever was done meanwhile, she ends it. The step that came between has this place in the timeline: then all of this is done once more.
      await tx.manager.update(ReferralRow, { id: row.id }, changes);
      await this.places.follow(tx, row, { ...row, ...changes });
      await this.ledger.write(
        tx,
        actor,
        { ...row, ...changes },
        {
          step: 'END_CONSENT',
          bySide: 'system',
          action: 'referral.end-consent',
          reasonCode: 'consent-withdrawn',
        },
      );
    }
    return open.map((row) => row.id);
  }
}
