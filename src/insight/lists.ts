import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';

/** One value, however long the list is: thousands of placeholders cost more than what they ask for. */
export const isOneOf = ({ kind }: Pick<Reader, 'kind'>, column: Sql, ids: readonly string[]): Sql =>
  kind === 'postgres'
    ? sql`${column} = ANY(CAST(${[...ids]} AS text[]))`
    : sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/**
 * Many rows as one text, to be read by `readLines`: where there are millions of them, a driver's objects cost more than the reading, and JSON costs
 * the database twice as much. For what is never null, and has no such signs in it: ids, codes, instants.
 */
export const rowsAsLines = ({ kind }: Pick<Reader, 'kind'>, columns: Sql): Sql =>
  kind === 'postgres'
    ? sql`string_agg(concat_ws(${FIELD}, ${columns}), ${LINE})`
    : sql`group_concat(concat_ws(${FIELD}, ${columns}), ${LINE})`;

const [FIELD, LINE] = ['\t', '\n'];

export const readLines = (text: string | null): string[][] =>
  text ? text.split(LINE).map((line) => line.split(FIELD)) : [];

/** Rows of texts, to be selected from: both databases read one from a list alike. */
export function selectRows({ kind }: Pick<Reader, 'kind'>, rows: readonly (readonly (string | null)[])[]): Sql {
  const columns = join((rows[0] ?? []).map((_, place) => raw(`value ->> ${place}`)));
  const json = JSON.stringify(rows);
  return kind === 'postgres'
    ? sql`SELECT ${columns} FROM jsonb_array_elements(CAST(${json} AS jsonb))`
    : sql`SELECT ${columns} FROM json_each(${json})`;
}

/**
 * For whoever reads along an index, page by page or by a list of ids, until the transaction ends. PostgreSQL reckons with how much there was when it last
 * looked: right after much has come it would sort all that is left anew for each page, and go through a whole table for a hundred of its rows.
 */
export async function followIndexes(reader: Reader): Promise<void> {
  if (reader.kind === 'postgres')
    await reader.all(sql`SELECT set_config('enable_sort', 'off', TRUE), set_config('enable_seqscan', 'off', TRUE)`);
}
