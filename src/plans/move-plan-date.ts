import { Injectable } from '@nestjs/common';
import { TellClient } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import type { MovePlanDateInput, PlanEventInput, PlanActInput } from './plan.input.js';
import type { PlanRow } from './plan.entity.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanDesk, type Acted, type OnTheDesk, type PlanOutcome } from './plan-desk.js';
import { PlanLedger } from './plan-ledger.js';
import { MarkEventStep } from './mark-event-step.js';
import { ENTERED_IN_ERROR, templateOf, type PlanEventValue } from './plan-templates.js';
import { dayFor } from './write-plan.js';

/** The day that a plan hangs on: moved as often as it must, until it happens, which a worker says. */
@Injectable()
export class MovePlanDate {
  constructor(
    private readonly desk: PlanDesk,
    private readonly calendar: PlanCalendar,
    private readonly ledger: PlanLedger,
    private readonly her: TellClient,
    private readonly steps: MarkEventStep,
  ) {}

  move(actor: Actor, input: MovePlanDateInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, sealing }: OnTheDesk): Promise<Acted> => {
      const template = templateOf(plan.templateCode);
      if (plan.happenedOn) throw invalidAt('date', 'It has happened already: there is nothing left to move.');
      const hangsOn = dayFor(template, this.calendar.checked('date', input.date));
      await this.ledger.writeDate(tx, actor, plan.id, {
        date: hangsOn,
        happened: false,
        note: input.note,
        key: sealing,
      });
      if (template.dateIs === 'DUE_MONTH')
        await this.her.tell(tx, actor, plan.clientId, { dueMonth: hangsOn.slice(0, 7) });
      return { changes: { hangsOn } };
    };
    return this.desk.act(actor, input, { action: 'plan.move-date', work });
  }

  /** Custody ends with this and with nothing else, so it may be said when the plan is over, too. */
  release(actor: Actor, input: PlanEventInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, on: OnTheDesk): Promise<Acted> => {
      const happenedOn = await this.#happened(tx, actor, on, input, 'RELEASE');
      return { changes: { happenedOn, inCustody: false } };
    };
    return this.desk.act(actor, input, { action: 'plan.record-release', evenIfOver: true, work });
  }

  birth(actor: Actor, input: PlanEventInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, on: OnTheDesk): Promise<Acted> => {
      const happenedOn = await this.#happened(tx, actor, on, input, 'BIRTH');
      await this.her.tell(tx, actor, on.plan.clientId, { pregnancy: 'POSTPARTUM', dueMonth: null });
      return { changes: { happenedOn } };
    };
    return this.desk.act(actor, input, { action: 'plan.record-birth', work });
  }

  /** It did not happen after all: what came after it waits again, and she is in custody again. */
  undo(actor: Actor, input: PlanActInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, sealing }: OnTheDesk): Promise<Acted> => {
      const { event, custody } = templateOf(plan.templateCode);
      refuseEnteredInError(plan);
      if (!plan.happenedOn || !event) throw invalidAt('id', 'Nothing was said to have happened.');
      await this.steps.reopen(tx, plan.id);
      await this.ledger.writeDate(tx, actor, plan.id, { date: null, happened: true, key: sealing });
      if (event === 'BIRTH')
        await this.her.tell(tx, actor, plan.clientId, { pregnancy: 'PREGNANT', dueMonth: plan.hangsOn.slice(0, 7) });
      return { changes: { happenedOn: null, inCustody: custody } };
    };
    return this.desk.act(actor, input, { action: 'plan.undo-event', evenIfOver: true, work });
  }

  async #happened(
    tx: Transaction,
    actor: Actor,
    { plan, sealing }: OnTheDesk,
    { on, note }: PlanEventInput,
    event: PlanEventValue,
  ): Promise<string> {
    refuseEnteredInError(plan);
    if (templateOf(plan.templateCode).event !== event)
      throw invalidAt('id', 'This plan waits for nothing of the kind.');
    const happenedOn = this.calendar.past('on', on);
    await this.steps.done(tx, plan.id, happenedOn);
    await this.ledger.writeDate(tx, actor, plan.id, { date: happenedOn, happened: true, note, key: sealing });
    return happenedOn;
  }
}

function refuseEnteredInError({ endCode }: Pick<PlanRow, 'endCode'>): void {
  if (endCode === ENTERED_IN_ERROR) throw invalidAt('id', 'This plan was entered in error: start another.');
}
