import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import { ChangedMeanwhile, recordAct, saveListing } from './listing-store.js';
import { ListingRow } from '../listing.entity.js';
import { speaksAs } from '../listing.policy.js';

/** Nothing changed and it is all still true. */
@Injectable()
export class ConfirmListing {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ChangedMeanwhile when she confirms another version than stands there: she has not seen what she would confirm. */
  async write(actor: Actor, id: string, version: number): Promise<string> {
    return this.database.write(async (tx) => {
      const row = await tx.manager.findOneBy(ListingRow, { id });
      const source = row && speaksAs(actor, row);
      if (!source) throw forbidden();
      if (row.version !== version) throw new ChangedMeanwhile(row.id);
      const now = this.clock.now();
      await saveListing(tx, row, { lastConfirmedAt: now });
      // Who said it first stays; what nobody knows is not confirmed by anybody.
      await tx.run(sql`
        UPDATE listing_attribute SET confirmed_at = ${now}, source = COALESCE(source, ${source})
        WHERE listing_id = ${row.id} AND answer <> 'UNKNOWN'`);
      await recordAct(this.trail, tx, { actor, source }, 'listing.confirm', row.id);
      return row.id;
    });
  }
}
