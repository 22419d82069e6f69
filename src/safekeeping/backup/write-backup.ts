import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sql, { empty, join as listed, raw, type Sql } from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import type { Clock } from '../../platform/clock.js';
import type { Database, Reader } from '../../platform/database/index.js';
import { appendErasures, erasureName, readErasures, type Erasure } from '../../platform/erasure/index.js';
import { HASHING, houseSecret, openChange, wrappedHashingKey } from '../../platform/keys/index.js';
import type { MasterKey } from '../../platform/secrets/index.js';
import { BackupRefused } from './backup-refused.js';
import { FrameWriter } from './frames.js';
import { tablesOf, type TableShape } from './tables.js';

const PAGE = 1_000;

export interface BackupGround {
  database: Database;
  masterKey: MasterKey;
  clock: Clock;
}

export const BACKUP_KEY = 'backup';

/** Beside the backups, so that whoever has the newest of them also knows what was erased since the older ones. */
export const ledgerBeside = (file: string): string => join(dirname(file), 'erasures.log');

/**
 * Everything as it was in one moment, in one encrypted file that either kind of database can be restored from, while others go on writing.
 * Answers how many rows are in it; `onTable` is told of each table and how far it is.
 */
export async function writeBackup(
  { database, masterKey, clock }: BackupGround,
  file: string,
  onTable: (done: number, total: number) => void,
): Promise<number> {
  if (existsSync(file)) throw new BackupRefused(`There is something at ${file} already: name a new file.`);
  const beside = `${file}.part`;
  rmSync(beside, { force: true });
  try {
    const rows = await database.snapshot((reader) => copyAll(reader, masterKey, clock, beside, onTable));
    await keepLedgerBeside(database, file);
    renameSync(beside, file);
    await database.write((tx) =>
      new AuditTrail(clock).record(tx, {
        ...{ chain: NETWORK_CHAIN, actorId: null, action: 'database.backup' },
        ...{ subjectType: 'database', subjectId: NETWORK_CHAIN },
      }),
    );
    return rows;
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

async function copyAll(
  reader: Reader,
  masterKey: MasterKey,
  clock: Clock,
  file: string,
  onTable: (done: number, total: number) => void,
): Promise<number> {
  await keyIsAtRest(reader, masterKey);
  const { key, wrapped } = masterKey.newDataKey(BACKUP_KEY);
  const out = new FrameWriter(file, key, { wrapped });
  const migrations = await reader.all<{ name: string }>(sql`SELECT name FROM migration ORDER BY id`);
  out.write({ at: clock.now(), migrations: migrations.map(({ name }) => name) });
  const tables = tablesOf(reader.manager);
  let rows = 0;
  for (const [index, shape] of tables.entries()) {
    const { key: _, ...told } = shape;
    out.write({ ...told });
    for await (const page of pagesOf(reader, shape)) {
      for (const row of page) out.write(shape.columns.map((column) => asKept(shape, column, row[column])));
      rows += page.length;
    }
    onTable(index + 1, tables.length);
  }
  out.write({ rows });
  out.end();
  return rows;
}

/** What it carries is all under one key: the one that the backup says opens it. */
async function keyIsAtRest(reader: Reader, masterKey: MasterKey): Promise<void> {
  if (await openChange(reader))
    throw new BackupRefused('ALONGSIDE_KEY is being changed: let that end, then make the backup.');
  const wrapped = await wrappedHashingKey(reader);
  if (!wrapped) return;
  if (!masterKey.opens(wrapped, houseSecret(HASHING)))
    throw new BackupRefused('This ALONGSIDE_KEY is not the key of this database: set the one it was written with.');
  masterKey.turnToWrapperOf(wrapped, houseSecret(HASHING));
}

type Row = Record<string, unknown>;

const asKept = ({ booleans }: TableShape, column: string, value: unknown): unknown =>
  value !== null && booleans.includes(column) ? Boolean(value) : value;

async function* pagesOf(reader: Reader, shape: TableShape): AsyncGenerator<Row[]> {
  if (shape.parent !== null) {
    yield parentsFirst(await pageAfter(reader, shape, null, null), shape);
    return;
  }
  for (let last: Row | null = null; ;) {
    const page: Row[] = await pageAfter(reader, shape, last, PAGE);
    yield page;
    if (page.length < PAGE) return;
    last = page.at(-1) ?? null;
  }
}

function pageAfter(reader: Reader, shape: TableShape, last: Row | null, limit: number | null): Promise<Row[]> {
  const names = (columns: readonly string[]): Sql => raw(columns.map((each) => `"${each}"`).join(', '));
  const after = last ? sql`WHERE (${names(shape.key)}) > (${listed(shape.key.map((each) => last[each]))})` : empty;
  return reader.all<Row>(sql`
    SELECT ${names(shape.columns)} FROM ${raw(`"${shape.table}"`)} ${after} ORDER BY ${names(shape.key)}
    ${limit === null ? empty : sql`LIMIT ${limit}`}`);
}

/** A table whose rows name each other: few, and read whole. */
function parentsFirst(rows: readonly Row[], { key: [id = ''], parent }: TableShape): Row[] {
  const placed = new Set<unknown>([null]);
  const ordered: Row[] = [];
  for (let left = [...rows]; left.length > 0;) {
    const ready = left.filter((row) => placed.has(row[parent ?? '']));
    if (ready.length === 0) throw new Error('rows of a table name each other in a circle');
    for (const row of ready) placed.add(row[id]);
    ordered.push(...ready);
    left = left.filter((row) => !ready.includes(row));
  }
  return ordered;
}

async function keepLedgerBeside(database: Database, file: string): Promise<void> {
  const erased = await database.all<Erasure>(sql`SELECT kind, subject_id AS id, at FROM erasure ORDER BY at`);
  const named = new Set(readErasures(ledgerBeside(file)).map(erasureName));
  appendErasures(
    ledgerBeside(file),
    erased.filter((each) => !named.has(erasureName(each))),
  );
}
