import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database, type Transaction } from '../platform/database/index.js';
import { forbidden } from '../platform/graphql/index.js';
import { allowedSteps, isOpen } from './journey.js';
import { ReferralAccess, type SeenReferral } from './referral-access.js';
import { ReferralLedger } from './referral-ledger.js';
import { StepEffect } from './step-effect.js';
import { NotTaken, saveOrLose, takenOrNot, type StepOutcome } from './take-step.js';

export interface CheckInSaid {
  referralId: string;
  version: number;
  note: string | null;
  /** On a waiting list: the next day to look. */
  lookAgainOn: string | null;
  key: string | null;
}

/** Somebody looked after her and it goes on: no step, but the clock starts anew, and the timeline says so. */
@Injectable()
export class CheckIn {
  constructor(
    private readonly database: Database,
    private readonly access: ReferralAccess,
    private readonly effects: StepEffect,
    private readonly ledger: ReferralLedger,
  ) {}

  checkIn(actor: Actor, said: CheckInSaid): Promise<StepOutcome> {
    return takenOrNot(() =>
      this.database.write(async (tx) => {
        const seen = await this.access.toActOn(tx, actor, said.referralId);
        const { standing, receiver } = seen.sight;
        if (!standing.referrer && !receiver) throw forbidden();
        return this.ledger.once(tx, actor, 'checkIn', said, () => this.#once(tx, actor, seen, said));
      }),
    );
  }

  async #once(tx: Transaction, actor: Actor, { row, sight }: SeenReferral, said: CheckInSaid): Promise<string> {
    if (row.version !== said.version) throw new NotTaken({ kind: 'STALE', id: row.id });
    if (!isOpen(row.status) || row.dueAt === null)
      throw new NotTaken({
        kind: 'NOT_ALLOWED',
        status: row.status,
        allowed: allowedSteps(row.status, sight.standing),
      });
    this.effects.checkDay(row, said.lookAgainOn);
    const changes = { ...(await this.effects.ofCheckIn(tx, row, said.lookAgainOn)), version: row.version + 1 };
    await saveOrLose(tx, row, changes);
    const bySide = sight.standing.referrer ? 'referrer' : 'receiver';
    const act = { step: null, bySide, action: 'referral.check-in', note: said.note } as const;
    await this.ledger.write(tx, actor, { ...row, ...changes }, act);
    return row.id;
  }
}
