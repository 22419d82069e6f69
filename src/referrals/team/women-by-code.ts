import { Injectable } from '@nestjs/common';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { showCode } from '../../clients/index.js';
import { StaffDirectory, type Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { cursorOf, pageInfoOf, pageSize, positionOf } from '../../platform/graphql/index.js';
import { OPEN_STATUSES } from '../journey.js';
import {
  MyWoman,
  MyWomanConnection,
  MyWomanEdge,
  WomanWithoutWorker,
  WomanWithoutWorkerConnection,
  WomanWithoutWorkerEdge,
} from './team.type.js';

interface Found {
  id: string;
  code: string;
  was_id: string | null;
  open: number;
  due: string;
}

interface Asked {
  first: number | null;
  after: string | null;
}

/** After everything that has a date. */
const NEVER = '9999-12-31T23:59:59.999Z';

/** Women of an organization in lists: code, how much is open, what is due first; nothing else of them. */
@Injectable()
export class WomenByCode {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  /** Those whom this worker walks with, whether anything of theirs is open or not. */
  async mine(actor: Actor, asked: Asked): Promise<MyWomanConnection> {
    const page = await this.#page(
      sql`c.assigned_to_id = ${actor.staffId} AND c.organization_id = ${actor.organizationId}`,
      asked,
    );
    const edges = page.rows.map((row) =>
      Object.assign(new MyWomanEdge(), { cursor: cursorIn(row), node: Object.assign(new MyWoman(), shown(row)) }),
    );
    return Object.assign(new MyWomanConnection(), { edges, ...page.place(edges) });
  }

  /** A worker left, and her women are still here: nobody is lost with her. To the whole team, however it set its inbox. */
  async withoutWorker(actor: Actor, asked: Asked): Promise<WomanWithoutWorkerConnection> {
    const nobodys = sql`(s.id IS NULL OR s.active = FALSE OR s.roles NOT LIKE '%"CASEWORKER"%')`;
    const page = await this.#page(sql`c.organization_id = ${actor.organizationId} AND ${nobodys}`, asked);
    const staff = await this.staff.many(page.rows.flatMap(({ was_id }) => was_id ?? []));
    const edges = page.rows.map((row) => {
      const was = (row.was_id && staff.get(row.was_id)) || null;
      const node = Object.assign(new WomanWithoutWorker(), { ...shown(row), was });
      return Object.assign(new WomanWithoutWorkerEdge(), { cursor: cursorIn(row), node });
    });
    return Object.assign(new WomanWithoutWorkerConnection(), { edges, ...page.place(edges) });
  }

  async #page(which: Sql, { first, after }: Asked) {
    const size = pageSize(first);
    const [due, id] = after === null ? [] : positionOf(after, 2);
    const theirs = sql`FROM client c LEFT JOIN staff s ON s.id = c.assigned_to_id WHERE ${which}`;
    const open = sql`FROM referral r WHERE r.client_id = c.id AND r.status IN (${join([...OPEN_STATUSES])})`;
    const rows = await this.database.all<Found>(sql`
      SELECT * FROM (
        SELECT c.id, c.code, s.id AS was_id, (SELECT CAST(COUNT(*) AS INTEGER) ${open}) AS open,
          COALESCE((SELECT MIN(r.due_at) ${open}), ${NEVER}) AS due ${theirs}
      ) woman ${after === null ? empty : sql`WHERE due > ${due} OR (due = ${due} AND id > ${id})`}
      ORDER BY due, id LIMIT ${size + 1}`);
    const total = await this.database.one<{ count: number }>(sql`SELECT CAST(COUNT(*) AS INTEGER) AS count ${theirs}`);
    return {
      rows: rows.slice(0, size),
      place: (edges: { cursor: string }[]) => ({
        pageInfo: pageInfoOf(edges, rows.length > size, after !== null),
        totalCount: total?.count ?? 0,
      }),
    };
  }
}

const cursorIn = (row: Found): string => cursorOf([row.due, row.id]);

const shown = (row: Found) => ({
  clientId: row.id,
  code: showCode(row.code),
  openReferrals: row.open,
  dueBy: row.due === NEVER ? null : row.due,
});
