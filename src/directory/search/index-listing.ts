import type { InstantText } from '../../platform/clock.js';
import type { IndexedListing, IndexedPoint } from '../indexed-listing.js';
import { answersFor, type Face, type Learnt } from '../learning/learnt.js';
import type { AttributeFact } from '../listing-facts.js';
import type { ListingCapacityRow, ListingRow } from '../listing.entity.js';
import type { PlaceHold } from '../places-left.js';
import { TAXONOMY } from '../taxonomy.js';
import type { AreaBook, IndexedArea } from './area-book.js';
import { pointAt } from './distance.js';
import { folded } from './folded-text.js';

/** What the database keeps of one published listing. */
export interface ListingParts {
  readonly row: Readonly<ListingRow>;
  readonly organizationName: string;
  readonly attributes: ReadonlyMap<string, AttributeFact>;
  readonly capacity: Readonly<ListingCapacityRow> | null;
  readonly holds: readonly PlaceHold[];
  readonly learnt: Learnt;
}

/**
 * Makes a listing ready for searching. This is where a door that not everybody may know stays behind: nothing that conditions, order or text
 * look at is made from it.
 */
export function indexListing(parts: ListingParts, areas: AreaBook): IndexedListing {
  const { row, organizationName, attributes, capacity, holds, learnt } = parts;
  const area = row.addressVisibility === 'HIDDEN' ? undefined : areas.find(row.areaId);
  return {
    row,
    organizationName,
    attributes,
    capacity,
    holds,
    learnt,
    areaName: area?.row.name ?? null,
    areaIds: area?.chain ?? [],
    point: pointOf(row, area),
    text: textOf(row, organizationName, area),
    services: new Set(row.services),
    spoken: spokenBy(row.languages),
    yes: yesIn(attributes),
    sortName: folded(row.name),
  };
}

const yesIn = (attributes: ReadonlyMap<string, AttributeFact>): string[] =>
  [...attributes.values()].filter((fact) => fact.answer === 'YES').map((fact) => fact.code);

/** As this reader's searches may know it; the same object where nothing about it is being checked. */
export function asKnownTo(face: Face, listing: IndexedListing, now: InstantText): IndexedListing {
  const { checks } = listing.learnt;
  if (face === 'NETWORK' || checks.length === 0) return listing;
  const answers = answersFor(face, [...listing.attributes.values()], checks, now);
  const attributes = new Map(answers.map((fact) => [fact.code, fact]));
  return { ...listing, attributes, yes: yesIn(attributes) };
}

function pointOf(row: Readonly<ListingRow>, area: IndexedArea | undefined): IndexedPoint | null {
  if (row.addressVisibility !== 'FULL') return area?.centre ?? null;
  return row.latitude === null || row.longitude === null ? null : pointAt(row.latitude, row.longitude);
}

function textOf(row: Readonly<ListingRow>, organizationName: string, area: IndexedArea | undefined): string {
  const door = row.addressVisibility === 'FULL' ? [row.addressLine, row.city] : [];
  const services = row.services.flatMap((code) => TAXONOMY.namesOfService(code));
  const parts = [row.name, row.description, organizationName, area?.row.name, ...services, ...door];
  return folded(parts.filter((part) => part !== null && part !== undefined).join('\n'));
}

/** An empty list is nobody's answer: there is no place where no language is spoken. */
function spokenBy(languages: readonly string[] | null): readonly string[] | null {
  if (languages === null || languages.length === 0) return null;
  return [...new Set(languages.map(primaryLanguage))];
}

/** `es` for `es-MX`: who speaks the one is understood by who speaks the other. */
export const primaryLanguage = (tag: string): string => (tag.split('-')[0] ?? tag).toLowerCase();
