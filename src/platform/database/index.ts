export * from './database.js';
export * from './database-refused.js';
export { NoRoom } from './no-room.js';
export * from './open-database.js';
export * from './schema.js';
export * from './within-one-transaction.js';
