export * from './plan-enums.js';
export * from './plan.input.js';
export * from './plan-results.type.js';
export * from './plan-template.type.js';
export * from './plan.type.js';
