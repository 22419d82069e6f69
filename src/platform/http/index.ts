export * from './front-door.js';
export * from './health.module.js';
export { refuse } from './neutral-answers.js';
export { SESSION_COOKIE, sessionTokenIn } from './session-token.js';
