import { Injectable } from '@nestjs/common';
import sql, { join } from 'sql-template-tag';
import { IsNull } from 'typeorm';
import { ClientKeys, ClientRow, type CustodyBook, type DaysSheTold, type PlanDaysBook } from '../clients/index.js';
import type { PlanEndBook } from '../consent/index.js';
import type { Actor } from '../identity/index.js';
import type { Reader, Transaction } from '../platform/database/index.js';
import { PlanStepReferrals, type PlanNeeds, type ReferralRow } from '../referrals/index.js';
import { PlanRow, PlanStepRow } from './plan.entity.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanLedger } from './plan-ledger.js';
import { Reschedule } from './reschedule.js';
import { templateOf } from './plan-templates.js';

/** Answers clients and referrals: in custody is who has a plan that says so, also one that is over, until somebody says that she is out. */
@Injectable()
export class PlanCustodyBook implements CustodyBook {
  async inCustody(reader: Reader, clientIds: readonly string[]): Promise<Set<string>> {
    if (clientIds.length === 0) return new Set();
    const rows = await reader.all<{ client_id: string }>(sql`
      SELECT DISTINCT client_id FROM plan
      WHERE in_custody = TRUE AND client_id IN (${join([...new Set(clientIds)])})`);
    return new Set(rows.map((row) => row.client_id));
  }
}

/** Answers consent: how long a plan of hers goes on, as far as it is known. */
@Injectable()
export class PlanLastDays implements PlanEndBook {
  async lastDayOf(reader: Reader, clientId: string, planId: string): Promise<string | null> {
    const plan = await reader.manager.findOneBy(PlanRow, { id: planId, clientId, endedAt: IsNull() });
    return plan?.endsOn ?? null;
  }
}

/** Told by clients: a last dose or a due month that she says anew moves what hangs on it. */
@Injectable()
export class PlansFollowHer implements PlanDaysBook {
  constructor(
    private readonly keys: ClientKeys,
    private readonly ledger: PlanLedger,
    private readonly rescheduling: Reschedule,
  ) {}

  async toldAnew(
    tx: Transaction,
    actor: Actor,
    clientId: string,
    before: DaysSheTold,
    now: DaysSheTold,
  ): Promise<void> {
    const plans = await tx.manager.findBy(PlanRow, { clientId, endedAt: IsNull() });
    const client = await tx.manager.findOneByOrFail(ClientRow, { id: clientId });
    for (const plan of plans) {
      const month = now.dueMonth !== before.dueMonth && monthOf(plan) ? now.dueMonth : null;
      if (!month && now.medicineRunsOutOn === before.medicineRunsOutOn) continue;
      const hangsOn = month ? `${month}-01` : plan.hangsOn;
      await tx.run(sql`UPDATE plan SET version = version + 1, hangs_on = ${hangsOn} WHERE id = ${plan.id}`);
      if (month) {
        const key = await this.keys.one(tx, clientId);
        await this.ledger.writeDate(tx, actor, plan.id, { date: hangsOn, happened: false, key });
      }
      await this.rescheduling.plan(tx, actor, plan.id);
      await this.ledger.record(tx, actor, 'plan.move-date', plan.id, client);
    }
  }
}

const monthOf = (plan: PlanRow): boolean =>
  plan.happenedOn === null && templateOf(plan.templateCode).dateIs === 'DUE_MONTH';

/** Told by referrals: a need that was met, at whatever link of its chain, is a step that is done. */
@Injectable()
export class PlanStepsMet implements PlanNeeds {
  constructor(
    private readonly calendar: PlanCalendar,
    private readonly referrals: PlanStepReferrals,
    private readonly rescheduling: Reschedule,
    private readonly ledger: PlanLedger,
  ) {}

  /** What a worker said before stays as she said it. */
  async met(tx: Transaction, referral: ReferralRow): Promise<void> {
    const doneOn = this.calendar.dayOf(referral.arrivedAt ?? referral.changedAt);
    await this.#change(tx, referral, { state: 'OPEN' }, { state: 'DONE', doneOn, metById: referral.id });
  }

  async notMet(tx: Transaction, referral: ReferralRow): Promise<void> {
    const other = await this.referrals.metByAnother(tx, referral);
    const now = other
      ? { doneOn: this.calendar.dayOf(other.arrivedAt ?? other.changedAt), metById: other.id }
      : ({ state: 'OPEN', doneOn: null, metById: null } as const);
    await this.#change(tx, referral, { metById: referral.id }, now);
  }

  async #change(
    tx: Transaction,
    referral: ReferralRow,
    where: Partial<PlanStepRow>,
    changes: Partial<PlanStepRow>,
  ): Promise<void> {
    const id = referral.planStepId ?? '';
    const step = await tx.manager.findOneBy(PlanStepRow, { id });
    if (!step) return;
    // The plan first, as every act on it does: two that change it wait for each other.
    await tx.run(sql`UPDATE plan SET version = version + 1 WHERE id = ${step.planId}`);
    const changed = await tx.manager.update(PlanStepRow, { id, ...where }, changes);
    if (!changed.affected) return;
    await this.rescheduling.plan(tx, null, step.planId);
    const organization = { organizationId: referral.fromId };
    await this.ledger.record(tx, null, 'plan.step-met', step.planId, organization);
  }
}
