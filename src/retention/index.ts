export * from './clock-seen.entity.js';
export * from './legal-hold.entity.js';
export * from './retention.module.js';
