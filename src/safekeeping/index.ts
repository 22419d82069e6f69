export { RotateKey, RotationRefused, type RotationProgress } from './rotate-key.js';
export * from './safekeeping.module.js';
