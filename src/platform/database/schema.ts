import type { DataSourceOptions } from 'typeorm';

/** What the features keep: their entities, and the changes that build their tables. */
export interface Schema {
  entities: Extract<NonNullable<DataSourceOptions['entities']>, readonly unknown[]>;
  migrations: Extract<NonNullable<DataSourceOptions['migrations']>, readonly unknown[]>;
}
