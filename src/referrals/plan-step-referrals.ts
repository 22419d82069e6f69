import { Injectable } from '@nestjs/common';
import { In, Not } from 'typeorm';
import type { Asking } from '../directory/index.js';
import { Database, type Reader } from '../platform/database/index.js';
import { ReferralAccess } from './referral-access.js';
import { ReferralPresenter } from './present-referral.js';
import { ReferralRow } from './referral.entity.js';
import type { Referral } from './referral.type.js';

/** What plans read of the referrals that their steps asked for. */
@Injectable()
export class PlanStepReferrals {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly presenter: ReferralPresenter,
  ) {}

  /** The last try for each step; what was entered in error was none. */
  async latest(reader: Reader, planStepIds: readonly string[]): Promise<Map<string, ReferralRow>> {
    if (planStepIds.length === 0) return new Map();
    const rows = await reader.manager.find(ReferralRow, {
      where: { planStepId: In([...planStepIds]), status: Not('ENTERED_IN_ERROR') },
      order: { draftedAt: 'ASC', id: 'ASC' },
    });
    const replaced = new Set(rows.map((row) => row.replacesId));
    const ends = rows.filter((row) => !replaced.has(row.id));
    return new Map(ends.map((row) => [row.planStepId ?? '', row]));
  }

  /** The try by which she got it, if not this one. */
  async metByAnother(reader: Reader, row: ReferralRow): Promise<ReferralRow | null> {
    const { id, planStepId } = row;
    if (planStepId === null) return null;
    return reader.manager.findOneBy(ReferralRow, { id: Not(id), planStepId, status: 'COMPLETED', outcome: 'RECEIVED' });
  }

  async present(rows: readonly ReferralRow[], asking: Asking): Promise<Map<string, Referral>> {
    const seen = await this.access.see(this.database, asking.actor, rows);
    const presented = await this.presenter.present(seen, asking);
    return new Map(presented.map((referral) => [referral.id, referral]));
  }
}
