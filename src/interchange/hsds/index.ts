export { detectSource } from './detect-source.js';
export { importHsds } from './import-hsds.js';
export { importDetails, importSummary } from './import-report.js';
export { readHsds } from './read-hsds.js';
export {
  totalOf,
  UnreadableSource,
  type FileCounts,
  type ReadResult,
  type RowCounts,
  type SourceKind,
} from './source-records.js';
