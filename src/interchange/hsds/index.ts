export { detectSource } from './detect-source.js';
export { importHsds } from './import-hsds.js';
export { importDetails, importSummary } from './import-report.js';
export { readHsds } from './read-hsds.js';
export { totalOf, UnreadableSource, type ReadResult } from './source-records.js';
