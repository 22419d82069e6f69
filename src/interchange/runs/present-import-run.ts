import type { StaffMember } from '../../identity/index.js';
import type { ImportNumbers } from './import-numbers.js';
import type { ImportProblemRow, ImportRunRow } from './import-run.entity.js';
import { DirectoryImport, ImportChanges, ImportProblem, ImportTable } from './import-run.type.js';

export function presentImport(row: ImportRunRow, startedBy: StaffMember | null): DirectoryImport {
  const numbers = row.report === null ? null : (JSON.parse(row.report) as ImportNumbers);
  return Object.assign(new DirectoryImport(), {
    id: row.id,
    source: row.source,
    rehearsal: row.rehearsal,
    status: row.status,
    progress: progressOf(row),
    startedBy,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
    problem: row.problem,
    tables: numbers?.tables.map(presentTable) ?? [],
    leftUnknown: numbers?.leftUnknown ?? null,
    organizations: numbers && Object.assign(new ImportChanges(), numbers.organizations),
    listings: numbers && Object.assign(new ImportChanges(), numbers.listings),
  });
}

function progressOf({ status, bytesRead, bytesTotal }: ImportRunRow): number | null {
  if (status === 'SAVING' || status === 'FAILED') return null;
  if (status === 'DONE') return 1;
  return bytesTotal === 0 ? 0 : Math.min(1, bytesRead / bytesTotal);
}

const presentTable = ({ file, table, read, imported, quarantined, notUsed }: ImportNumbers['tables'][number]) =>
  Object.assign(new ImportTable(), { file, table, read, imported, quarantined: quarantined + notUsed });

export const presentProblem = ({ kind, file, row, rows, table, field, reason }: ImportProblemRow): ImportProblem =>
  Object.assign(new ImportProblem(), { kind, file, row, rows, table, field, reason });
