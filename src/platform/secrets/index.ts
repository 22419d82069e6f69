export * from './master-key.js';
export * from './sealing-key.js';
export * from './secret.js';
export * from './signing-key.js';
