export { freshPair, type ProcessCard } from './hand-over.js';
export * from './master-key.js';
export * from './sealing-key.js';
export * from './secret.js';
export * from './signing-key.js';
