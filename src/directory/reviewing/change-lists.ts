import { Injectable } from '@nestjs/common';
import sql, { empty, join, type Sql } from 'sql-template-tag';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { cursorOf, invalidAt, PageInfo, pageSize, positionOf } from '../../platform/graphql/index.js';
import type { Asking } from '../directory-loaders.js';
import type { PageAsked } from '../listing-pages.js';
import { seesUnpublished } from '../listing.policy.js';
import { ListingChangeConnection, ListingChangeEdge } from './listing-change.type.js';
import { ListingChangePresenter } from './present-changes.js';

interface ChangeList {
  /** A cursor says which list it is of: in another one its place means nothing. */
  list: string;
  which: Sql;
  order: Sql;
  newestFirst: boolean;
  /** Of answers, only this one. */
  code?: string | null;
}

/** Changes of listings: what waits for the network, where an agency's own stand, and what became true when. */
@Injectable()
export class ChangeLists {
  constructor(
    private readonly database: Database,
    private readonly presenter: ListingChangePresenter,
  ) {}

  /** What waits longest comes first. Of a listing that is not offered any more nothing is to be decided. */
  async waiting(asking: Asking, asked: PageAsked): Promise<ListingChangeConnection> {
    const which = sql`c.decided_at IS NULL AND l.status <> 'RETIRED'`;
    return this.#page(asking, asked, { list: 'waiting', which, order: sql`c.proposed_at`, newestFirst: false });
  }

  /** Of listings that the reader answers for: what waits, and what was decided and she has not put away yet. */
  async own(asking: Asking, listingId: string | null, asked: PageAsked): Promise<ListingChangeConnection> {
    const { actor } = asking;
    const which = sql`l.organization_id = ${actor.organizationId} ${answeredForBy(actor)}
      AND (c.decided_at IS NULL OR (c.decided_by IS NOT NULL AND c.seen_at IS NULL))
      ${listingId === null ? empty : sql`AND l.id = ${listingId}`}`;
    const order = sql`COALESCE(c.decided_at, c.proposed_at)`;
    return this.#page(asking, asked, { list: `own:${listingId ?? ''}`, which, order, newestFirst: true });
  }

  /** What became true, newest first; nothing where the reader may not know how the listing came to be. `field` may name one answer: `attributes.no-id`. */
  async history(
    asking: Asking,
    { listingId, field }: { listingId: string; field: string | null },
    asked: PageAsked,
  ): Promise<ListingChangeConnection> {
    const owner = await this.database.one<{ organization_id: string }>(
      sql`SELECT organization_id FROM listing WHERE id = ${listingId}`,
    );
    const may = owner !== undefined && seesUnpublished(asking.actor, owner.organization_id);
    const [name, code = null] = field?.split('.') ?? [];
    const about = code === null ? empty : sql`AND c.proposed LIKE ${`%"code":${JSON.stringify(code)}%`}`;
    const which = sql`l.id = ${may ? listingId : ''} AND c.accepted = TRUE
      ${name === undefined ? empty : sql`AND c.field = ${name}`} ${about}`;
    const list = `history:${listingId}:${field ?? ''}`;
    return this.#page(asking, asked, { list, which, order: sql`c.decided_at`, newestFirst: true, code });
  }

  async #page(asking: Asking, { first, after }: PageAsked, of: ChangeList): Promise<ListingChangeConnection> {
    const size = pageSize(first);
    const { list, which, order, newestFirst } = of;
    const seen = after === null || after === undefined ? null : lastSeen(list, after);
    const [direction, behind] = newestFirst ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
    const rest = seen ? sql`AND (${order}, c.id) ${behind} (${seen.key}, ${seen.id})` : empty;
    const from = sql`FROM listing_change c JOIN listing l ON l.id = c.listing_id WHERE ${which}`;
    const rows = await this.database.all<{ id: string; sort_key: string }>(sql`
      SELECT c.id, ${order} AS sort_key ${from} ${rest}
      ORDER BY ${order} ${direction}, c.id ${direction} LIMIT ${size + 1}`);
    const counted = await this.database.one<{ total: number }>(sql`SELECT CAST(COUNT(*) AS INTEGER) AS total ${from}`);
    const shown = rows.slice(0, size);
    const keys = new Map(shown.map(({ id, sort_key }) => [id, sort_key]));
    const changes = await this.presenter.changes(asking, [...keys.keys()], of.code);
    const edges = changes.map((node) =>
      Object.assign(new ListingChangeEdge(), { cursor: cursorOf([list, keys.get(node.id) ?? '', node.id]), node }),
    );
    return Object.assign(new ListingChangeConnection(), {
      edges,
      pageInfo: PageInfo.of(edges, rows.length > size, seen !== null),
      totalCount: counted?.total ?? 0,
    });
  }
}

function answeredForBy({ answersFor }: Actor): Sql {
  if (answersFor === null) return empty;
  return answersFor.length > 0 ? sql`AND l.id IN (${join([...answersFor])})` : sql`AND 1 = 0`;
}

function lastSeen(list: string, cursor: string): { key: string; id: string } {
  const [of, key, id] = positionOf(cursor, 3);
  if (of !== list || typeof key !== 'string' || typeof id !== 'string')
    throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
  return { key, id };
}
