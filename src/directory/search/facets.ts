import type { Match } from './match-listing.js';
import type { FacetCount } from './search-request.js';

const KINDS = ['service', 'attribute', 'language'] as const satisfies FacetCount['kind'][];

/** How many of the matches offer each service, answered each attribute YES, and speak each language. By kind, then most first, then by code. */
export function facetsOf(matches: readonly Match[]): FacetCount[] {
  const counts = {
    service: new Map<string, number>(),
    attribute: new Map<string, number>(),
    language: new Map<string, number>(),
  };
  for (const { listing } of matches) {
    for (const code of listing.services) count(counts.service, code);
    for (const code of listing.yes) count(counts.attribute, code);
    for (const tag of new Set(listing.row.languages)) count(counts.language, tag);
  }
  return KINDS.flatMap((kind) =>
    [...counts[kind]]
      .map(([code, count]) => ({ kind, code, count }))
      .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
  );
}

const count = (counts: Map<string, number>, code: string) => counts.set(code, (counts.get(code) ?? 0) + 1);
