import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { ClientAccess, type ArrivalBook, type ClientStub } from '../clients/index.js';
import type { DoorKeeper } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Database, type Reader } from '../platform/database/index.js';
import { ReferralAccess } from './referral-access.js';

/** Answers the directory: a confidential door is known to the worker of a woman whom the place itself accepted, until that is over. */
@Injectable()
export class ReferralDoorKeeper implements DoorKeeper {
  constructor(
    private readonly database: Database,
    private readonly clients: ClientAccess,
  ) {}

  async openDoors(actor: Actor, listingIds: readonly string[]): Promise<Set<string>> {
    if (!actor.is('CASEWORKER') || listingIds.length === 0) return new Set();
    const rows = await this.database.all<{
      listing_id: string;
      id: string;
      assigned_to_id: string | null;
      erased_at: string | null;
    }>(sql`
      SELECT r.listing_id, c.id, c.assigned_to_id, c.erased_at FROM referral r JOIN client c ON c.id = r.client_id
      WHERE r.from_id = ${actor.organizationId} AND r.door_opened = TRUE
        AND r.status IN ('ACCEPTED', 'SCHEDULED', 'MISSED', 'ARRIVED') AND r.listing_id IN (${join([...listingIds])})`);
    const stubs = rows.map((row): ClientStub => ({
      id: row.id,
      organizationId: actor.organizationId,
      assignedToId: row.assigned_to_id,
      erasedAt: row.erased_at,
    }));
    const hers = await this.clients.openTo(this.database, actor, stubs);
    return new Set(rows.filter((row) => hers.has(row.id)).map((row) => row.listing_id));
  }
}

/** Answers clients: as whom a woman is counted who came to an organization by a referral. */
@Injectable()
export class ReferralArrivalBook implements ArrivalBook {
  constructor(private readonly access: ReferralAccess) {}

  async countedAs(reader: Reader, actor: Actor, referralId: string): Promise<string | null> {
    const seen = await this.access.one(reader, actor, referralId);
    if (!seen?.sight.sharedOpen || seen.row.arrivedAt === null) return null;
    return seen.row.status === 'ENTERED_IN_ERROR' ? null : seen.client.countedAs;
  }
}
