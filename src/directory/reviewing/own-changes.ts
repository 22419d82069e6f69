import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden, invalidAt } from '../../platform/graphql/index.js';
import { ListingChangeRow, ListingRow } from '../listing.entity.js';
import { speaksAs } from '../listing.policy.js';
import { NEW_LISTING } from '../writing/listing-changes.js';
import { recordAct, saveListing } from '../writing/listing-store.js';

/** What an agency does with changes of its own after it has proposed them. */
@Injectable()
export class OwnChanges {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  /** Takes a proposal back before anybody decided about it; a new listing is a draft again. Gives the listing's id. */
  async withdraw(actor: Actor, id: string): Promise<string> {
    return this.database.write(async (tx) => {
      const { change, row } = await ownChange(tx, actor, id);
      // Written first: who decides about it in the same moment finds another version.
      await saveListing(tx, row, change.field === NEW_LISTING ? { status: 'DRAFT' } : {});
      const removed = await tx.run(sql`DELETE FROM listing_change WHERE id = ${id} AND decided_at IS NULL`);
      if (removed === 0) throw invalidAt('id', 'This is decided already: nothing is left to take back.');
      await recordAct(this.trail, tx, { actor, source: 'ORGANIZATION' }, 'listing.withdraw-change', row.id);
      return row.id;
    });
  }

  /** The decision was read and need not be shown any more. Said again it changes nothing. */
  async see(actor: Actor, id: string): Promise<string> {
    return this.database.write(async (tx) => {
      const { change } = await ownChange(tx, actor, id);
      if (change.decidedBy === null) throw invalidAt('id', 'Nothing was decided about this yet.');
      await tx.run(sql`UPDATE listing_change SET seen_at = ${this.clock.now()} WHERE id = ${id} AND seen_at IS NULL`);
      return id;
    });
  }
}

/** One that is not known and one of somebody else's sound the same, and are looked for by the same statements. */
async function ownChange(tx: Transaction, actor: Actor, id: string) {
  const change = await tx.manager.findOneBy(ListingChangeRow, { id });
  const row = await tx.manager.findOneBy(ListingRow, { id: change?.listingId ?? '' });
  if (!change || !row || speaksAs(actor, row) !== 'ORGANIZATION') throw forbidden();
  return { change, row };
}
