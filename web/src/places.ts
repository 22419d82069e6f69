import type { ComponentType } from 'preact';
import type { Role } from '../generated/graphql.js';
import type { CatalogueName } from './words/words.js';

/** The places, in the order of the navigation. A place is a folder; its code and its words are loaded when it is opened. */
export interface Place {
  name: PlaceName;
  path: string;
  /** Who finds it in her navigation. The server decides what anybody may do there. */
  roles: readonly Role[];
  words: readonly CatalogueName[];
  load: () => Promise<ComponentType>;
}
export type PlaceName =
  'find' | 'woman' | 'refer' | 'inbox' | 'listings' | 'completion' | 'figures' | 'network' | 'account';

export const PLACES: readonly Place[] = [
  {
    name: 'find',
    path: '/find',
    roles: ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST'],
    words: ['find', 'codes'],
    load: async () => (await import('./places/find/find.js')).Find,
  },
  {
    name: 'woman',
    path: '/woman',
    roles: ['CASEWORKER', 'MANAGER'],
    words: ['woman', 'refer', 'codes'],
    load: async () => (await import('./places/woman/woman.js')).Woman,
  },
  {
    name: 'refer',
    path: '/refer',
    roles: ['CASEWORKER'],
    words: ['refer', 'woman', 'codes'],
    load: async () => (await import('./places/refer/refer.js')).Refer,
  },
  {
    name: 'inbox',
    path: '/inbox',
    roles: ['CASEWORKER', 'AGENCY', 'MANAGER'],
    words: ['inbox', 'codes'],
    load: async () => (await import('./places/inbox/inbox.js')).Inbox,
  },
  {
    name: 'listings',
    path: '/listings',
    roles: ['AGENCY', 'MANAGER'],
    words: ['listings', 'codes'],
    load: async () => (await import('./places/listings/listings.js')).Listings,
  },
  {
    name: 'completion',
    path: '/completion',
    roles: ['MANAGER'],
    words: ['completion', 'codes'],
    load: async () => (await import('./places/completion/completion.js')).Completion,
  },
  {
    name: 'figures',
    path: '/figures',
    roles: ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST'],
    words: ['figures', 'codes'],
    load: async () => (await import('./places/figures/figures.js')).Figures,
  },
  {
    name: 'network',
    path: '/network',
    roles: ['ADMINISTRATOR'],
    words: ['network', 'listings', 'codes'],
    load: async () => (await import('./places/network/network.js')).Network,
  },
  {
    name: 'account',
    path: '/account',
    roles: ['CASEWORKER', 'AGENCY', 'MANAGER', 'ADMINISTRATOR', 'ANALYST'],
    words: ['account'],
    load: async () => (await import('./places/account/account.js')).Account,
  },
];

export const placeAt = (path: string): Place | undefined =>
  PLACES.find((place) => path === place.path || path.startsWith(`${place.path}/`));

export const placesOf = (roles: readonly Role[]): readonly Place[] =>
  PLACES.filter((place) => place.roles.some((role) => roles.includes(role)));

/** Where she begins. */
export const homeOf = (roles: readonly Role[]): string => placesOf(roles)[0]?.path ?? '/account';
