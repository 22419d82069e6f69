import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Transaction } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import { MasterKey } from '../../platform/secrets/index.js';
import { sourceOf } from './hear-refusal.js';

/** That somebody was refused goes on counting; that it was she can be found out no more, not even with the key of the deployment. */
@Injectable()
export class ForgetRefused {
  constructor(private readonly master: MasterKey) {}

  async forget(tx: Transaction, clientId: string, listingIds: readonly string[]): Promise<void> {
    // One stand-in for each place, so that she counts there as one woman still.
    for (const listingId of new Set(listingIds))
      await tx.run(sql`
        UPDATE refusal_evidence SET source_key = ${newId()}
        WHERE listing_id = ${listingId} AND source_key = ${sourceOf(this.master, listingId, { clientId })}`);
  }
}
