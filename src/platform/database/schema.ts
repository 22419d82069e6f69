import type { DataSourceOptions, MigrationInterface } from 'typeorm';

/** What the features keep: their entities, and the changes that build their tables. */
export interface Schema {
  entities: Extract<NonNullable<DataSourceOptions['entities']>, readonly unknown[]>;
  migrations: Extract<NonNullable<DataSourceOptions['migrations']>, readonly unknown[]>;
}

/** As TypeORM writes them down: a migration that has no name of its own goes by its class's. */
export const namesOf = ({ migrations }: Schema): string[] =>
  migrations.flatMap((each) => (typeof each === 'function' ? [new (each as MigrationClass)().name ?? each.name] : []));

type MigrationClass = new () => MigrationInterface;
