import { MigrationExecutor, type DataSource } from 'typeorm';
import { DatabaseRefused } from './database-refused.js';

/** A database that a newer version has written is not ours to write: we would not know what its new columns promise. */
export async function refuseNewer(source: DataSource): Promise<void> {
  const done = await new MigrationExecutor(source).getExecutedMigrations();
  refuseUnknown(
    done.map(({ name }) => name),
    source.migrations.map((migration) => migration.name ?? migration.constructor.name),
  );
}

/** Of the changes that were `done` to a database, this version must know each. */
export function refuseUnknown(done: readonly string[], ours: readonly string[]): void {
  const unknown = done.filter((name) => !ours.includes(name));
  if (unknown.length > 0)
    throw new DatabaseRefused(
      `The database was written by a newer version (${unknown.join(', ')}): start that version, or restore a backup of this one. Nothing was changed.`,
    );
}
