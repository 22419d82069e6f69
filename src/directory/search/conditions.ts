import { millisOf, type InstantText } from '../../platform/clock.js';
import { staleBefore } from '../freshness.js';
import type { IndexedListing } from '../indexed-listing.js';
import type { AnswerValue } from '../listing-facts.js';
import { DAY_MS, HORIZON_DAYS, earliestStart, isOpen, keepsWomenOnlyHours, type Walls } from './when-open.js';
import type { NextOpening } from '../opening/index.js';
import type { AvoidedPlaces } from '../ports.js';
import { TAXONOMY } from '../taxonomy.js';
import type { AreaBook } from './area-book.js';
import { wordsOf } from './folded-text.js';
import { primaryLanguage } from './index-listing.js';
import type { ListingNeeds } from './search-request.js';
import { avoidedAreas, centreOf, distanceFrom, isElsewhere, isFarFrom, isWithin } from './where-it-is.js';
import { answerTo, hasPlaces, speaks, takesAge, takesChildren } from './who-is-taken.js';

/** Something that must be so. */
export interface Condition {
  /** What a worker is told; null for what only sorts out (services, text, whom she avoids). */
  readonly code: string | null;
  /** What it counts for in the score. */
  readonly weight: number;
  readonly judge: (listing: IndexedListing) => AnswerValue;
}

/** A search, read once and ready to be put to thousands of listings. */
export interface Conditions {
  /** In the order in which they cost least. */
  readonly must: readonly Condition[];
  /** Attribute codes; none of them stands among `must`. */
  readonly niceToHave: readonly string[];
  readonly distanceKm: (listing: IndexedListing) => number | null;
  readonly start: (listing: IndexedListing) => NextOpening;
  /** There is a deadline, so that the earliest possible start comes first. */
  readonly startFirst: boolean;
  /** A listing that was last confirmed before this is not to be relied on, and comes after its equals. */
  readonly staleBefore: InstantText;
  /** So does one whose answer to what must be so is too old: each by the half-life of its theme. */
  readonly reliedOn: readonly { readonly code: string; readonly staleBefore: InstantText }[];
}

/** What a search stands on: when, by which clocks, on which map, and what she avoids. */
export interface SearchGround {
  readonly now: InstantText;
  readonly walls: Walls;
  readonly areas: AreaBook;
  readonly avoid: AvoidedPlaces | null;
}

/** Turns checked needs into conditions. */
export function conditionsOf(where: ListingNeeds, ground: SearchGround): Conditions {
  const near = where.near ? centreOf(where.near, ground.areas) : null;
  const mustHave = new Set([...(where.mustHave ?? []), ...(bringsChildren(where) ? ['accepts-children'] : [])]);
  const start = startOf(where, ground);
  return {
    must: [
      ...avoidingOrganizations(where, ground.avoid),
      ...avoidingListings(ground.avoid),
      ...services(where),
      ...[...mustHave].map((code) => must(code, (listing) => answerTo(listing, code))),
      ...people(where, ground.now),
      ...places(where, ground),
      ...words(where),
      ...hours(where, ground),
      ...deadline(where, ground, start),
    ],
    niceToHave: [...new Set(where.niceToHave)].filter((code) => !mustHave.has(code)),
    distanceKm: (listing) => (near === null ? null : distanceFrom(near, listing)),
    start,
    startFirst: isGiven(where.deadline),
    staleBefore: staleBefore(null, ground.now),
    reliedOn: [...mustHave].map((code) => ({ code, staleBefore: staleBefore(TAXONOMY.themeOf(code), ground.now) })),
  };
}

const must = (code: string | null, judge: Condition['judge'], weight = 1): Condition => ({ code, weight, judge });

/** Leaving them out is no merit of the others, so it counts for nothing. */
function avoidingOrganizations(where: ListingNeeds, avoid: AvoidedPlaces | null): Condition[] {
  const ids = new Set([...(where.avoidOrganizations ?? []), ...(avoid?.organizationIds ?? [])]);
  if (ids.size === 0) return [];
  return [must(null, ({ row }) => (ids.has(row.organizationId) ? 'NO' : 'YES'), 0)];
}

function avoidingListings(avoid: AvoidedPlaces | null): Condition[] {
  const ids = new Set(avoid?.listingIds);
  return ids.size === 0 ? [] : [must(null, ({ row }) => (ids.has(row.id) ? 'NO' : 'YES'), 0)];
}

