import type { InstantText } from '../../platform/clock.js';
import type { IndexedListing } from '../indexed-listing.js';
import type { AvoidedPlaces } from '../ports.js';

/** What a search asks, as in FindListingsInput. Absent, null, false and an empty list all mean: not asked. */
export interface ListingNeeds {
  readonly services?: readonly string[] | null;
  readonly servicesAll?: readonly string[] | null;
  readonly mustHave?: readonly string[] | null;
  readonly niceToHave?: readonly string[] | null;
  readonly near?: (PlaceAsked & { readonly withinKm: number }) | null;
  readonly avoidOrganizations?: readonly string[] | null;
  readonly avoidAreas?: readonly string[] | null;
  readonly farFrom?: (PlaceAsked & { readonly atLeastKm: number }) | null;
  readonly openAt?: InstantText | null;
  readonly openNow?: boolean | null;
  readonly womenOnlyHours?: boolean | null;
  readonly languages?: readonly string[] | null;
  readonly age?: number | null;
  readonly childrenAges?: readonly number[] | null;
  readonly boys?: boolean | null;
  readonly placesFree?: boolean | null;
  readonly text?: string | null;
  readonly deadline?: InstantText | null;
}

/** A point or an area, exactly one of them. */
export interface PlaceAsked {
  readonly latitude?: number | null;
  readonly longitude?: number | null;
  readonly areaId?: string | null;
}

export interface SearchRequest {
  where: ListingNeeds;
  /** What the woman avoids, beside what the search itself says (`forClientId`). */
  avoid?: AvoidedPlaces | null;
  /** Now, by the server's clock. A cursor brings the instant of its first page instead. */
  now: InstantText;
  /** Page of `matches`; 1 to 100. */
  first: number | null;
  after?: string | null;
}

/** Why a listing is here. Codes are attribute codes or `hours` `age` `children` `languages` `capacity` `distance`. */
export interface Fit {
  /** 0 to 1, from the verdicts on the conditions and nothing else. */
  readonly score: number;
  readonly met: readonly string[];
  readonly depends: readonly string[];
  readonly unknown: readonly string[];
  readonly missedNiceToHave: readonly string[];
}

export interface Found {
  readonly listing: IndexedListing;
  /** From `near`; null without it, or where the listing has no point. */
  readonly distanceKm: number | null;
  readonly fit: Fit;
  /** The earliest possible start; null where the hours are not known, or closed for two months. */
  readonly opensAt: InstantText | null;
}

export interface FoundPage {
  readonly edges: readonly { readonly cursor: string; readonly found: Found }[];
  /** On all pages together. */
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface FacetCount {
  readonly kind: 'service' | 'attribute' | 'language';
  readonly code: string;
  readonly count: number;
}

export interface SearchResult {
  readonly matches: FoundPage;
  /** Worked out when asked for. */
  callFirst(first: number | null, after?: string | null): FoundPage;
  /** Over all matches, not only this page's; worked out when asked for. */
  facets(): FacetCount[];
}
