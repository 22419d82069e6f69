import sql, { empty, raw } from 'sql-template-tag';
import type { Database, Transaction } from '../platform/database/index.js';
import type { WrapColumn } from '../platform/keys/index.js';
import type { MasterKey } from '../platform/secrets/index.js';

/** Small: on SQLite a server's writers wait for each. */
const BATCH = 200;
/** Between two batches others get their turn. */
const PAUSE_MILLIS = 15;

interface Wrapped {
  id: string;
  wrapped: string;
}

export async function countWraps(database: Database, columns: readonly WrapColumn[]): Promise<number> {
  let count = 0;
  for (const { table, column } of columns) {
    const row = await database.one<{ n: number }>(
      sql`SELECT CAST(COUNT(*) AS integer) AS n FROM ${raw(table)} WHERE ${raw(column)} IS NOT NULL`,
    );
    count += row?.n ?? 0;
  }
  return count;
}

/**
 * Wraps every key of one column by the key that wraps now. Whatever stands there already under it stays, so it may be stopped at any moment and
 * begun again. Answers how many were wrapped anew; `after` is told of each batch.
 */
export async function rewrapColumn(
  database: Database,
  master: MasterKey,
  column: WrapColumn,
  after: (looked: number) => Promise<void>,
): Promise<number> {
  let [last, changed] = ['', 0];
  for (;;) {
    const rows = await database.write(async (tx) => {
      const batch = await batchAfter(tx, column, last);
      for (const row of batch) changed += await rewrapRow(tx, master, column, row);
      return batch;
    });
    last = rows.at(-1)?.id ?? last;
    await after(rows.length);
    if (rows.length < BATCH) return changed;
    await new Promise((wake) => setTimeout(wake, PAUSE_MILLIS));
  }
}

/** Held until the batch is kept: who deletes one of them meanwhile comes before or after, never between. */
function batchAfter(tx: Transaction, { table, id, column }: WrapColumn, last: string): Promise<Wrapped[]> {
  const held = tx.kind === 'postgres' ? sql`FOR UPDATE` : empty;
  return tx.all<Wrapped>(sql`
    SELECT ${raw(id)} AS id, ${raw(column)} AS wrapped FROM ${raw(table)}
    WHERE ${raw(id)} > ${last} AND ${raw(column)} IS NOT NULL AND ${raw(column)} <> '' ORDER BY ${raw(id)} LIMIT ${BATCH} ${held}`);
}

async function rewrapRow(tx: Transaction, master: MasterKey, where: WrapColumn, row: Wrapped): Promise<number> {
  const anew = master.rewrapped(row.wrapped, where.boundTo(row.id));
  if (anew === null) return 0;
  return tx.run(sql`
    UPDATE ${raw(where.table)} SET ${raw(where.column)} = ${anew}
    WHERE ${raw(where.id)} = ${row.id} AND ${raw(where.column)} = ${row.wrapped}`);
}
