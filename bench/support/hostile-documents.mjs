import { readFileSync } from 'node:fs';

const numbered = (count, of) => Array.from({ length: count }, (_, n) => of(n)).join(' ');

/** The one that a server without limits stands still for. */
export const MANY_ALIASES = `{ ${numbered(30_000, (n) => `a${n}: __typename`)} }`;

/** One that is registered. */
export const REGISTERED = readFileSync(new URL('../../operations/me.graphql', import.meta.url), 'utf8');

const EVERY_FIELD = `id name description version freshness lastConfirmedAt minimumAge maximumAge cost languages services status
  organization { id name description website } address { visibility line city area region postalCode latitude longitude meetingPoint }
  attributes { code answer note } schedules { byday opensAt closesAt } phones { number }`;
const fragments = (count) =>
  numbered(count, (n) => `fragment F${n} on StaffMember { id email organization { id name } }`);

/** What a limit refuses, what is read to the last word that is taken, and what is executed: each as large as it may be. */
export const HOSTILE = {
  '30,000 aliases': { query: MANY_ALIASES },
  'as many aliases as can be read': { query: `{ ${numbered(1300, (n) => `a${n}: __typename`)} }` },
  'as many words as can be read': { query: `{ me { ${'id '.repeat(3990)} } }` },
  'one word more': { query: `{ me { ${'id '.repeat(4001)} } }` },
  'braces in braces': { query: `${'{ me '.repeat(1300)}${'}'.repeat(1300)}` },
  'fragments side by side': { query: `{ me { ${numbered(95, (n) => `...F${n}`)} } } ${fragments(95)}` },
  'fragments in fragments': {
    query: `{ me { ...F0 } } ${numbered(45, (n) => `fragment F${n} on StaffMember { ...F${n + 1} ...F${n + 1} }`)} fragment F45 on StaffMember { id }`,
  },
  'as many fields as are taken': { query: `{ me { ${numbered(790, () => '... { id }')} } }` },
  'names that are none': { query: `{ me { ${numbered(790, (n) => `emial${n}`)} } }` },
  'names that are none, as many as need not wait': { query: `{ me { ${numbered(60, (n) => `emial${n}`)} } }` },
  'a list in which nothing fits': {
    query: 'query ($services: [String!]!) { findListings(where: { services: $services }) { matches { totalCount } } }',
    variables: { services: Array.from({ length: 200 }, (_, n) => n) },
  },
  'pages within pages': {
    query: `{ referrals(inbox: ALL, first: 100) { edges { node { client { referrals(first: 100) { edges { node { id } } } } } } } }`,
  },
  'the largest page': {
    query: `{ findListings(where: {}, first: 100) { matches { edges { node { listing { ${EVERY_FIELD} } } } } } }`,
  },
  'as many searches as are taken': {
    query: `{ ${numbered(4, (n) => `s${n}: findListings(where: { childrenAges: [${n}] }, first: 1) { matches { totalCount } callFirst(first: 1) { totalCount } facets { code count } }`)} }`,
  },
  'a list as long as can be read': {
    query: `{ findListings(where: { services: [${'"a" '.repeat(3900)}] }) { matches { totalCount } } }`,
  },
};
