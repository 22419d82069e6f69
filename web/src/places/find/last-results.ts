import type { FindPlacesQuery } from '../../../generated/graphql.js';

/**
 * The last places that were found, so that they can be read where there is no connection: directory only, nothing of any woman and nothing of what she
 * needs. In this tab's memory of the browser; leaving and signing out clear it.
 */
const KEPT_AS = 'places';

export interface LastResults {
  at: string;
  answer: FindPlacesQuery;
}

export function keepResults(answer: FindPlacesQuery): void {
  try {
    sessionStorage.setItem(KEPT_AS, JSON.stringify({ at: new Date().toISOString(), answer } satisfies LastResults));
  } catch {
    // Full, or a browser that keeps nothing: then there is nothing to read offline.
  }
}

export function lastResults(): LastResults | null {
  try {
    const kept = sessionStorage.getItem(KEPT_AS);
    return kept === null ? null : (JSON.parse(kept) as LastResults);
  } catch {
    return null;
  }
}
