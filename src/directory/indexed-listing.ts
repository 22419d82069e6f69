import type { Learnt } from './learning/learnt.js';
import type { AttributeFact } from './listing-facts.js';
import type { ListingCapacityRow, ListingRow } from './listing.entity.js';
import type { PlaceHold } from './places-left.js';

/**
 * A published listing as the search knows it. Everything beside `row` is never finer than what everybody may know of its door, and the search
 * looks at an address through these fields only; `row` keeps the door itself, for presenters to give to those who may know it.
 */
export interface IndexedListing {
  readonly row: Readonly<ListingRow>;
  readonly organizationName: string;
  /** What has no entry is UNKNOWN. */
  readonly attributes: ReadonlyMap<string, AttributeFact>;
  readonly capacity: Readonly<ListingCapacityRow> | null;
  /** Whether one still counts is asked at the moment of the search: lapsing is no change of the directory. */
  readonly holds: readonly PlaceHold[];
  readonly learnt: Learnt;
  /** Its area's name; null where the area is not known or must not be. */
  readonly areaName: string | null;
  /** Its area and the areas around it, its own first; empty where the area is not known or must not be. */
  readonly areaIds: readonly string[];
  /** Where distances are measured to: the door where everybody may know it, its area's centre where not, null where neither is known. */
  readonly point: IndexedPoint | null;
  /** Folded text that `text` is looked for in; never holds a hidden address. */
  readonly text: string;
  /** What the search would else work out anew for each listing at each search. */
  readonly services: ReadonlySet<string>;
  /** Primary language subtags, lower case; null where nobody said. */
  readonly spoken: readonly string[] | null;
  /** Codes of the attributes answered YES. */
  readonly yes: readonly string[];
  /** The name folded, so that order does not depend on case or accents. */
  readonly sortName: string;
}

/** Degrees for people, radians and a cosine for measuring. */
export interface IndexedPoint {
  readonly latitude: number;
  readonly longitude: number;
  readonly radians: { readonly latitude: number; readonly longitude: number; readonly cosine: number };
}
