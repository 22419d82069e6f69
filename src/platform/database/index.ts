export * from './database.js';
export * from './database-refused.js';
export * from './open-database.js';
export * from './schema.js';
export * from './within-one-transaction.js';
