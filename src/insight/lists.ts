import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { Reader } from '../platform/database/index.js';

/** One value, however long the list is: thousands of placeholders cost more than what they ask for. */
export const isOneOf = ({ kind }: Pick<Reader, 'kind'>, column: Sql, ids: readonly string[]): Sql =>
  kind === 'postgres'
    ? sql`${column} = ANY(CAST(${[...ids]} AS text[]))`
    : sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Many rows as one text, `[[…], …]`: where there are millions of them, a driver's objects cost more than the reading. Null where there are none. */
export const rowsAsText = ({ kind }: Pick<Reader, 'kind'>, columns: Sql): Sql =>
  kind === 'postgres'
    ? sql`CAST(json_agg(json_build_array(${columns})) AS text)`
    : sql`json_group_array(json_array(${columns}))`;

/** Rows of texts, to be selected from: both databases read one from a list alike. */
export function selectRows({ kind }: Pick<Reader, 'kind'>, rows: readonly (readonly (string | null)[])[]): Sql {
  const columns = join((rows[0] ?? []).map((_, place) => raw(`value ->> ${place}`)));
  const json = JSON.stringify(rows);
  return kind === 'postgres'
    ? sql`SELECT ${columns} FROM jsonb_array_elements(CAST(${json} AS jsonb))`
    : sql`SELECT ${columns} FROM json_each(${json})`;
}
