import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { ClientKeys, showCode } from '../../clients/index.js';
import { lookedAtFrom, StaffDirectory } from '../../identity/index.js';
import { Clock, plusDays } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import type { LegalHoldRow } from '../legal-hold.entity.js';
import { LegalHold, LegalHoldCounts } from './legal-hold.type.js';
import { holdEndOf, holdReasonOf, LegalHolds } from './legal-holds.js';

/** After a year somebody must ask whether it is still wanted. */
export const LONG_HELD_DAYS = 365;

/** The way out for holds: to managers of her own organization, and to who may read her anyway. */
@Injectable()
export class LegalHoldPresenter {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly keys: ClientKeys,
    private readonly staff: StaffDirectory,
    private readonly holds: LegalHolds,
  ) {}

  async one(id: string): Promise<LegalHold> {
    const [hold] = await this.present([await this.holds.one(id)]);
    if (!hold) throw new Error('a hold was not presented');
    return hold;
  }

  async present(rows: readonly LegalHoldRow[]): Promise<LegalHold[]> {
    if (rows.length === 0) return [];
    const [keys, codes, staff] = await Promise.all([
      this.keys.many(
        this.database,
        rows.map(({ clientId }) => clientId),
      ),
      this.holds.codesOf(rows),
      this.staff.many(rows.flatMap(({ placedById, endedById }) => [placedById, ...(endedById ? [endedById] : [])])),
    ]);
    return rows.map((row) => {
      const key = keys.get(row.clientId);
      const hold = Object.assign(new LegalHold(), {
        id: row.id,
        code: key ? showCode(codes.get(row.clientId) ?? '') : '',
        placedAt: row.placedAt,
        placedBy: staff.get(row.placedById) ?? null,
        reason: key?.open<string>(row.reason, holdReasonOf(row.id)) ?? '',
        endedAt: row.endedAt,
        endedBy: (row.endedById && staff.get(row.endedById)) || null,
        endReason: row.endReason && (key?.open<string>(row.endReason, holdEndOf(row.id)) ?? null),
      });
      // Whom the rows were read for is decided before: a manager for her own organization, or whoever has her record open.
      return lookedAtFrom(hold, ['HERS', 'MANAGER']);
    });
  }

  async counts(): Promise<LegalHoldCounts> {
    const yearAgo = plusDays(this.clock.now(), -LONG_HELD_DAYS);
    const counted = await this.database.one<{ standing: number; old: number }>(sql`
      SELECT CAST(COUNT(*) AS INTEGER) AS standing,
        CAST(COALESCE(SUM(CASE WHEN placed_at < ${yearAgo} THEN 1 ELSE 0 END), 0) AS INTEGER) AS old
      FROM legal_hold WHERE ended_at IS NULL`);
    return Object.assign(new LegalHoldCounts(), {
      standing: counted?.standing ?? 0,
      olderThanAYear: counted?.old ?? 0,
    });
  }
}
