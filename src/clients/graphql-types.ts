export * from './client-notice.type.js';
export * from './client-results.type.js';
export * from './client.input.js';
export * from './client.type.js';
export * from './hand-over.input.js';
export * from './hand-over.type.js';
export * from './team.type.js';
