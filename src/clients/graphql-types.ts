export * from './client-results.type.js';
export * from './client.input.js';
export * from './client.type.js';
