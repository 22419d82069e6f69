import type { IndexedListing, IndexedPoint } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import type { AreaBook } from './area-book.js';
import { pointAt, kilometresBetween } from './distance.js';
import type { PlaceAsked } from './search-request.js';

export const distanceFrom = (centre: IndexedPoint, { point }: IndexedListing): number | null =>
  point === null ? null : kilometresBetween(centre, point);

export function isWithin(listing: IndexedListing, centre: IndexedPoint, km: number): AnswerValue {
  const distance = distanceFrom(centre, listing);
  return distance === null ? 'UNKNOWN' : distance <= km ? 'YES' : 'NO';
}

export function isFarFrom(listing: IndexedListing, centre: IndexedPoint, km: number): AnswerValue {
  const distance = distanceFrom(centre, listing);
  return distance === null ? 'UNKNOWN' : distance >= km ? 'YES' : 'NO';
}

/** Areas that she must not be met in. */
export interface AvoidedAreas {
  readonly ids: ReadonlySet<string>;
  /** Wider areas that have one of them within: who is only said to be there may be in it. */
  readonly around: ReadonlySet<string>;
}

/** Ids that the network does not know are left out: they name nothing that could be met. */
export function avoidedAreas(ids: Iterable<string>, areas: AreaBook): AvoidedAreas {
  const known = [...ids].flatMap((id) => areas.find(id) ?? []);
  const avoided = new Set(known.map((area) => area.row.id));
  const around = known.flatMap((area) => area.chain).filter((id) => !avoided.has(id));
  return { ids: avoided, around: new Set(around) };
}

/** Is it elsewhere? Nobody can say so of a place whose area is not told, or is wider than the one she avoids. */
export function isElsewhere({ areaIds }: IndexedListing, avoided: AvoidedAreas): AnswerValue {
  const [own] = areaIds;
  if (own === undefined) return 'UNKNOWN';
  for (const id of areaIds) if (avoided.ids.has(id)) return 'NO';
  return avoided.around.has(own) ? 'UNKNOWN' : 'YES';
}

/** The point that a checked place means; null where its area is not known. */
export function centreOf({ latitude, longitude, areaId }: PlaceAsked, areas: AreaBook): IndexedPoint | null {
  if (latitude === null || latitude === undefined || longitude === null || longitude === undefined)
    return areas.find(areaId)?.centre ?? null;
  return pointAt(latitude, longitude);
}
