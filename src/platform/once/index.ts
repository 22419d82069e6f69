export * from './once-key.entity.js';
export * from './once.js';
