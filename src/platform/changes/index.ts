export * from './changed.js';
export * from './changes.js';
