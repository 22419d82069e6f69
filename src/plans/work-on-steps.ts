import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { TAXONOMY } from '../directory/index.js';
import type { Transaction } from '../platform/database/index.js';
import { invalidAt, invalidInput } from '../platform/graphql/index.js';
import { newId } from '../platform/ids.js';
import { PlanStepRow } from './plan.entity.js';
import { PlanCalendar } from './plan-calendar.js';
import { stepNameOf, stepNoteOf } from './plan-content.js';
import { PlanDesk, type Acted, type OnTheDesk, type PlanOutcome } from './plan-desk.js';
import type { AddPlanStepInput, CheckPlanStepInput, PlanStepActInput, SkipPlanStepInput } from './plan.input.js';
import { SKIP_REASONS, type StepRule } from './plan-templates.js';
import { NEW_STEP } from './write-plan.js';

/** More than anybody can follow. */
const MOST_STEPS = 100;

/** What a worker does with the steps of a plan besides referring: adds one, says that one is done, leaves one out, takes that back. */
@Injectable()
export class WorkOnSteps {
  constructor(
    private readonly desk: PlanDesk,
    private readonly calendar: PlanCalendar,
  ) {}

  add(actor: Actor, input: AddPlanStepInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, sealing }: OnTheDesk): Promise<Acted> => {
      const services = checkedServices(input.services ?? []);
      const place = (await tx.manager.countBy(PlanStepRow, { planId: plan.id })) + 1;
      if (place > MOST_STEPS) throw invalidAt('id', `A plan has ${MOST_STEPS} steps at most.`);
      const id = newId();
      await tx.manager.insert(PlanStepRow, {
        ...{ ...NEW_STEP, id, planId: plan.id, place, code: null, services, leadDays: input.leadDays ?? 0 },
        kind: services.length > 0 ? 'REFERRAL' : 'CHECK',
        rule: this.#rule(input),
        name: sealing.seal(input.name, stepNameOf(id)),
      });
      return {};
    };
    return this.desk.act(actor, input, { action: 'plan.add-step', work });
  }

  /** Done: a check, or something that she got without a referral from here. */
  check(actor: Actor, input: CheckPlanStepInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, sealing }: OnTheDesk): Promise<Acted> => {
      const step = await openStep(tx, plan.id, input.stepId);
      const doneOn = this.calendar.past('doneOn', input.doneOn);
      const note = input.note ? sealing.seal(input.note, stepNoteOf(step.id)) : null;
      await tx.manager.update(PlanStepRow, { id: step.id }, { state: 'DONE', doneOn, note });
      return {};
    };
    return this.desk.act(actor, input, { action: 'plan.check-step', work });
  }

  skip(actor: Actor, input: SkipPlanStepInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan, sealing }: OnTheDesk): Promise<Acted> => {
      const step = await openStep(tx, plan.id, input.stepId);
      if (!SKIP_REASONS.some(({ code }) => code === input.reasonCode))
        throw invalidAt('reasonCode', 'There is no such reason for leaving a step out.');
      const note = input.note ? sealing.seal(input.note, stepNoteOf(step.id)) : null;
      await tx.manager.update(PlanStepRow, { id: step.id }, { state: 'SKIPPED', skipCode: input.reasonCode, note });
      return {};
    };
    return this.desk.act(actor, input, { action: 'plan.skip-step', work });
  }

  /** It is open again; the note that was written with it goes with it. */
  undo(actor: Actor, input: PlanStepActInput): Promise<PlanOutcome> {
    const work = async (tx: Transaction, { plan }: OnTheDesk): Promise<Acted> => {
      const step = await stepOf(tx, plan.id, input.stepId);
      if (step.state === 'OPEN') throw invalidAt('stepId', 'This step is open already.');
      if (step.kind === 'EVENT') throw invalidAt('stepId', 'Take back that it happened, with undoPlanEvent.');
      if (step.metById)
        throw invalidAt('stepId', 'A referral did this: correct the referral, and the step is open again.');
      const open = { state: 'OPEN', doneOn: null, skipCode: null, note: null } as const;
      await tx.manager.update(PlanStepRow, { id: step.id }, open);
      return {};
    };
    return this.desk.act(actor, input, { action: 'plan.undo-step', work });
  }

  #rule({ dueOn, daysFromDate }: AddPlanStepInput): StepRule {
    const fixed = dueOn ?? null;
    const relative = daysFromDate ?? null;
    if ((fixed === null) === (relative === null))
      throw invalidAt('dueOn', 'Give either a day, or the days before or after the one that the plan hangs on.');
    if (fixed !== null) return { from: 'DAY', months: 0, days: 0, day: this.calendar.checked('dueOn', fixed) };
    return { from: 'DATE', months: 0, days: relative ?? 0 };
  }
}

function checkedServices(services: readonly string[]): string[] {
  const problems = services.flatMap((code, index) =>
    TAXONOMY.isService(code)
      ? []
      : [{ path: `services.${index}`, message: 'There is no such service in the taxonomy.' }],
  );
  if (problems.length > 0) throw invalidInput(problems);
  return [...new Set(services)];
}

export async function stepOf(tx: Transaction, planId: string, stepId: string): Promise<PlanStepRow> {
  const step = await tx.manager.findOneBy(PlanStepRow, { id: stepId, planId });
  if (!step) throw invalidAt('stepId', 'This plan has no such step.');
  return step;
}

/** One that a worker may say something about: what happened is said with the day, not with the step. */
export async function openStep(tx: Transaction, planId: string, stepId: string): Promise<PlanStepRow> {
  const step = await stepOf(tx, planId, stepId);
  if (step.kind === 'EVENT') throw invalidAt('stepId', 'Say that it happened with recordRelease or recordBirth.');
  if (step.state !== 'OPEN') throw invalidAt('stepId', 'This step is done or left out: take that back first.');
  return step;
}
