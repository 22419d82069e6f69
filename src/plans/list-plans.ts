import { Injectable } from '@nestjs/common';
import sql, { empty, type Sql } from 'sql-template-tag';
import { In } from 'typeorm';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, pageSize, positionOf } from '../platform/graphql/index.js';
import { PlanAccess, type SeenPlan } from './plan-access.js';
import { PlanRow } from './plan.entity.js';
import { ENTERED_IN_ERROR } from './plan-templates.js';

export interface Page<T> {
  edges: { cursor: string; seen: T }[];
  hasNextPage: boolean;
  totalCount: number;
}

/** After everything that has a day. */
const NEVER = '9999-12-31';

const NEXT_DUE = sql`COALESCE((
  SELECT MIN(s.due_on) FROM plan_step s WHERE s.plan_id = p.id AND s.state = 'OPEN' AND s.waits = FALSE), ${NEVER})`;

/** Plans of the reader's own women. */
@Injectable()
export class ListPlans {
  constructor(
    private readonly database: Database,
    private readonly access: PlanAccess,
  ) {}

  /** Those that go on, what is due next first; or those that are over, the latest first. */
  async list(
    actor: Actor,
    asked: { over: boolean; first: number | null; after: string | null },
  ): Promise<Page<SeenPlan>> {
    const size = pageSize(asked.first);
    const list = asked.over ? OVER : GOING_ON;
    const which = sql`c.assigned_to_id = ${actor.staffId} AND c.organization_id = ${actor.organizationId} AND ${list.which}`;
    const page = await this.database.all<{ id: string; sort: string }>(sql`
      SELECT p.id, ${list.by} AS sort FROM plan p JOIN client c ON c.id = p.client_id
      WHERE ${which} ${behind(list, asked.after)}
      ORDER BY sort ${list.direction}, p.id LIMIT ${size + 1}`);
    const total = await this.database.one<{ count: number }>(sql`
      SELECT CAST(COUNT(*) AS INTEGER) AS count FROM plan p JOIN client c ON c.id = p.client_id WHERE ${which}`);
    const shown = page.slice(0, size);
    const seen = await this.#see(actor, shown);
    return { edges: seen, hasNextPage: page.length > size, totalCount: total?.count ?? 0 };
  }

  /** All of one woman, as far as this reader may read them: those that go on first, then the latest. */
  async ofClient(actor: Actor, clientId: string): Promise<SeenPlan[]> {
    const plans = await this.database.manager.find(PlanRow, {
      where: { clientId },
      order: { startedAt: 'DESC', id: 'ASC' },
    });
    const goingOn = plans.filter(({ endedAt }) => endedAt === null);
    return this.access.see(this.database, actor, [...goingOn, ...plans.filter(({ endedAt }) => endedAt !== null)]);
  }

  async #see(actor: Actor, page: { id: string; sort: string }[]): Promise<Page<SeenPlan>['edges']> {
    const rows = await this.database.manager.findBy(PlanRow, { id: In(page.map(({ id }) => id)) });
    const seen = new Map((await this.access.see(this.database, actor, rows)).map((each) => [each.plan.id, each]));
    return page.flatMap(({ id, sort }) => {
      const each = seen.get(id);
      return each ? [{ cursor: cursorOf([sort, id]), seen: each }] : [];
    });
  }
}

interface List {
  which: Sql;
  by: Sql;
  direction: Sql;
  beyond: Sql;
}

const GOING_ON: List = {
  which: sql`p.ended_at IS NULL`,
  by: NEXT_DUE,
  direction: sql`ASC`,
  beyond: sql`>`,
};
const OVER: List = {
  which: sql`p.ended_at IS NOT NULL AND p.end_code <> ${ENTERED_IN_ERROR}`,
  by: sql`p.ended_at`,
  direction: sql`DESC`,
  beyond: sql`<`,
};

function behind({ by, beyond }: List, after: string | null): Sql {
  if (after === null) return empty;
  const [sort, id] = positionOf(after, 2);
  return sql`AND (${by} ${beyond} ${sort} OR (${by} = ${sort} AND p.id > ${id}))`;
}
