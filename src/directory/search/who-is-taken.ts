import type { InstantText } from '../../platform/clock.js';
import type { IndexedListing } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import { placesLeft } from '../places-left.js';

const GROWN_UP = 18;

/** An attribute's answer; what nobody answered is UNKNOWN. */
export const answerTo = (listing: IndexedListing, code: string): AnswerValue =>
  listing.attributes.get(code)?.answer ?? 'UNKNOWN';

/**
 * Does it take a woman of this age? A stated least age is a whole answer ("from 18 on"): without a greatest age there is none. A greatest age
 * alone says nothing about girls.
 */
export function takesAge({ row }: IndexedListing, age: number): AnswerValue {
  const { minimumAge, maximumAge } = row;
  if (minimumAge !== null && age < minimumAge) return 'NO';
  if (maximumAge !== null && age > maximumAge) return 'NO';
  if (minimumAge !== null) return 'YES';
  return maximumAge === null || age < GROWN_UP ? 'UNKNOWN' : 'YES';
}

/**
 * Does it take children of these ages with her? A stated greatest age means "up to"; a least age alone leaves open up to when. With boys among
 * them, none may be older than boys may be: nobody said which of them the boys are.
 */
export function takesChildren({ row }: IndexedListing, ages: readonly number[], boys: boolean): AnswerValue {
  const { childrenMinimumAge, childrenMaximumAge, boysMaximumAge } = row;
  let unsure = boys && boysMaximumAge === null;
  if (ages.length > 0 && childrenMaximumAge === null) unsure = true;
  for (const age of ages) {
    if (childrenMinimumAge !== null && age < childrenMinimumAge) return 'NO';
    if (childrenMaximumAge !== null && age > childrenMaximumAge) return 'NO';
    if (boys && boysMaximumAge !== null && age > boysMaximumAge) return 'NO';
  }
  return unsure ? 'UNKNOWN' : 'YES';
}

/** Is any of these languages spoken? By primary language: `es` and `es-MX` understand each other. */
export function speaks({ spoken }: IndexedListing, primary: readonly string[]): AnswerValue {
  if (spoken === null) return 'UNKNOWN';
  for (const language of primary) if (spoken.includes(language)) return 'YES';
  return 'NO';
}

/** Are there places free, by a word that still counts and less what is held? With children the family places count, where they are told apart. */
export function hasPlaces({ capacity, holds }: IndexedListing, withChildren: boolean, now: InstantText): AnswerValue {
  if (capacity === null || capacity.validUntil < now) return 'UNKNOWN';
  const { placesFree, familyPlacesFree } = placesLeft(capacity, holds, now);
  const free = withChildren ? (familyPlacesFree ?? placesFree) : placesFree;
  if (free === null) return 'UNKNOWN';
  return free > 0 ? 'YES' : 'NO';
}
