import { Injectable } from '@nestjs/common';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { In } from 'typeorm';
import { custodialAmong } from '../directory/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, invalidAt, pageSize, positionOf } from '../platform/graphql/index.js';
import { OPEN_STATUSES } from '../referrals/index.js';
import type { Page } from './list-plans.js';
import { PlanAccess, type SeenPlan } from './plan-access.js';
import { PlanCalendar } from './plan-calendar.js';
import { PlanRow } from './plan.entity.js';

export interface DueStep {
  stepId: string;
  clientCode: string;
  dueOn: string;
  overdue: boolean;
  /** Null where her record is not open to this reader. */
  plan: SeenPlan | null;
}

interface Asked {
  mine: boolean;
  /** Only what should have been done before today. */
  overdue: boolean;
  /** What is work until then; today unless said. */
  until: string | null;
  first: number | null;
  after: string | null;
}

interface Found {
  id: string;
  plan_id: string;
  place: number;
  due_on: string;
  waits: boolean | number;
  code: string;
}

const ON_ITS_WAY = OPEN_STATUSES.filter((status) => status !== 'DRAFT');

/** What plans need next: steps that are work by now, and are not on their way. The day is the network's. */
@Injectable()
export class ListDueSteps {
  constructor(
    private readonly database: Database,
    private readonly calendar: PlanCalendar,
    private readonly access: PlanAccess,
  ) {}

  async list(actor: Actor, asked: Asked): Promise<Page<DueStep>> {
    const size = pageSize(asked.first);
    const which = join(await this.#which(actor, asked), ' AND ');
    const from = sql`FROM plan_step s JOIN plan p ON p.id = s.plan_id JOIN client c ON c.id = p.client_id`;
    const found = await this.database.all<Found>(sql`
      SELECT s.id, s.plan_id, s.place, s.due_on, s.waits, c.code ${from}
      WHERE ${which} ${behind(asked.after)} ORDER BY s.due_on, s.place, s.id LIMIT ${size + 1}`);
    const total = await this.database.one<{ count: number }>(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS count ${from} WHERE ${which}`,
    );
    const edges = await this.#see(actor, found.slice(0, size));
    return { edges, hasNextPage: found.length > size, totalCount: total?.count ?? 0 };
  }

  async #which(actor: Actor, { mine, overdue, until }: Asked): Promise<Sql[]> {
    const today = this.calendar.today();
    const hers = sql`c.assigned_to_id = ${actor.staffId}`;
    // In a place of custody nobody but her worker learns that there is a plan.
    const inPrison = (await custodialAmong(this.database, [actor.organizationId])).size > 0;
    return [
      sql`c.organization_id = ${actor.organizationId} AND p.ended_at IS NULL`,
      sql`s.state = 'OPEN' AND s.act_from <= ${until ?? today}`,
      sql`(s.due_on < ${today} OR NOT EXISTS (
        SELECT 1 FROM referral r WHERE r.plan_step_id = s.id AND r.status IN (${join(ON_ITS_WAY)})))`,
      ...(overdue ? [sql`s.waits = FALSE AND s.due_on < ${today}`] : []),
      ...(mine ? [hers] : inPrison ? [sql`(${hers} OR p.in_custody = FALSE)`] : []),
    ];
  }

  async #see(actor: Actor, found: readonly Found[]): Promise<Page<DueStep>['edges']> {
    const today = this.calendar.today();
    const rows = await this.database.manager.findBy(PlanRow, { id: In(found.map((step) => step.plan_id)) });
    const seen = new Map((await this.access.see(this.database, actor, rows)).map((each) => [each.plan.id, each]));
    return found.map(({ id, plan_id, place, due_on, waits, code }) => ({
      cursor: cursorOf([due_on, place, id]),
      seen: {
        stepId: id,
        clientCode: code,
        dueOn: due_on,
        overdue: !waits && due_on < today,
        plan: seen.get(plan_id) ?? null,
      },
    }));
  }
}

function behind(after: string | null): Sql {
  if (after === null) return empty;
  const [dueOn, place, id] = positionOf(after, 3);
  if (typeof place !== 'number')
    throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
  return sql`AND (s.due_on, s.place, s.id) > (${dueOn}, ${place}, ${id})`;
}
