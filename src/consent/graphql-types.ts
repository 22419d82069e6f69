export * from './consent-results.type.js';
export * from './consent.input.js';
export * from './consent.type.js';
export * from './statement.type.js';
