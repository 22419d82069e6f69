import { Injectable } from '@nestjs/common';
import sql, { empty, join } from 'sql-template-tag';
import { showCode } from '../../clients/index.js';
import { StaffDirectory, type Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { cursorOf, pageInfoOf, pageSize, positionOf } from '../../platform/graphql/index.js';
import { OPEN_STATUSES } from '../journey.js';
import { WomanWithoutWorker, WomanWithoutWorkerConnection, WomanWithoutWorkerEdge } from './team.type.js';

interface Found {
  id: string;
  code: string;
  was_id: string | null;
  open: number;
  due: string;
}

/** After everything that has a date. */
const NEVER = '9999-12-31T23:59:59.999Z';

/** A worker left, and her women are still here: nobody is lost with her. To the whole team, however it set its inbox. */
@Injectable()
export class WomenWithoutWorker {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  async list(actor: Actor, first: number | null, after: string | null): Promise<WomanWithoutWorkerConnection> {
    const size = pageSize(first);
    const [due, id] = after === null ? [] : positionOf(after, 2);
    const theirs = sql`FROM client c LEFT JOIN staff s ON s.id = c.assigned_to_id
      WHERE c.organization_id = ${actor.organizationId} AND c.erased_at IS NULL
        AND (s.id IS NULL OR s.active = FALSE OR s.roles NOT LIKE '%"CASEWORKER"%')`;
    const open = sql`FROM referral r WHERE r.client_id = c.id AND r.status IN (${join([...OPEN_STATUSES])})`;
    const rows = await this.database.all<Found>(sql`
      SELECT * FROM (
        SELECT c.id, c.code, s.id AS was_id, (SELECT CAST(COUNT(*) AS INTEGER) ${open}) AS open,
          COALESCE((SELECT MIN(r.due_at) ${open}), ${NEVER}) AS due ${theirs}
      ) woman ${after === null ? empty : sql`WHERE due > ${due} OR (due = ${due} AND id > ${id})`}
      ORDER BY due, id LIMIT ${size + 1}`);
    const total = await this.database.one<{ count: number }>(sql`SELECT CAST(COUNT(*) AS INTEGER) AS count ${theirs}`);
    const edges = await this.#edges(rows.slice(0, size));
    return Object.assign(new WomanWithoutWorkerConnection(), {
      edges,
      pageInfo: pageInfoOf(edges, rows.length > size, after !== null),
      totalCount: total?.count ?? 0,
    });
  }

  async #edges(rows: readonly Found[]): Promise<WomanWithoutWorkerEdge[]> {
    const staff = await this.staff.many(rows.flatMap(({ was_id }) => was_id ?? []));
    return rows.map((row) =>
      Object.assign(new WomanWithoutWorkerEdge(), {
        cursor: cursorOf([row.due, row.id]),
        node: Object.assign(new WomanWithoutWorker(), {
          clientId: row.id,
          code: showCode(row.code),
          was: (row.was_id && staff.get(row.was_id)) || null,
          openReferrals: row.open,
          dueBy: row.due === NEVER ? null : row.due,
        }),
      }),
    );
  }
}
