export * from './consent-book.js';
export type { ConsentGiven } from './consent-given.js';
export * from './consent.entity.js';
export * from './consent.module.js';
export * from './consent-terms.js';
export { GiveConsent } from './give-consent.js';
export * from './graphql-types.js';
export * from './ports.js';
export { ConsentPresenter } from './present-consent.js';
