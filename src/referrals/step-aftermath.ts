import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { HearRefusal, UnsayRefusal } from '../directory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { HeldPlace } from './held-place.js';
import type { ReferralStepValue } from './journey.js';
import { PlanNeeds } from './ports.js';
import type { SeenReferral } from './referral-access.js';
import type { ReferralRow } from './referral.entity.js';
import type { ReferralStepInput } from './referral-step.input.js';
import { WritingDesk } from './writing-desk.js';

/** What follows from a step elsewhere: what the directory learns, the place that is held for her, the condition that a yes came with, the step of her plan. */
@Injectable()
export class StepAftermath {
  constructor(
    private readonly refusals: HearRefusal,
    private readonly unsaid: UnsayRefusal,
    private readonly places: HeldPlace,
    private readonly desk: WritingDesk,
    private readonly plans: PlanNeeds,
  ) {}

  /** Once the step is kept. False where its condition can be written nowhere safe. */
  async follow(
    tx: Transaction,
    step: ReferralStepValue,
    seen: SeenReferral,
    after: ReferralRow,
    said: ReferralStepInput,
  ): Promise<boolean> {
    const { row } = seen;
    await this.#teach(tx, step, said, row);
    await this.#tellPlan(tx, step, after);
    await this.places.follow(tx, row, after);
    if (!said.condition?.trim()) return true;
    const key = await this.desk.keyBetween(tx, seen, 'condition');
    if (!key) return false;
    const condition = { kind: 'CONDITION', fromId: row.toId, text: said.condition, answerToId: null } as const;
    await this.desk.message(tx, key, row.id, condition);
    return true;
  }

  /** A refusal teaches the directory, whoever wrote it down, until it is said to have been an error; the other steps teach nothing. */
  async #teach(
    tx: Transaction,
    step: ReferralStepValue,
    { reasonCode }: ReferralStepInput,
    row: ReferralRow,
  ): Promise<void> {
    if (step === 'CORRECT') await this.#unteach(tx, row);
    if ((step !== 'DECLINE' && step !== 'TURN_AWAY') || !reasonCode) return;
    await this.refusals.hear(tx, { listingId: row.listingId, reasonCode, from: { clientId: row.clientId } });
  }

  /** A need that is met is a step of her plan that is done; part of it leaves the step open. `row` as it is after the step. */
  async #tellPlan(tx: Transaction, step: ReferralStepValue, row: ReferralRow): Promise<void> {
    if (row.planStepId === null) return;
    if (step === 'COMPLETE' && row.outcome === 'RECEIVED') await this.plans.met(tx, row);
    if (step === 'CORRECT') await this.plans.notMet(tx, row);
  }

  /** Other referrals of hers that this place refused for the same reason still say so. */
  async #unteach(tx: Transaction, { id, clientId, listingId }: ReferralRow): Promise<void> {
    const refusals = await tx.all<{ id: string; at: string; reason_code: string }>(sql`
      SELECT r.id, e.at, e.reason_code FROM referral r JOIN referral_event e ON e.referral_id = r.id
      WHERE r.client_id = ${clientId} AND r.listing_id = ${listingId} AND e.step IN ('DECLINE', 'TURN_AWAY')
        AND e.reason_code IS NOT NULL AND (r.id = ${id} OR r.status <> 'ENTERED_IN_ERROR')`);
    for (const own of refusals.filter((each) => each.id === id)) {
      const others = refusals.filter((each) => each.id !== id && each.reason_code === own.reason_code);
      await this.unsaid.unsay(tx, {
        ...{ listingId, reasonCode: own.reason_code, from: { clientId }, at: own.at },
        others: others.map(({ at }) => at),
      });
    }
  }
}
