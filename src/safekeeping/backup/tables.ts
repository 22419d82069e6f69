import type { EntityManager, EntityMetadata } from 'typeorm';

/** One table as a backup carries it. */
export interface TableShape {
  table: string;
  columns: string[];
  /** SQLite keeps them as 0 and 1, a backup and PostgreSQL as false and true. */
  booleans: string[];
  key: string[];
  /** The column that names a row of the same table, where there is one. */
  parent: string | null;
}

/** Not of what a network remembers: who is signed in, links on their way, counters of tries, processes that run. Restored they would undo what was ended since. */
const LEFT_OUT = new Set(['staff_session', 'staff_link', 'throttle', 'key_process']);

/** Every table, those that others point at first. */
export function tablesOf(manager: EntityManager): TableShape[] {
  const left = manager.dataSource.entityMetadatas.filter(({ tableName }) => !LEFT_OUT.has(tableName));
  const ordered: EntityMetadata[] = [];
  while (left.length > 0) {
    const next = left.findIndex((each) =>
      pointsAt(each).every((name) => !left.some(({ tableName }) => tableName === name)),
    );
    if (next < 0) throw new Error('tables point at each other in a circle');
    ordered.push(...left.splice(next, 1));
  }
  return ordered.map(shapeOf);
}

const pointsAt = (entity: EntityMetadata): string[] =>
  entity.foreignKeys.map(({ referencedTablePath }) => referencedTablePath).filter((name) => name !== entity.tableName);

function shapeOf(entity: EntityMetadata): TableShape {
  const own = entity.foreignKeys.find(({ referencedTablePath }) => referencedTablePath === entity.tableName);
  return {
    table: entity.tableName,
    columns: entity.columns.map(({ databaseName }) => databaseName),
    booleans: entity.columns.filter(({ type }) => type === 'boolean').map(({ databaseName }) => databaseName),
    key: entity.primaryColumns.map(({ databaseName }) => databaseName),
    parent: own?.columnNames[0] ?? null,
  };
}
