export * from './audit-trail.type.js';
export * from './role.js';
export * from './session.type.js';
export * from './sign-in.input.js';
export * from './staff-member.type.js';
