export * from './actor.js';
export * from './graphql-types.js';
export * from './identity.module.js';
export { hashPassword } from './passwords.js';
export * from './policy.js';
export * from './policy.scan.js';
export * from './staff.entity.js';
export * from './staff-directory.js';
export * from './staff-session.entity.js';
