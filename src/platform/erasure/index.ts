export * from './erasure.entity.js';
