import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { AuditTrail } from '../../audit/index.js';
import { Clock, plusMinutes } from '../../platform/clock.js';
import { Database, type Transaction } from '../../platform/database/index.js';
import { forbidden } from '../../platform/graphql/index.js';
import type { Actor } from '../actor.js';
import { RULES } from '../identity-rules.js';
import { OneTimeLinks } from '../links/one-time-links.js';
import { StaffLinkRow } from '../links/staff-link.entity.js';
import { staffActs } from '../staff-acts.js';
import { Staff } from '../staff.entity.js';

export interface OpenRecovery {
  id: string;
  staff_id: string;
  asked_by_id: string | null;
  asked_at: string;
  expires_at: string;
  second_factor_too: boolean | number;
}

/** The second of two people: an administrator who neither asked nor is meant. */
@Injectable()
export class DecideRecovery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: OneTimeLinks,
    private readonly trail: AuditTrail,
  ) {}

  /** What waits for a second person, the oldest first. */
  waiting(): Promise<OpenRecovery[]> {
    return this.database.all<OpenRecovery>(sql`
      SELECT id, staff_id, asked_by_id, asked_at, expires_at, second_factor_too FROM staff_link
      WHERE purpose = 'RECOVERY' AND token_hash IS NULL AND expires_at > ${this.clock.now()}
      ORDER BY asked_at, id LIMIT 100`);
  }

  /** The link is told once, to who approves. `actor` is null at the server's console. */
  approve(actor: Actor | null, id: string): Promise<{ link: string; expiresAt: string }> {
    return this.database.write(async (tx) => {
      const { row, staff } = await this.#find(tx, id);
      const second = actor === null || (row.askedById !== actor.staffId && staff.id !== actor.staffId);
      const expiresAt = plusMinutes(this.clock.now(), RULES.links.recoveryLinkHours * 60);
      const link = second ? await this.links.approve(tx, id, expiresAt) : null;
      if (link === null) throw forbidden();
      await this.trail.record(tx, ...staffActs('staff.approve-recovery', actor?.staffId ?? null, staff));
      return { link, expiresAt };
    });
  }

  /** Any administrator may. */
  drop(actor: Actor, id: string): Promise<void> {
    return this.database.write(async (tx) => {
      const { staff } = await this.#find(tx, id);
      if (!(await this.links.drop(tx, id))) throw forbidden();
      await this.trail.record(tx, ...staffActs('staff.drop-recovery', actor.staffId, staff));
    });
  }

  async #find(tx: Transaction, id: string): Promise<{ row: StaffLinkRow; staff: Staff }> {
    const row = await tx.manager.findOneBy(StaffLinkRow, { id, purpose: 'RECOVERY' });
    const staff = row && (await tx.manager.findOneBy(Staff, { id: row.staffId, active: true }));
    if (!row || !staff || row.expiresAt <= this.clock.now()) throw forbidden();
    return { row, staff };
  }
}
