import type { DatabaseSetting } from '../config.js';
import type { MasterKey } from '../secrets/index.js';
import type { Database } from './database.js';
import { PostgresDatabase } from './postgres.js';
import type { Schema } from './schema.js';
import { SqliteDatabase } from './sqlite.js';

/** Opens the database that the settings name; both kinds keep the same tables and the same promises. */
export function openDatabase(setting: DatabaseSetting, key: MasterKey, schema: Schema): Promise<Database> {
  return setting.kind === 'sqlite'
    ? SqliteDatabase.open(setting.file, key, schema)
    : PostgresDatabase.open(setting.url.reveal(), schema);
}
