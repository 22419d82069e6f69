export * from './completion-audit.type.js';
export * from './direction.js';
export * from './pmtct-indicator.type.js';
export * from './release-enums.js';
export * from './release.input.js';
export * from './release.type.js';
export * from './release-derived.type.js';
export * from './release-parameters.input.js';
