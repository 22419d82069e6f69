import { Inject, Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { ListingRow } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import type { Settings } from '../platform/config.js';
import type { Transaction } from '../platform/database/index.js';
import { SETTINGS } from '../platform/settings.js';
import { dueAt, respondBy } from './answer-clock.js';
import { ReferralRow } from './referral.entity.js';
import { ReferralLedger } from './referral-ledger.js';
import { ANSWER_CLOCKS } from './response-times.js';

/** When she needs it; `deadline` left out leaves the one that was written. */
export interface NeededWhen {
  neededFrom: string;
  deadline?: string | null;
}

const UNANSWERED = ['DRAFT', 'SENT', 'ACKNOWLEDGED'] as const;
const TRIES = 5;

/**
 * The day on which she needs it moved. Who has not answered yet reads the new one, and her clock starts in time for it; who has answered said yes to
 * a day, and is told by the worker.
 */
@Injectable()
export class MoveNeededFrom {
  constructor(
    private readonly clock: Clock,
    private readonly ledger: ReferralLedger,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Of the referrals that a step of a plan asked for. `actor` null: nobody of her own side moved it. */
  async move(tx: Transaction, actor: Actor | null, planStepId: string, when: NeededWhen): Promise<void> {
    // The receiver may answer in the middle of it: then there is nothing left to move, and looking again shows so.
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      const rows = await tx.manager.findBy(ReferralRow, { planStepId, status: In(UNANSWERED) });
      let lost = 0;
      for (const row of rows) if (!(await this.#one(tx, actor, row, when))) lost += 1;
      if (lost === 0) return;
    }
    throw new Error('a referral would not hold still');
  }

  async #one(tx: Transaction, actor: Actor | null, row: ReferralRow, when: NeededWhen): Promise<boolean> {
    const needed = {
      neededFrom: when.neededFrom,
      deadline: when.deadline === undefined ? row.deadline : when.deadline,
    };
    if (needed.neededFrom === row.neededFrom && needed.deadline === row.deadline) return true;
    const { id, version, status } = row;
    const clocks = row.sentAt === null ? {} : await this.#clocks(tx, { ...row, ...needed });
    const changes = { ...needed, ...clocks, version: version + 1, changedAt: this.clock.now() };
    const saved = await tx.manager.update(ReferralRow, { id, version, status }, changes);
    if (!saved.affected) return false;
    const bySide = actor ? 'referrer' : 'system';
    const act = { step: null, bySide, action: 'referral.move-needed-from' } as const;
    await this.ledger.write(tx, actor, { ...row, ...changes }, act);
    return true;
  }

  /** From now: nobody is late because a day moved. */
  async #clocks(tx: Transaction, row: ReferralRow): Promise<Pick<ReferralRow, 'respondBy' | 'dueAt'>> {
    const listing = await tx.manager.findOneBy(ListingRow, { id: row.listingId });
    const zone = this.settings.networkTimezone;
    const answerBy = respondBy({
      sentAt: this.clock.now(),
      urgency: row.urgency,
      respondsWithinMinutes: listing?.howToRefer.respondsWithinMinutes ?? null,
      neededFrom: row.neededFrom,
      deadline: row.deadline,
      zone,
      clocks: ANSWER_CLOCKS,
    });
    const due = dueAt({ status: row.status, respondBy: answerBy, followUpBy: null, lookAgainOn: null, zone });
    return { respondBy: answerBy, dueAt: due };
  }
}
