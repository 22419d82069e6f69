export * from './audit.entity.js';
export * from './audit.module.js';
export * from './audit-trail.js';
export * from './audit-verifier.js';
export { NETWORK_CHAIN } from './chain.js';
export * from './checkpoints.js';
export { missingGuards } from './guards.js';
export * from './readings.js';
