export { FindListings } from './find-listings.js';
export { folded, wordsOf } from './folded-text.js';
export { ListingIndex } from './listing-index.js';
export { bumpRevision } from './revision.js';
export type { Found, FoundPage, ListingNeeds, SearchRequest, SearchResult } from './search-request.js';
export { keepsWomenOnlyHours } from './when-open.js';
export { answerTo } from './who-is-taken.js';
