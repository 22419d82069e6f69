import { Injectable } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { In } from 'typeorm';
import { Clock } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { cursorOf, invalidAt, PageInfo, pageSize, positionOf } from '../../platform/graphql/index.js';
import type { Asking } from '../directory-loaders.js';
import { ListingBook } from '../listing-book.js';
import type { Listing } from '../listing.type.js';
import type { PageAsked } from '../listing-pages.js';
import { VerificationTaskRow } from './verification-task.entity.js';
import { VerificationTask, VerificationTaskConnection, VerificationTaskEdge } from './verification-task.type.js';

/** What the network has to ask about, for its verifiers. */
@Injectable()
export class VerificationBook {
  constructor(
    private readonly database: Database,
    private readonly listings: ListingBook,
    private readonly clock: Clock,
  ) {}

  /** What is due first comes first. Of a listing that is not offered any more nothing is to be asked. */
  async page(asking: Asking, open: boolean, { first, after }: PageAsked): Promise<VerificationTaskConnection> {
    const size = pageSize(first);
    const list = open ? 'verifyOpen' : 'verifyDone';
    const seen = after === null || after === undefined ? null : lastSeen(list, after);
    const which = open ? sql`t.resolved_at IS NULL AND l.status <> 'RETIRED'` : sql`t.resolved_at IS NOT NULL`;
    const behind = seen ? sql`AND (t.due_at, t.id) > (${seen.dueAt}, ${seen.id})` : empty;
    const from = sql`FROM verification_task t JOIN listing l ON l.id = t.listing_id WHERE ${which}`;
    const rows = await this.database.all<{ id: string }>(
      sql`SELECT t.id ${from} ${behind} ORDER BY t.due_at, t.id LIMIT ${size + 1}`,
    );
    const counted = await this.database.one<{ total: number }>(sql`SELECT CAST(COUNT(*) AS INTEGER) AS total ${from}`);
    const tasks = await this.#tasks(
      asking,
      rows.slice(0, size).map(({ id }) => id),
    );
    const edges = tasks.map((node) =>
      Object.assign(new VerificationTaskEdge(), { cursor: cursorOf([list, node.dueAt, node.id]), node }),
    );
    return Object.assign(new VerificationTaskConnection(), {
      edges,
      pageInfo: PageInfo.of(edges, rows.length > size, seen !== null),
      totalCount: counted?.total ?? 0,
    });
  }

  async task(asking: Asking, id: string): Promise<VerificationTask> {
    const [task] = await this.#tasks(asking, [id]);
    if (!task) throw new Error('a task that was just written is not there');
    return task;
  }

  async #tasks(asking: Asking, ids: readonly string[]): Promise<VerificationTask[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.manager.findBy(VerificationTaskRow, { id: In([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const inOrder = ids.flatMap((id) => byId.get(id) ?? []);
    const listings = await this.listings.listings(
      asking,
      inOrder.map(({ listingId }) => listingId),
    );
    const now = this.clock.now();
    return inOrder.flatMap((row, index) => {
      const listing = listings[index];
      return listing ? [presentTask(row, listing, now)] : [];
    });
  }
}

const presentTask = (row: VerificationTaskRow, listing: Listing, now: string): VerificationTask =>
  Object.assign(new VerificationTask(), {
    id: row.id,
    listing,
    code: row.attributeCode,
    answer: listing.attributes.find(({ code }) => code === row.attributeCode)?.answer ?? 'UNKNOWN',
    cause: row.cause,
    openedAt: row.openedAt,
    dueAt: row.dueAt,
    overdue: row.resolvedAt === null && row.dueAt < now,
    tries: row.tries,
    result: row.result,
    note: row.note,
    resolvedAt: row.resolvedAt,
  });

function lastSeen(list: string, cursor: string): { dueAt: string; id: string } {
  const [of, dueAt, id] = positionOf(cursor, 3);
  if (of !== list || typeof dueAt !== 'string' || typeof id !== 'string')
    throw invalidAt('after', 'This cursor is not one of this list: start from the first page.');
  return { dueAt, id };
}
