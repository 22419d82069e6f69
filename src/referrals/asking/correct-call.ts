import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import { UnsayRefusal } from '../../directory/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock, dayOf } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import { PlaceCallRow } from './asking.entity.js';

/** A call that was recorded in error: kept, said to be one, and it teaches nothing any more. */
@Injectable()
export class CorrectCall {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
    private readonly refusals: UnsayRefusal,
  ) {}

  /** By who recorded it, which stands in the audit trail and nowhere else. Said again it changes nothing. */
  async correct(actor: Actor, id: string): Promise<string> {
    return this.database.write(async (tx) => {
      const recorded = { chain: actor.organizationId, actorId: actor.staffId, action: 'call.record', subjectId: id };
      // Asked first: for somebody else's call no statement more is run than for one that never was.
      if (!(await this.trail.has(tx, recorded))) throw forbidden();
      const call = await tx.manager.findOneByOrFail(PlaceCallRow, { id });
      const corrected = await tx.run(sql`
        UPDATE place_call SET corrected_on = ${this.clock.today('UTC')} WHERE id = ${id} AND corrected_on IS NULL`);
      if (corrected === 0) return id;
      await this.#unsay(tx, call);
      const act = { chain: actor.organizationId, actorId: actor.staffId, action: 'call.correct' };
      await this.trail.record(tx, { ...act, subjectType: 'call', subjectId: id });
      return id;
    });
  }

  /** The place is heard once a day: other calls of that day may have said the same. */
  async #unsay(tx: Transaction, { listingId, reasonCode, at }: PlaceCallRow): Promise<void> {
    if (!reasonCode) return;
    const day = dayOf(at, 'UTC');
    const others = await tx.all<{ at: string }>(sql`
      SELECT at FROM place_call
      WHERE listing_id = ${listingId} AND reason_code = ${reasonCode} AND corrected_on IS NULL
        AND at >= ${day} AND at <= ${`${day}T24`}`);
    const from = { callOn: day };
    await this.refusals.unsay(tx, { listingId, reasonCode, from, at, others: others.map((call) => call.at) });
  }
}
