import { SHARED_FIELDS } from '../../consent/index.js';
import { instantText } from '../../platform/clock.js';
import { MovePlanDate, ReferForPlanStep, StartPlan, WorkOnSteps } from '../../plans/index.js';
import { DAY, HOUR } from './attempt.js';
import { found, type Place } from './demo-network.js';
import type { DemoRandom } from './demo-random.js';
import { drawWoman, type Woman } from './demo-women.js';
import { OPEN_PLANS, type OpenPlan, type PlanAct } from './open-plans-today.js';
import type { Stage } from './stage.js';
import type { Story } from './telling.js';

/** Beyond every number that the other women of the demo have. */
const FIRST_NUMBER = 400;

/** What it adds to the network. */
export const OPEN_PLANS_SIZE = {
  women: OPEN_PLANS.length,
  referrals: OPEN_PLANS.flatMap(({ acts }) => acts).filter(({ does }) => does === 'refer').length,
};

/** Begins the plans that are in progress today, each with a woman of its own. */
export function beginOpenPlans(stage: Stage, now: number, random: DemoRandom): void {
  OPEN_PLANS.forEach((plan, index) => {
    const her = random.fork(index);
    const openedAt = now - plan.began * DAY - HOUR;
    const drawn = drawWoman(stage, { number: FIRST_NUMBER + index, openedAt, needsMore: true }, her);
    const dayIn = (days: number): string => instantText(now + days * DAY).slice(0, 10);
    const told = {
      ...drawn.told,
      ...{ pregnancy: 'NO' as const, dueMonth: undefined, avoid: undefined, ...plan.told },
      medicineRunsOutOn: plan.lastDoseInDays === undefined ? undefined : dayIn(plan.lastDoseInDays),
    };
    const woman = { ...drawn, worker: found(stage.network.staff, plan.worker), told };
    stage.telling.later(openedAt, async () => {
      const clientId = await stage.open(woman.worker, woman.told);
      stage.telling.begin(
        new PlanStory(stage, { plan, woman, clientId, now, random: her, dayIn }).told(),
        openedAt + HOUR,
      );
    });
  });
}

interface Around {
  plan: OpenPlan;
  woman: Woman;
  clientId: string;
  now: number;
  random: DemoRandom;
  /** The day so many days from now. */
  dayIn: (days: number) => string;
}

/** One plan as it goes, done by the house's own use cases. */
class PlanStory {
  #id = '';

  constructor(
    private readonly stage: Stage,
    private readonly around: Around,
  ) {}

  async *told(): Story {
    const { plan, woman, clientId, now, dayIn } = this.around;
    const { template: templateCode, optional: optionalSteps, facility } = plan;
    const facilityId = facility && found(this.stage.network.organizationIds, facility);
    const input = { clientId, templateCode, date: dayIn(plan.inDays), optionalSteps, facilityId };
    this.#id = await this.stage.useCase(StartPlan).start(woman.worker, input);
    for (const act of [...plan.acts].sort((one, other) => other.ago - one.ago)) {
      // By day: what is done so many days ago was done at the same hour.
      yield now - act.ago * DAY;
      if (act.does === 'refer') yield* this.#refers(act);
      else await this.#acts(act);
    }
  }

  async #acts(act: Exclude<PlanAct, { does: 'refer' }>): Promise<void> {
    done(await this.#outcomeOf(act));
  }

  async #outcomeOf(act: Exclude<PlanAct, { does: 'refer' }>): Promise<{ kind: string }> {
    const { dayIn } = this.around;
    const { worker } = this.around.woman;
    const on = await this.#plan();
    const [moving, steps] = [this.stage.useCase(MovePlanDate), this.stage.useCase(WorkOnSteps)];
    switch (act.does) {
      case 'check':
        return steps.check(worker, { ...on, stepId: await this.#step(act.step) });
      case 'skip':
        return steps.skip(worker, { ...on, stepId: await this.#step(act.step), reasonCode: act.reason });
      case 'move':
        return moving.move(worker, { ...on, date: dayIn(act.inDays), note: act.why });
      case 'released':
        return moving.release(worker, { ...on, on: dayIn(-act.daysAgo) });
      case 'born':
        return moving.birth(worker, { ...on, on: dayIn(-act.daysAgo) });
    }
  }

  async *#refers(act: Extract<PlanAct, { does: 'refer' }>): Story {
    const { stage, around } = this;
    const { worker } = around.woman;
    const place = stage.network.places.find(({ key }) => key === act.to);
    if (!place) throw new Error(`the demo network has no place ${act.to}`);
    const asked = { ...(await this.#plan()), stepId: await this.#step(act.step), listingId: place.id };
    const referred = await stage.useCase(ReferForPlanStep).refer(worker, asked);
    done(referred);
    if (referred.kind !== 'DONE') return;
    await this.#consents(place);
    await stage.step(worker, referred.id, 'SEND');
    if (act.then === 'waits') return;
    yield stage.now() + 20 * HOUR;
    const by = { worker, place, random: around.random };
    await stage.receiverStep(by, referred.id, 'ACCEPT');
    if (act.then === 'is accepted') return;
    yield stage.now() + 4 * HOUR;
    await stage.receiverStep(by, referred.id, 'ARRIVE');
    await stage.receiverStep(by, referred.id, 'COMPLETE', { outcome: 'RECEIVED' });
  }

  async #consents(place: Place): Promise<void> {
    const { clientId, woman } = this.around;
    await this.stage.consent(woman.worker, {
      ...{ clientId, receiverId: place.organizationId, listingId: place.id, purpose: 'what her plan asks for' },
      ...{ fields: [...SHARED_FIELDS], method: 'SPOKEN', toldSheMayRefuse: true, language: 'en' },
      untilEndOfPlanId: this.#id,
    });
  }

  async #plan(): Promise<{ id: string; version: number }> {
    return { id: this.#id, version: await this.stage.planVersion(this.#id) };
  }

  #step(code: string): Promise<string> {
    return this.stage.planStep(this.#id, code);
  }
}

function done(outcome: { kind: string }): void {
  if (outcome.kind !== 'DONE') throw new Error(`a demo plan could not go on: ${outcome.kind}`);
}
