export * from './front-door.js';
export * from './health.module.js';
