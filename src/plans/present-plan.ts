import { Injectable } from '@nestjs/common';
import { Readings } from '../audit/index.js';
import { standingToHer } from '../clients/index.js';
import type { Asking, Organization } from '../directory/index.js';
import { lookedAtFrom, type Side } from '../identity/index.js';
import type { SealingKey } from '../platform/secrets/index.js';
import { PlanBooks, type PlanPage } from './plan-books.js';
import { dateNoteOf, contentOf, type PlanContent } from './plan-content.js';
import type { SeenPlan } from './plan-access.js';
import { PlanCalendar } from './plan-calendar.js';
import { presentStep } from './present-plan-step.js';
import { ENTERED_IN_ERROR, PLAN_ENDS, templateOf } from './plan-templates.js';
import { PlanTerm } from './plan-template.type.js';
import { Plan, PlanCustody, PlanDateChange } from './plan.type.js';
import { inLanguage } from '../platform/wording.js';

const BEHIND = Symbol('what stands behind a presented plan');

/** What field resolvers need of a plan that was presented to this reader. */
export function behindPlan(plan: Plan & { [BEHIND]?: SeenPlan }): SeenPlan {
  const seen = plan[BEHIND];
  if (!seen) throw new Error('a plan was not presented');
  return seen;
}

const SHOWN_NEXT = 3;

/** The only way out for plans; called where the reader was let in. */
@Injectable()
export class PlanPresenter {
  constructor(
    private readonly books: PlanBooks,
    private readonly calendar: PlanCalendar,
    private readonly readings: Readings,
  ) {}

  async present(seen: readonly SeenPlan[], asking: Asking, language: string): Promise<Plan[]> {
    if (seen.length === 0) return [];
    const page = await this.books.page(seen);
    return Promise.all(seen.map((each) => this.#one(each, page, asking, language)));
  }

  /** The days that it hung on, who said so, and why. */
  async dates({ plan, client }: SeenPlan): Promise<PlanDateChange[]> {
    const rows = await this.books.dates(plan.id);
    const staff = await this.books.staff.many(rows.map((row) => row.byId));
    const key = await this.books.key(client.id);
    return rows.map(({ id, date, happened, at, byId, note }) =>
      Object.assign(new PlanDateChange(), {
        ...{ date, happened, at, by: staff.get(byId) ?? null },
        note: note && key.open<string>(note, dateNoteOf(id)),
      }),
    );
  }

  async #one(seen: SeenPlan, page: PlanPage, asking: Asking, language: string): Promise<Plan> {
    const { plan, client } = seen;
    const template = templateOf(plan.templateCode);
    const key = page.keys.get(client.id);
    const today = this.calendar.today();
    const sides: Side[] = standingToHer(asking.actor, client) === 'NOBODY' ? [] : ['HERS'];
    const steps = (page.steps.get(plan.id) ?? []).map((row) =>
      lookedAtFrom(
        presentStep(row, { plan, template, key, today, language, lastTry: page.lastTries.get(row.id) ?? null }),
        sides,
      ),
    );
    this.#noteReading(seen, asking);
    const { id, version, templateCode, happenedOn, startedAt, endsOn, endedAt, endCode } = plan;
    const presented = Object.assign(new Plan(), {
      [BEHIND]: seen,
      ...{ id, version, templateCode, happenedOn, startedAt, endsOn, endedAt },
      name: inLanguage(template.name, language),
      dateIs: template.dateIs,
      date: plan.hangsOn,
      custody: plan.inCustody ? await this.#custody(seen, key, today, asking) : null,
      steps,
      next: endedAt ? [] : steps.filter(({ state, dueOn }) => state === 'OPEN' && dueOn).slice(0, SHOWN_NEXT),
      end: endCode && termOf(endCode, language),
    });
    return lookedAtFrom(presented, sides);
  }

  async #custody({ plan }: SeenPlan, key: SealingKey | undefined, today: string, asking: Asking): Promise<PlanCustody> {
    const facilityId = key?.open<PlanContent>(plan.content, contentOf(plan.id)).facilityId ?? null;
    const facility: Organization | null = facilityId
      ? await this.books.organizations.organization(asking, facilityId)
      : null;
    return Object.assign(new PlanCustody(), { facility, releaseToConfirm: plan.hangsOn < today });
  }

  #noteReading({ plan }: SeenPlan, { actor, context }: Asking): void {
    this.readings.note(context, {
      chain: actor.organizationId,
      actorId: actor.staffId,
      action: 'plan.read',
      subjectType: 'plan',
      subjectId: plan.id,
    });
  }
}

function termOf(code: string, language: string): PlanTerm {
  const end = PLAN_ENDS.find((each) => each.code === code);
  const name = code === ENTERED_IN_ERROR ? 'Entered in error' : end ? inLanguage(end.name, language) : code;
  return Object.assign(new PlanTerm(), { code, name });
}
