import sql, { join, raw } from 'sql-template-tag';

/** Rows come in a fraction of the time where their tables' indexes are made again behind them. */
export async function withoutIndexes(database, tables, work) {
  const indexes = [];
  for (const table of tables) indexes.push(...(await database.all(indexesOf(database.kind, table))));
  const each = (statementOf) =>
    database.write(async (tx) => {
      for (const index of indexes) await tx.run(sql`${raw(statementOf(index))}`);
    });
  await each(({ name }) => `DROP INDEX "${name}"`);
  await work();
  await each(({ made }) => made);
}

const indexesOf = (kind, table) =>
  kind === 'postgres'
    ? sql`SELECT indexname AS name, indexdef AS made FROM pg_indexes WHERE tablename = ${table} AND indexname NOT LIKE 'pk%'`
    : sql`SELECT name, sql AS made FROM sqlite_master WHERE type = 'index' AND tbl_name = ${table} AND sql IS NOT NULL`;

/**
 * Rows of which each takes from the pattern (a row of that table) what it does not say itself: only that goes to the database, as one list.
 * All are to name the same columns, with words or whole numbers.
 */
export async function insertLike(database, table, pattern, rows) {
  const own = Object.keys(rows[0]);
  const columns = Object.keys(pattern);
  const into = join(columns.map((column) => raw(`"${column}"`)));
  const from = join(columns.map((column) => raw(own.includes(column) ? `o."${column}"` : `r."${column}"`)));
  const list = listed(database.kind, rows);
  await database.write((tx) =>
    tx.run(
      sql`INSERT INTO ${raw(table)} (${into}) SELECT ${from} FROM ${raw(table)} r, ${list} WHERE r.id = ${pattern.id}`,
    ),
  );
}

const listed = (kind, rows) => {
  const json = JSON.stringify(rows);
  const columns = Object.entries(rows[0]).map(([name, value]) => ({
    name,
    type: typeof value === 'number' ? 'integer' : 'text',
  }));
  return kind === 'postgres'
    ? sql`jsonb_to_recordset(CAST(${json} AS jsonb)) AS o(${join(columns.map(({ name, type }) => raw(`"${name}" ${type}`)))})`
    : sql`(SELECT ${join(columns.map(({ name }) => raw(`value ->> '${name}' AS "${name}"`)))} FROM json_each(${json})) AS o`;
};
