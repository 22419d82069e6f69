export * from './once-key.entity.js';
export * from './once.js';
export * from './forget-keys.js';
