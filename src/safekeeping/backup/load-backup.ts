import { statSync } from 'node:fs';
import sql, { join as listed, raw } from 'sql-template-tag';
import type { DatabaseSetting } from '../../platform/config.js';
import { openDatabase, type Database, type Schema, type Transaction } from '../../platform/database/index.js';
import { HASHING, houseSecret, wrappedHashingKey } from '../../platform/keys/index.js';
import type { MasterKey } from '../../platform/secrets/index.js';
import { BackupRefused } from './backup-refused.js';
import { FrameReader } from './frames.js';
import type { TableShape } from './tables.js';
import { BACKUP_KEY } from './write-backup.js';

const BATCH = 200;

export interface RestoreGround {
  database: DatabaseSetting;
  schema: Schema;
  /** The key of the new database first, and the one that the backup was written with where that is another. */
  masterKey: MasterKey;
}

export type Share = (done: number) => void;

/**
 * Loads a backup into an empty database of either kind, whole or not at all. The tables are first made as they were when it was written; what came
 * since is done to them afterwards, as to any older database.
 */
export async function loadBackup(ground: RestoreGround, file: string, progress: Share): Promise<number> {
  const told = look(file, ground.masterKey, (share) => progress(share / 2));
  const ours = ground.schema.migrations.filter((each) => told.migrations.includes(nameOf(each)));
  if (ours.length < told.migrations.length)
    throw new BackupRefused(
      'This backup was written by a newer version: restore it with that version. Nothing was restored.',
    );
  const schema = { entities: ground.schema.entities, migrations: ours };
  const database = await openDatabase(ground.database, ground.masterKey, schema);
  try {
    if (!(await isEmpty(database)))
      throw new BackupRefused('There is something in this database: restore into an empty one. Nothing was restored.');
    await database.migrate();
    await database.write(async (tx) => {
      await loadTables(
        tx,
        linesOf(file, ground.masterKey, (share) => progress((1 + share) / 2)),
      );
      await wrapHashingKey(tx, ground.masterKey);
    });
  } finally {
    await database.close();
  }
  return told.rows;
}

const nameOf = (migration: unknown): string => (typeof migration === 'function' ? migration.name : '');

interface Told {
  migrations: string[];
  rows: number;
}

/** Reads all of it before anything is written: what is not whole leaves no trace. */
function look(file: string, masterKey: MasterKey, progress: Share): Told {
  let first: Partial<Told> | null = null;
  let last: unknown = null;
  for (const line of linesOf(file, masterKey, progress)) {
    first ??= line as Partial<Told>;
    last = line;
  }
  return { migrations: first?.migrations ?? [], rows: (last as Told).rows };
}

function* linesOf(file: string, masterKey: MasterKey, progress: Share): Generator {
  const reader = new FrameReader(file);
  try {
    const wrapped = String(reader.header.wrapped);
    if (!masterKey.opens(wrapped, BACKUP_KEY))
      throw new BackupRefused(
        'This backup does not open with this ALONGSIDE_KEY: give the key that it was written with in BACKUP_KEY. Nothing was restored.',
      );
    const { size } = statSync(file);
    for (const line of reader.lines(masterKey.unwrap(wrapped, BACKUP_KEY))) {
      progress(reader.share(size));
      yield line;
    }
  } finally {
    reader.close();
  }
}

/** Nobody works there and nothing was done there. A database without tables is empty too. */
async function isEmpty(database: Database): Promise<boolean> {
  for (const table of ['staff', 'organization', 'audit_entry']) {
    const found = await database.one(sql`SELECT 1 AS one FROM ${raw(table)} LIMIT 1`).catch(() => undefined);
    if (found) return false;
  }
  return true;
}

async function loadTables(tx: Transaction, lines: Generator): Promise<void> {
  let shape: TableShape | null = null;
  let rows: unknown[][] = [];
  const load = async () => {
    if (shape && rows.length > 0) await insert(tx, shape, rows);
    rows = [];
  };
  for (const line of lines) {
    if (Array.isArray(line)) {
      if (rows.push(line as unknown[]) === BATCH) await load();
      continue;
    }
    await load();
    if (!isShape(line)) continue;
    shape = line;
    const table = raw(`"${shape.table}"`);
    // A change of the tables may have put a first row there.
    if (await tx.one(sql`SELECT 1 AS one FROM ${table} LIMIT 1`)) await tx.run(sql`DELETE FROM ${table}`);
  }
}

const isShape = (line: unknown): line is TableShape => typeof line === 'object' && line !== null && 'table' in line;

async function insert(tx: Transaction, { table, columns }: TableShape, rows: unknown[][]): Promise<void> {
  const names = raw(columns.map((each) => `"${each}"`).join(', '));
  const values = listed(rows.map((row) => sql`(${listed(row)})`));
  await tx.run(sql`INSERT INTO ${raw(`"${table}"`)} (${names}) VALUES ${values}`);
}

/** The first wrap that a start looks at; the others are wrapped anew once the features have said where they are. */
async function wrapHashingKey(tx: Transaction, masterKey: MasterKey): Promise<void> {
  const wrapped = await wrappedHashingKey(tx).catch(() => undefined);
  const anew = wrapped ? masterKey.rewrapped(wrapped, houseSecret(HASHING)) : null;
  if (anew !== null) await tx.run(sql`UPDATE house_secret SET wrapped = ${anew} WHERE name = ${HASHING}`);
}
