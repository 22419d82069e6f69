import { Injectable } from '@nestjs/common';
import { ClientKeys, detailsOf, type ClientDetails, type ClientRow } from '../clients/index.js';
import type { Actor } from '../identity/index.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { PlanRow, PlanStepRow } from './plan.entity.js';
import { PlanCalendar } from './plan-calendar.js';
import { contentOf, type PlanContent } from './plan-content.js';
import type { StartPlanInput } from './plan.input.js';
import { PlanLedger } from './plan-ledger.js';
import { layOut, type PlanTemplateSeed } from './plan-templates.js';
import { Reschedule } from './reschedule.js';

/** The first day of its month: a due date is known no finer, and the child may come early. */
export const dayFor = ({ dateIs }: Pick<PlanTemplateSeed, 'dateIs'>, day: string): string =>
  dateIs === 'DUE_MONTH' ? `${day.slice(0, 7)}-01` : day;

@Injectable()
export class WritePlan {
  constructor(
    private readonly calendar: PlanCalendar,
    private readonly keys: ClientKeys,
    private readonly ledger: PlanLedger,
    private readonly rescheduling: Reschedule,
  ) {}

  async write(
    tx: Transaction,
    actor: Actor,
    client: ClientRow,
    template: PlanTemplateSeed,
    input: StartPlanInput,
  ): Promise<string> {
    const key = await this.keys.one(tx, client.id);
    const hangsOn = this.calendar.checked('date', this.#dayOf(client, template, input, key));
    const plan = this.#row(actor, client, template, { hangsOn, facilityId: input.facilityId ?? null, key });
    await tx.manager.insert(PlanRow, plan);
    const steps = layOut(template, input.optionalSteps ?? []);
    await tx.manager.insert(
      PlanStepRow,
      steps.map((step, index) => ({ ...NEW_STEP, ...step, id: newId(), planId: plan.id, place: index + 1 })),
    );
    await this.ledger.writeDate(tx, actor, plan.id, { date: hangsOn, happened: false, key });
    await this.rescheduling.plan(tx, actor, plan.id);
    await this.ledger.record(tx, actor, 'plan.start', plan.id, client);
    return plan.id;
  }

  #dayOf(client: ClientRow, template: PlanTemplateSeed, input: StartPlanInput, key: SealingKey): string {
    const { dueMonth } = key.open<ClientDetails>(client.details, detailsOf(client.id));
    const known = input.date ?? (template.dateIs === 'DUE_MONTH' && dueMonth ? `${dueMonth}-01` : null);
    if (!known) throw invalidAt('date', 'Say the day that this plan hangs on; it can be moved later.');
    return dayFor(template, known);
  }

  #row(
    actor: Actor,
    client: ClientRow,
    template: PlanTemplateSeed,
    { hangsOn, facilityId, key }: PlanContent & { hangsOn: string; key: SealingKey },
  ): PlanRow {
    const id = newId();
    return {
      id,
      version: 1,
      clientId: client.id,
      templateCode: template.code,
      hangsOn,
      happenedOn: null,
      inCustody: template.custody,
      content: key.seal({ facilityId } satisfies PlanContent, contentOf(id)),
      endsOn: hangsOn,
      startedOn: this.calendar.today(),
      startedAt: this.calendar.now(),
      startedById: actor.staffId,
      endedAt: null,
      endCode: null,
    };
  }
}

/** Its days are given by the schedule, at once. */
export const NEW_STEP = {
  dueOn: '',
  waits: false,
  actFrom: null,
  state: 'OPEN',
  doneOn: null,
  metById: null,
  skipCode: null,
  name: null,
  note: null,
} as const satisfies Partial<PlanStepRow>;