/** A place lists a service or does not offer it: one of which nobody said what it offers is found by text only. */
function services(where: ListingNeeds): Condition[] {
  const anyOf = (codes: readonly string[]) => {
    const wanted = [...new Set(codes.flatMap((code) => TAXONOMY.servicesOf(code)))];
    return must(null, (listing) => (wanted.some((code) => listing.services.has(code)) ? 'YES' : 'NO'));
  };
  return [
    ...(isAsked(where.services) ? [anyOf(where.services)] : []),
    ...[...new Set(where.servicesAll)].map((code) => anyOf([code])),
  ];
}

const bringsChildren = (where: ListingNeeds): boolean => isAsked(where.childrenAges) || where.boys === true;

function people(where: ListingNeeds, now: InstantText): Condition[] {
  const { age } = where;
  const ages = where.childrenAges ?? [];
  const boys = where.boys === true;
  const primary = [...new Set(where.languages?.map(primaryLanguage))];
  return [
    ...(isGiven(age) ? [must('age', (listing) => takesAge(listing, age))] : []),
    ...(bringsChildren(where) ? [must('children', (listing) => takesChildren(listing, ages, boys))] : []),
    ...(primary.length > 0 ? [must('languages', (listing) => speaks(listing, primary))] : []),
    ...(where.placesFree ? [must('capacity', (listing) => hasPlaces(listing, ages.length > 0, now))] : []),
  ];
}

function places({ near, farFrom, avoidAreas }: ListingNeeds, { areas, avoid }: SearchGround): Condition[] {
  const here = near ? centreOf(near, areas) : null;
  const away = farFrom ? centreOf(farFrom, areas) : null;
  const avoided = avoidedAreas([...(avoidAreas ?? []), ...(avoid?.areaIds ?? [])], areas);
  return [
    ...(near && here ? [must('distance', (listing) => isWithin(listing, here, near.withinKm))] : []),
    ...(farFrom && away ? [must('distance', (listing) => isFarFrom(listing, away, farFrom.atLeastKm))] : []),
    ...(avoided.ids.size > 0 ? [must('distance', (listing) => isElsewhere(listing, avoided))] : []),
  ];
}

function words(where: ListingNeeds): Condition[] {
  const wanted = wordsOf(where.text ?? '');
  if (wanted.length === 0) return [];
  return [must(null, ({ text }) => (wanted.every((word) => text.includes(word)) ? 'YES' : 'NO'))];
}

function hours(where: ListingNeeds, { now, walls }: SearchGround): Condition[] {
  const womenOnly = where.womenOnlyHours === true;
  const at = [...(isGiven(where.openAt) ? [millisOf(where.openAt)] : []), ...(where.openNow ? [millisOf(now)] : [])];
  if (at.length === 0 && womenOnly)
    return [must('hours', (listing) => keepsWomenOnlyHours(listing, millisOf(now), walls))];
  return at.map((instant) => must('hours', (listing) => isOpen(listing, instant, womenOnly, walls)));
}

/** An expired window never closes the need: then it only orders. */
function deadline(where: ListingNeeds, { now }: SearchGround, start: Conditions['start']): Condition[] {
  if (!isGiven(where.deadline) || where.deadline <= now) return [];
  const latest = millisOf(where.deadline);
  const from = startsFrom(where, now);
  // She asks for a time at which it is too late: nothing can be right, whatever the hours are.
  if (from > latest) return [must('hours', () => 'NO')];
  const beyond = latest - from > HORIZON_DAYS * DAY_MS;
  return [
    must('hours', (listing) => {
      const opening = start(listing);
      if (opening === 'UNKNOWN') return 'UNKNOWN';
      // Closed for as far as one looks, and the deadline is farther: nobody knows.
      if (opening === 'NEVER') return beyond ? 'UNKNOWN' : 'NO';
      return opening.at <= latest ? 'YES' : 'NO';
    }),
  ];
}

const startsFrom = (where: ListingNeeds, now: InstantText): number => millisOf(where.openAt ?? now);

/** Remembers the last answer: the deadline asks for it, then the order, then the page. */
function startOf(where: ListingNeeds, { now, walls }: SearchGround): Conditions['start'] {
  const from = startsFrom(where, now);
  const womenOnly = where.womenOnlyHours === true;
  const untilDeadline =
    isGiven(where.deadline) && where.deadline > now ? (millisOf(where.deadline) - from) / DAY_MS : HORIZON_DAYS;
  // What begins after a deadline is of no use, so nobody looks farther.
  const horizonDays = Math.max(0, Math.min(HORIZON_DAYS, untilDeadline));
  let asked: IndexedListing | null = null;
  let answer: NextOpening = 'UNKNOWN';
  return (listing) => {
    if (asked !== listing) {
      answer = earliestStart(listing, from, womenOnly, walls, horizonDays);
      asked = listing;
    }
    return answer;
  };
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

const isAsked = <T>(list: readonly T[] | null | undefined): list is readonly T[] => (list?.length ?? 0) > 0;
