import type { ImportReport } from '../../directory/index.js';
import { totalOf, type Mended, type Quarantined, type ReadResult, type SourceRef } from './source-records.js';

/** A row that did not come in, in whichever way: set aside for mending, or left where it is by policy. */
interface LeftOut {
  table: string;
  field: string | null;
  reason: string;
  rows: number;
  first: SourceRef | null;
}

/** What a person is told of an import: rows read, imported and quarantined, with reasons; the first two lines always add up. */
export function importSummary(read: ReadResult, saved: ImportReport, dryRun: boolean): string[] {
  const total = totalOf(read.counts);
  const { organizations, listings } = saved;
  return [
    `${read.source} (${read.kind}): ${total.read} rows read, ${total.imported} imported, ${total.quarantined + total.notUsed} quarantined.`,
    ...read.counts.map(
      (file) =>
        `  ${file.file}${file.file.includes(file.table) ? '' : ` (${file.table})`}: ${file.read} read, ${file.imported} imported, ${file.quarantined + file.notUsed} quarantined`,
    ),
    `${total.merged} of the imported rows say what another row of the same source says; ${read.mended.length} fields were left out of imported rows and are unknown now.`,
    `${dryRun ? 'Would be in the directory' : 'In the directory'}: organizations ${said(organizations)}; listings ${said(listings)}.`,
    ...groups(leftOut(read), 'Quarantined'),
    ...groups(read.mended.map(asLeftOut), 'Left unknown'),
    ...(dryRun ? ['A rehearsal: nothing was kept.'] : []),
  ];
}

const said = (counts: ImportReport['organizations']): string =>
  `${counts.created} new, ${counts.updated} brought up to date, ${counts.unchanged} unchanged, ${counts.kept} kept as people here left them`;

/** Every single row and field that did not come in, as JSON lines: file, row, field, reason. */
export function* importDetails(read: ReadResult): Generator<string> {
  for (const { ref, table, field, reason } of read.quarantined)
    yield JSON.stringify({ kind: 'quarantined', file: ref.file, row: ref.row, table, field, reason });
  for (const { file, table, rows, reason } of read.notUsed)
    yield JSON.stringify({ kind: 'quarantined', file, row: null, rows, table, field: null, reason });
  for (const { ref, field, reason } of read.mended)
    yield JSON.stringify({ kind: 'left-unknown', file: ref.file, row: ref.row, field, reason });
}

const leftOut = (read: ReadResult): LeftOut[] => [
  ...read.quarantined.map(asLeftOut),
  ...read.notUsed.map(({ table, rows, reason, file }) => ({
    table,
    field: null,
    reason,
    rows,
    first: { file, row: 1 },
  })),
];

const asLeftOut = (one: Quarantined | Mended): LeftOut => ({
  table: 'table' in one ? one.table : '',
  field: one.field?.replaceAll(/\[\d+\]/g, '[]') ?? null,
  reason: one.reason,
  rows: 1,
  first: one.ref,
});

/** Said once for each reason, with how often and where first; the commonest first. */
function groups(all: LeftOut[], title: string): string[] {
  const byReason = new Map<string, LeftOut>();
  for (const one of all) {
    const key = `${one.table} ${one.field ?? ''} ${one.reason}`;
    const group = byReason.get(key);
    if (group) group.rows += one.rows;
    else byReason.set(key, { ...one });
  }
  const sorted = [...byReason.values()].sort((a, b) => b.rows - a.rows);
  if (sorted.length === 0) return [];
  const lines = sorted.map(({ table, field, reason, rows, first }) => {
    const where = [table, field].filter(Boolean).join(' ');
    return `  ${rows} × ${where ? `${where}: ` : ''}${reason}${first ? ` (first: ${first.file}, row ${first.row})` : ''}`;
  });
  return [`${title}:`, ...lines];
}
