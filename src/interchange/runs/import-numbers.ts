import type { ImportReport } from '../../directory/index.js';
import { totalOf, type FileCounts, type ReadResult, type RowCounts, type SourceKind } from '../hsds/index.js';

type Changes = ImportReport['organizations'];

/** What is kept of an import that is done: its shape, the rows of each table, and what they did to the directory. */
export interface ImportNumbers {
  kind: SourceKind;
  total: RowCounts;
  tables: FileCounts[];
  /** Fields that were left out of rows that came in. */
  leftUnknown: number;
  organizations: Changes;
  listings: Changes;
}

export const numbersOf = (read: ReadResult, saved: ImportReport): ImportNumbers => ({
  kind: read.kind,
  total: totalOf(read.counts),
  tables: read.counts,
  leftUnknown: read.mended.length,
  organizations: saved.organizations,
  listings: saved.listings,
});
