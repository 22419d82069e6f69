export { sayDoubt } from './clock/clock-doubted.js';
export { ClockGuard } from './clock/clock-guard.js';
export * from './clock/clock-seen.entity.js';
export * from './legal-hold.entity.js';
export { Nightly } from './nightly/nightly.js';
export { RunRetention, type RetentionReport } from './nightly/run-retention.js';
export * from './retention.module.js';
