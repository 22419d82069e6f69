import { DateTime } from 'luxon';
import type { PlanStepRow } from './plan.entity.js';
import type { StepRule } from './plan-templates.js';

/** The days that steps are counted from; `YYYY-MM-DD`, without a zone. */
export interface PlanDays {
  startedOn: string;
  /** What the plan hangs on. */
  hangsOn: string;
  /** It happened then; null: not yet. */
  happenedOn: string | null;
  /** The day her medicine runs out, where she said it. */
  lastDoseOn: string | null;
}

export type StepToSchedule = Pick<PlanStepRow, 'id' | 'code' | 'rule' | 'leadDays' | 'state' | 'doneOn' | 'dueOn'>;
export type Scheduled = Pick<PlanStepRow, 'dueOn' | 'waits' | 'actFrom'>;

interface Day {
  on: string;
  waits: boolean;
}

/**
 * When each open step is due and from when it is work. What is done or left out keeps the day it had: moving a date moves what is still to be done.
 * The steps come in their order, so that what one is counted from is known before it.
 */
export function schedule(days: PlanDays, steps: readonly StepToSchedule[]): Map<string, Scheduled> {
  const known = new Map<string, Day>();
  const scheduled = new Map<string, Scheduled>();
  for (const step of steps) {
    const due = dueOf(step, days, known);
    if (step.code) known.set(step.code, { on: step.doneOn ?? due.on, waits: due.waits });
    if (step.state === 'OPEN') scheduled.set(step.id, workOf(due, step.leadDays, days.startedOn));
  }
  return scheduled;
}

function dueOf({ rule, state, dueOn }: StepToSchedule, days: PlanDays, known: ReadonlyMap<string, Day>): Day {
  if (state !== 'OPEN') return { on: dueOn, waits: false };
  const base = baseOf(rule, days, known);
  return { on: plus(base.on, rule), waits: base.waits };
}

/** What is expected, and once it happened the day on which it did. */
export const dayOf = ({ hangsOn, happenedOn }: Pick<PlanDays, 'hangsOn' | 'happenedOn'>): string =>
  happenedOn ?? hangsOn;

function baseOf(rule: StepRule, days: PlanDays, known: ReadonlyMap<string, Day>): Day {
  const settled = (on: string): Day => ({ on, waits: false });
  const day = dayOf(days);
  switch (rule.from) {
    case 'START':
      return settled(days.startedOn);
    case 'DATE':
      return settled(day);
    case 'LAST_DOSE':
      return settled(days.lastDoseOn ?? day);
    case 'EVENT':
      return { on: day, waits: days.happenedOn === null };
    case 'STEP':
      return known.get(rule.step ?? '') ?? settled(day);
    case 'DAY':
      return settled(rule.day ?? day);
  }
}

/** What waits for something is no work before it happened, unless it has to be arranged beforehand. */
function workOf({ on, waits }: Day, leadDays: number, startedOn: string): Scheduled {
  const from = plus(on, { months: 0, days: -leadDays });
  return { dueOn: on, waits, actFrom: waits && leadDays === 0 ? null : from > startedOn ? from : startedOn };
}

/** The last day of it as far as it is known: the template's length after what it hangs on, or the last step, whichever is later. */
export function endsOn(days: PlanDays, monthsAfter: number, dueOn: readonly string[]): string {
  const end = plus(dayOf(days), { months: monthsAfter, days: 0 });
  return dueOn.reduce((latest, day) => (day > latest ? day : latest), end);
}

function plus(day: string, { months, days }: Pick<StepRule, 'months' | 'days'>): string {
  const after = DateTime.fromISO(day, { zone: 'utc' }).plus({ months }).plus({ days }).toISODate();
  if (!after) throw new RangeError(`Not a day: ${day}`);
  return after;
}

/** From which day on she needs it: medicine that must not stop is needed from the day she is out, and no later than her last dose. */
export const neededFromOf = (
  plan: Pick<PlanDays, 'hangsOn' | 'happenedOn'>,
  { rule, dueOn }: Pick<PlanStepRow, 'rule' | 'dueOn'>,
): string => (rule.from === 'LAST_DOSE' && dayOf(plan) < dueOn ? dayOf(plan) : dueOn);
