import { Inject, Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { respondBy } from './answer-clock.js';
import { HeldPlace } from './held-place.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';
import type { UrgencyValue } from './referral-terms.js';
import { ANSWER_CLOCKS } from './response-times.js';

const later = (one: string, other: string | null): string => (other !== null && other > one ? other : one);

/** How many are looked at in one go. */
const BATCH = 200;

type Late = Pick<ReferralRow, 'id' | 'urgency'> & { dueAt: string };

/**
 * EXPIRE: the system's step. An answer that is as late again as it was allowed to take is silence; a place on a waiting list that nobody looked at
 * again was followed up by nobody. She may still arrive. Run however often, each referral expires once.
 */
@Injectable()
export class ExpireReferrals {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly ledger: ReferralLedger,
    private readonly places: HeldPlace,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** How many expired. */
  async run(): Promise<number> {
    const now = this.clock.now();
    let expired = 0;
    // To the end, page by page: those that are late and not yet given up must not keep the rest waiting.
    for (let page = await this.#late(now); page.length > 0; page = await this.#late(now, page.at(-1)))
      for (const { id, urgency, dueAt } of page) {
        if (this.#silentFrom(urgency, dueAt) > now) continue;
        if (await this.database.write((tx) => this.#expire(tx, id, now))) expired += 1;
      }
    return expired;
  }

  #late(now: string, after?: Late): Promise<Late[]> {
    const { dueAt, id } = after ?? { dueAt: '', id: '' };
    return this.database.all<Late>(sql`
      SELECT id, urgency, due_at AS "dueAt" FROM referral
      WHERE status IN ('SENT', 'ACKNOWLEDGED', 'WAITLISTED') AND due_at < ${now}
        AND (due_at > ${dueAt} OR (due_at = ${dueAt} AND id > ${id}))
      ORDER BY due_at, id LIMIT ${BATCH}`);
  }

  async #expire(tx: Transaction, id: string, now: string): Promise<boolean> {
    const row = await tx.manager.findOneByOrFail(ReferralRow, { id });
    // Answered, or given more time, since it was found; or it asked the sender something, and could not answer before it heard.
    if (!row.dueAt || this.#silentFrom(row.urgency, later(row.dueAt, row.questionDueAt)) > now) return false;
    const reasonCode = row.status === 'WAITLISTED' ? 'no-follow-up' : 'receiver-silent';
    const changes: Partial<ReferralRow> = {
      status: 'EXPIRED',
      version: row.version + 1,
      reasonCode,
      reasonStep: 'EXPIRE',
      reasonBy: 'system',
      dueAt: null,
      changedAt: now,
    };
    const saved = await tx.manager.update(ReferralRow, { id, version: row.version, status: row.status }, changes);
    if (!saved.affected) return false;
    await this.places.follow(tx, row, { ...row, ...changes });
    await this.ledger.write(
      tx,
      null,
      { ...row, ...changes },
      {
        step: 'EXPIRE',
        bySide: 'system',
        action: 'referral.expire',
        reasonCode,
      },
    );
    return true;
  }

  /** The same clock once more, from the moment it ran out: time to chase before it is given up. */
  #silentFrom(urgency: UrgencyValue, dueAt: string): string {
    return respondBy({
      sentAt: dueAt,
      urgency,
      respondsWithinMinutes: null,
      neededFrom: null,
      deadline: null,
      zone: this.settings.networkTimezone,
      clocks: ANSWER_CLOCKS,
    });
  }
}
