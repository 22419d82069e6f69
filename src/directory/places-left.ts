import type { InstantText } from '../platform/clock.js';
import type { ListingHoldRow } from './listing-hold.entity.js';
import type { ListingCapacityRow } from './listing.entity.js';

export type PlaceHold = Readonly<Pick<ListingHoldRow, 'withChildren' | 'heldFrom' | 'heldUntil'>>;
type PlacesSaid = Readonly<Pick<ListingCapacityRow, 'placesFree' | 'familyPlacesFree' | 'saidAt'>>;

/**
 * What is left of the last word on places free, now. A held place is not free, and is again when its time is over, without anybody's doing. A word
 * that was given after a place was promised knows of that: only what was held since takes from it.
 */
export function placesLeft(
  said: PlacesSaid,
  holds: readonly PlaceHold[],
  now: InstantText,
): Pick<PlacesSaid, 'placesFree' | 'familyPlacesFree'> {
  let { placesFree, familyPlacesFree } = said;
  for (const hold of holds) {
    if (hold.heldUntil <= now || hold.heldFrom < said.saidAt) continue;
    if (hold.withChildren && familyPlacesFree !== null) familyPlacesFree = Math.max(0, familyPlacesFree - 1);
    else if (placesFree !== null) placesFree = Math.max(0, placesFree - 1);
  }
  return { placesFree, familyPlacesFree };
}
