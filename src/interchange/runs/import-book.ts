import { Injectable } from '@nestjs/common';
import sql, { empty } from 'sql-template-tag';
import { AuditTrail, NETWORK_CHAIN } from '../../audit/index.js';
import { Clock, plusMinutes } from '../../platform/clock.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids.js';
import type { ReadResult } from '../hsds/index.js';
import type { ImportNumbers } from './import-numbers.js';
import { ImportProblemRow, ImportRunRow } from './import-run.entity.js';

/** The process that runs it says so every few seconds; one that was silent for so long is gone, and nothing of it came in. */
const SILENT_MINUTES = 5;
const ROWS_AT_ONCE = 200;

/** Imports and how far they are, as every process of the house may read them. */
@Injectable()
export class ImportBook {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly trail: AuditTrail,
  ) {}

  async begin(actorId: string, asked: { source: string; rehearsal: boolean; bytes: number }): Promise<string> {
    const now = this.clock.now();
    const id = newId();
    await this.database.write(async (tx) => {
      const blank = { finishedAt: null, report: null, problem: null, bytesRead: 0, status: 'READING' as const };
      const { source, rehearsal, bytes: bytesTotal } = asked;
      const row = { ...blank, id, source, rehearsal, bytesTotal, startedBy: actorId, startedAt: now, seenAt: now };
      await tx.manager.insert(ImportRunRow, row);
      const act = { chain: NETWORK_CHAIN, actorId, action: 'import.start', subjectType: 'import', subjectId: id };
      await this.trail.record(tx, { ...act, purpose: source });
    });
    return id;
  }

  /** Still at it. */
  async isAt(id: string, progress: { status: 'READING' | 'SAVING'; bytesRead: number }): Promise<void> {
    await this.database.write((tx) =>
      tx.run(sql`
        UPDATE import_run SET status = ${progress.status}, bytes_read = ${progress.bytesRead}, seen_at = ${this.clock.now()}
        WHERE id = ${id} AND finished_at IS NULL`),
    );
  }

  /** Came to its end, with all that did not come in. */
  async done(id: string, read: ReadResult, numbers: ImportNumbers): Promise<void> {
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      await tx.run(sql`
        UPDATE import_run SET status = 'DONE', bytes_read = bytes_total, report = ${JSON.stringify(numbers)},
          seen_at = ${now}, finished_at = ${now}
        WHERE id = ${id}`);
      const problems = problemsOf(id, read);
      for (let at = 0; at < problems.length; at += ROWS_AT_ONCE)
        await tx.manager.insert(ImportProblemRow, problems.slice(at, at + ROWS_AT_ONCE));
    });
  }

  /** Nothing of it came in; `problem` says what to mend and repeats nothing that was sent. */
  async failed(id: string, problem: string): Promise<void> {
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      await tx.run(sql`
        UPDATE import_run SET status = 'FAILED', problem = ${problem}, seen_at = ${now}, finished_at = ${now}
        WHERE id = ${id} AND finished_at IS NULL`);
    });
  }

  /** Newest first; `before` is the place of the last one that was seen. */
  async page(size: number, before: { startedAt: string; id: string } | null): Promise<ImportRunRow[]> {
    const behind = before
      ? sql`WHERE started_at < ${before.startedAt} OR (started_at = ${before.startedAt} AND id < ${before.id})`
      : empty;
    const ids = await this.database.all<{ id: string }>(sql`
      SELECT id FROM import_run ${behind} ORDER BY started_at DESC, id DESC LIMIT ${size + 1}`);
    const rows = await Promise.all(ids.map(({ id }) => this.one(id)));
    return rows.filter((row) => row !== null);
  }

  async one(id: string): Promise<ImportRunRow | null> {
    const row = await this.database.manager.findOneBy(ImportRunRow, { id });
    return row && this.#asItIs(row);
  }

  async problems(importId: string, size: number, after: number): Promise<ImportProblemRow[]> {
    return this.database.manager
      .createQueryBuilder(ImportProblemRow, 'problem')
      .where('problem.importId = :importId AND problem.position > :after', { importId, after })
      .orderBy('problem.position')
      .take(size + 1)
      .getMany();
  }

  async problemCount(importId: string): Promise<number> {
    return this.database.manager.countBy(ImportProblemRow, { importId });
  }

  /** One whose process was killed says so, instead of reading for ever. */
  #asItIs(row: ImportRunRow): ImportRunRow {
    const silent = row.finishedAt === null && row.seenAt < plusMinutes(this.clock.now(), -SILENT_MINUTES);
    if (silent) Object.assign(row, { status: 'FAILED', finishedAt: row.seenAt, problem: CUT_OFF });
    return row;
  }
}

const CUT_OFF = 'The server stopped meanwhile and nothing of it came in: send it again.';

/** What is to be mended first; what was left aside by policy last. */
function problemsOf(importId: string, read: ReadResult): ImportProblemRow[] {
  const all: Omit<ImportProblemRow, 'importId' | 'position'>[] = [
    ...read.quarantined.map(({ ref, table, field, reason }) => ({
      kind: 'QUARANTINED' as const,
      file: ref.file,
      row: ref.row,
      rows: 1,
      table,
      field,
      reason,
    })),
    ...read.mended.map(({ ref, field, reason }) => ({
      kind: 'LEFT_UNKNOWN' as const,
      file: ref.file,
      row: ref.row,
      rows: 1,
      table: null,
      field,
      reason,
    })),
    ...read.notUsed.map(({ file, table, rows, reason }) => ({
      kind: 'QUARANTINED' as const,
      file,
      row: null,
      rows,
      table,
      field: null,
      reason,
    })),
  ];
  return all.map((problem, index) => ({ ...problem, importId, position: index + 1 }));
}
