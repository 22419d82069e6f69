import type { Ask } from './app.js';

export interface Found {
  listing: { id: string; name: string };
  distanceKm: number | null;
  opensAt: string | null;
  fit: { score: number; met: string[]; depends: string[]; unknown: string[]; missedNiceToHave: string[] };
}

export interface Searched {
  matches: Found[];
  callFirst: Found[];
  facets: { kind: string; code: string; count: number }[];
}

export const FOUND = `edges { cursor node {
  listing { id name } distanceKm opensAt fit { score met depends unknown missedNiceToHave }
} } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount`;

/** One search as a worker makes it; both lists whole. The codes of a fit have no order of their own, so they come sorted. */
export async function search(ask: Ask, where: object, forClientId?: string): Promise<Searched> {
  const { data, errors } = await ask(
    `query ($where: FindListingsInput!, $forClientId: ID) {
      findListings(where: $where, forClientId: $forClientId, first: 100) {
        matches { ${FOUND} } callFirst(first: 100) { ${FOUND} } facets { kind code count }
      }
    }`,
    { where, forClientId },
  );
  if (errors) throw new Error(`the search was refused: ${JSON.stringify(errors)}`);
  const { matches, callFirst, facets } = data.findListings;
  return { matches: foundIn(matches), callFirst: foundIn(callFirst), facets };
}

function foundIn({ edges }: { edges: { node: Found }[] }): Found[] {
  return edges.map(({ node: { fit, ...node } }) => {
    const sorted = { met: fit.met.toSorted(), depends: fit.depends.toSorted(), unknown: fit.unknown.toSorted() };
    return { ...node, fit: { ...fit, ...sorted, missedNiceToHave: fit.missedNiceToHave.toSorted() } };
  });
}

export const names = (found: Found[]): string[] => found.map(({ listing }) => listing.name);

/** Where a search has put one listing, and why it is not a match. */
export function standing({ matches, callFirst }: Searched, listingId: string): string {
  const of = (found: Found[]) => found.find(({ listing }) => listing.id === listingId);
  const called = of(callFirst);
  if (of(matches)) return called ? 'twice' : 'match';
  if (!called) return 'nowhere';
  const { unknown, depends } = called.fit;
  return ['call first', ...unknown.map((code) => `?${code}`), ...depends.map((code) => `~${code}`)].join(' ');
}
