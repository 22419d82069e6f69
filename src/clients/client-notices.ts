import { Injectable } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { type Actor, StaffDirectory } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, pageInfoOf, pageSize, positionOf } from '../platform/graphql/index.js';
import { ClientNotice, ClientNoticeConnection, ClientNoticeEdge } from './client-notice.type.js';
import { showCode } from './codes.js';

interface NoticeRow {
  id: string;
  kind: 'LOOKED' | 'ASSIGNED';
  at: string;
  client_id: string;
  code: string;
  assigned_to_id: string | null;
  by_id: string;
  from_id: string | null;
  to_id: string | null;
  purpose: string | null;
}

/** What others did with a worker's women: who looked and why, whom they took over or were given. */
@Injectable()
export class ClientNotices {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  async list(actor: Actor, first: number | null, after: string | null): Promise<ClientNoticeConnection> {
    const size = pageSize(first);
    const [at, id] = after === null ? [] : positionOf(after, 2);
    const rows = await this.database.all<NoticeRow>(sql`
      SELECT * FROM (
        SELECT o.id, 'LOOKED' AS kind, o.opened_at AS at, c.id AS client_id, c.code, c.assigned_to_id,
          o.staff_id AS by_id, NULL AS from_id, NULL AS to_id, o.purpose
        FROM client_opening o JOIN client c ON c.id = o.client_id
        WHERE c.assigned_to_id = ${actor.staffId} AND c.organization_id = ${actor.organizationId}
          AND o.staff_id <> ${actor.staffId}
        UNION ALL
        SELECT a.id, 'ASSIGNED' AS kind, a.at, c.id AS client_id, c.code, c.assigned_to_id,
          a.by_id, a.from_id, a.to_id, a.purpose
        FROM client_assignment a JOIN client c ON c.id = a.client_id
        WHERE (a.from_id = ${actor.staffId} OR a.to_id = ${actor.staffId}) AND a.by_id <> ${actor.staffId}
          AND c.organization_id = ${actor.organizationId}
      ) notice
      ${after === null ? empty : sql`WHERE at < ${at} OR (at = ${at} AND id > ${id})`}
      ORDER BY at DESC, id LIMIT ${size + 1}`);
    const page = rows.slice(0, size);
    const edges = await this.#edges(actor, page);
    return Object.assign(new ClientNoticeConnection(), {
      edges,
      pageInfo: pageInfoOf(edges, rows.length > size, after !== null),
    });
  }

  async #edges(actor: Actor, rows: readonly NoticeRow[]): Promise<ClientNoticeEdge[]> {
    const staff = await this.staff.many(
      rows.flatMap((row) => [row.by_id, row.from_id, row.to_id].flatMap((id) => id ?? [])),
    );
    const of = (id: string | null) => (id && staff.get(id)) || null;
    return rows.map((row) =>
      Object.assign(new ClientNoticeEdge(), {
        cursor: cursorOf([row.at, row.id]),
        node: Object.assign(new ClientNotice(), {
          id: row.id,
          kind: row.kind,
          at: row.at,
          by: of(row.by_id),
          from: of(row.from_id),
          to: of(row.to_id),
          purpose: row.purpose,
          code: showCode(row.code),
          clientId: row.assigned_to_id === actor.staffId ? row.client_id : null,
        }),
      }),
    );
  }
}
