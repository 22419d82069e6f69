export * from './throttle.entity.js';
export * from './throttle.js';
