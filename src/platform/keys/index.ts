export * from './house-secrets.js';
export * from './key-age.js';
export * from './key-change.entity.js';
export * from './key-keeper.js';
export * from './wrap-register.js';
