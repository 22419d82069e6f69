export * from './erasure.entity.js';
export * from './erasure-ledger.js';
export * from './ledger-file.js';
