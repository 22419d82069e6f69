import type { InstantText } from '../platform/clock.js';
import { attributeFreshness, listingFreshness } from './freshness.js';
import { experienceFrom } from './learning/experience.js';
import { answersFor, isBeingChecked, versionFor, type Face, type Learnt } from './learning/learnt.js';
import type { AttributeFact } from './listing-facts.js';
import type { Freshness } from './listing-enums.js';
import type { ListingCapacityRow, ListingRow } from './listing.entity.js';
import {
  Address,
  Capacity,
  HowToRefer,
  ListingAttribute,
  ListingExperience,
  Phone,
  Schedule,
} from './listing-parts.type.js';
import { Listing } from './listing.type.js';
import { placesLeft, type PlaceHold } from './places-left.js';
import type { Organization } from './organization.type.js';
import { TAXONOMY } from './taxonomy.js';

/** A listing with all that is decided about this reader. Nothing of it goes out but through `presentListing`. */
export interface ListingView {
  row: Readonly<ListingRow>;
  attributes: readonly AttributeFact[];
  capacity: Readonly<ListingCapacityRow> | null;
  holds: readonly PlaceHold[];
  learnt: Learnt;
  organization: Organization;
  areaName: string | null;
  knowsDoor: boolean;
  /** She is told how the address looks to others, beside what she sees of it herself. */
  seesWhatOthersSee: boolean;
  /** Where knowing the door is an act of its own: called when the address is read, not when the rest is. */
  onDoorRead?: () => void;
  face: Face;
  now: InstantText;
}

/** The only way out for a listing. */
export function presentListing(view: ListingView): Listing {
  const { row, now, face, learnt } = view;
  const listing = Object.assign(new Listing(), {
    id: row.id,
    version: versionFor(face, row.version, learnt.checks, now),
    name: row.name,
    description: row.description,
    organization: view.organization,
    services: row.services,
    attributes: presentAttributes(answersFor(face, view.attributes, learnt.checks, now), now),
    languages: row.languages,
    schedules: row.schedules.map((rule) => Object.assign(new Schedule(), rule)),
    phones: row.phones.map((phone) => Object.assign(new Phone(), phone)),
    howToRefer: Object.assign(new HowToRefer(), row.howToRefer),
    capacity: face === 'PUBLIC' || !view.capacity ? null : presentCapacity(view.capacity, view.holds, now),
    minimumAge: row.minimumAge,
    maximumAge: row.maximumAge,
    childrenMinimumAge: row.childrenMinimumAge,
    childrenMaximumAge: row.childrenMaximumAge,
    boysMaximumAge: row.boysMaximumAge,
    cost: row.cost,
    lastConfirmedAt: row.lastConfirmedAt,
    freshness: listingFreshness(row.lastConfirmedAt, now),
    status: row.status,
    experience: experienceFrom(learnt.refused, face, now).map((each) => Object.assign(new ListingExperience(), each)),
  });
  return withAddress(listing, presentAddress(view), view.onDoorRead);
}

/** Who only reads the name of a shelter has not read its door: the reading is noted when the address itself is taken. */
function withAddress(listing: Listing, address: Address, onDoorRead?: () => void): Listing {
  if (!onDoorRead) return Object.assign(listing, { address });
  return Object.defineProperty(listing, 'address', {
    enumerable: true,
    get: () => {
      onDoorRead();
      return address;
    },
  });
}

/** `visibility` says what this reader sees, not what the place chose: she who knows the door sees FULL. */
function presentAddress({ row, areaName, knowsDoor, seesWhatOthersSee }: ListingView): Address {
  const visibility = row.addressVisibility === 'FULL' || knowsDoor ? 'FULL' : row.addressVisibility;
  const whole = visibility === 'FULL';
  const area = visibility !== 'HIDDEN';
  return Object.assign(new Address(), {
    visibility,
    visibilityToOthers: seesWhatOthersSee ? row.addressVisibility : null,
    area: area ? areaName : null,
    line: whole ? row.addressLine : null,
    city: whole ? row.city : null,
    region: whole ? row.region : null,
    postalCode: whole ? row.postalCode : null,
    country: whole ? row.country : null,
    latitude: whole ? row.latitude : null,
    longitude: whole ? row.longitude : null,
    meetingPoint: area ? row.meetingPoint : null,
  });
}

/** In the order in which the taxonomy asks them. */
const QUESTIONS = new Map(TAXONOMY.attributes.map(({ code, group }, place) => [code, { place, theme: group }]));

const placeOf = (code: string): number => QUESTIONS.get(code)?.place ?? QUESTIONS.size;

const presentAttributes = (attributes: readonly AttributeFact[], now: InstantText): ListingAttribute[] =>
  [...attributes]
    .sort((a, b) => placeOf(a.code) - placeOf(b.code))
    .map((fact) => Object.assign(new ListingAttribute(), { ...fact, freshness: freshnessOfAnswer(fact, now) }));

/** What is being checked is due, however old it is. */
const freshnessOfAnswer = (fact: AttributeFact, now: InstantText): Freshness =>
  isBeingChecked(fact) ? 'DUE' : attributeFreshness(QUESTIONS.get(fact.code)?.theme ?? null, fact.confirmedAt, now);

const presentCapacity = (said: Readonly<ListingCapacityRow>, holds: readonly PlaceHold[], now: InstantText): Capacity =>
  Object.assign(new Capacity(), {
    ...placesLeft(said, holds, now),
    waitlistOpen: said.waitlistOpen ?? false,
    saidAt: said.saidAt,
    saidBy: said.saidBy,
    validUntil: said.validUntil,
    stale: said.validUntil < now,
  });
