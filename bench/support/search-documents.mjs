/** What one line of a list of results shows. */
const LINE = `
  cursor node { distanceKm opensAt fit { score met depends unknown missedNiceToHave }
    listing { id name services languages freshness lastConfirmedAt organization { id name }
      address { visibility area line city latitude longitude } phones { number }
      capacity { placesFree familyPlacesFree validUntil stale } } }`;

/** The first twenty. */
export const FIRST_TWENTY = `query ($where: FindListingsInput!) { findListings(where: $where, first: 20) {
  matches { totalCount pageInfo { hasNextPage endCursor } edges { ${LINE} } } } }`;

/** All that a page can ask for at once: those to call first as well, every answer, the counts to narrow by. */
export const WHOLE_PAGE = `query ($where: FindListingsInput!) { findListings(where: $where, first: 20) {
  matches { totalCount pageInfo { hasNextPage endCursor } edges { ${LINE} node { listing { attributes { code answer } } } } }
  callFirst(first: 20) { totalCount edges { ${LINE} } } facets { kind code count } } }`;
