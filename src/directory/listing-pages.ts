import { Injectable } from '@nestjs/common';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/database/index.js';
import { cursorOf, invalidAt, pageSize, positionOf } from '../platform/graphql/index.js';
import { confirmationDueBefore } from './freshness.js';
import { seesUnpublished } from './listing.policy.js';

export interface PageAsked {
  first: number | null;
  after?: string | null;
}

/** A page of listings by their ids, each with its place in the list. */
export interface ListingPage {
  places: { id: string; cursor: string }[];
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  totalCount: number;
}

interface SortedList {
  /** A cursor says which list it is of: in another one its place means nothing. */
  list: string;
  which: Sql;
  order: Sql;
}

/** Lists of listings that need no search; each goes on behind the last one that was seen, whatever is added meanwhile. */
@Injectable()
export class ListingPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What an organization publishes, by name; for its own people and who runs the network all that is not retired. */
  async ofOrganization(actor: Actor, organizationId: string, asked: PageAsked): Promise<ListingPage> {
    const status = seesUnpublished(actor, organizationId) ? sql`status <> 'RETIRED'` : sql`status = 'PUBLISHED'`;
    const which = sql`organization_id = ${organizationId} AND ${status}`;
    // Capitals aside: bare SQLite would put every small letter behind all of them.
    return this.#page({ list: 'byName', which, order: sql`LOWER(name)` }, asked);
  }

  /** What her own organization has to confirm, as far as she answers for it: what never was comes first, then the oldest. */
  async toConfirm(actor: Actor, asked: PageAsked): Promise<ListingPage> {
    const { answersFor } = actor;
    const hers =
      answersFor === null ? empty : answersFor.length ? sql`AND id IN (${join([...answersFor])})` : sql`AND 1 = 0`;
    const which = sql`organization_id = ${actor.organizationId} AND status IN ('PUBLISHED', 'PAUSED') ${hers}
      AND COALESCE(last_confirmed_at, '') < ${confirmationDueBefore(this.clock.now())}`;
    return this.#page({ list: 'toConfirm', which, order: sql`COALESCE(last_confirmed_at, '')` }, asked);
  }

  async #page({ list, which, order }: SortedList, { first, after }: PageAsked): Promise<ListingPage> {
    const size = pageSize(first);
    const seen = after === null || after === undefined ? null : lastSeen(list, after);
    const behind = seen ? sql`AND (${order}, id) > (${seen.key}, ${seen.id})` : empty;
    const rows = await this.database.all<{ id: string; sort_key: string }>(sql`
      SELECT id, ${order} AS sort_key FROM listing WHERE ${which} ${behind} ORDER BY ${order}, id LIMIT ${size + 1}`);
    const counted = await this.database.one<{ total: number }>(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS total FROM listing WHERE ${which}`,
    );
    return {
      places: rows.slice(0, size).map((row) => ({ id: row.id, cursor: cursorOf([list, row.sort_key, row.id]) })),
      hasNextPage: rows.length > size,
      hasPreviousPage: seen !== null,
      totalCount: counted?.total ?? 0,
    };
  }
}

function lastSeen(list: string, cursor: string): { key: string; id: string } {
  const [of, key, id] = positionOf(cursor, 3);
  if (of !== list || typeof key !== 'string' || typeof id !== 'string')
    throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
  return { key, id };
}
