import { NOTHING_LEARNT } from './learning/learnt.js';
import { Actor, type RoleValue } from '../identity/index.js';
import type { AddressVisibilityValue } from './listing-facts.js';
import { doorRight, maySee, readsPublicFaceOnly, seesWhatOthersSee, speaksAs } from './listing.policy.js';
import { LISTING_STATUSES, type ListingRow } from './listing.entity.js';
import { Organization } from './organization.type.js';
import { presentListing, type ListingView } from './present-listing.js';

const NOW = '2026-11-22T10:00:00.000Z';
const HERE = 'organization-here';

const row = (addressVisibility: AddressVisibilityValue, changes: Partial<ListingRow> = {}): ListingRow => ({
  id: 'listing-1',
  organizationId: HERE,
  version: 3,
  revision: 7,
  status: 'PUBLISHED',
  name: 'Safe House',
  description: null,
  services: ['shelter'],
  languages: null,
  schedules: [],
  phones: [{ number: '+999 555 0101', extension: null, description: null, languages: [] }],
  howToRefer: {
    method: null,
    nextStep: null,
    respondsWithinMinutes: 60,
    feedbackWithinDays: null,
    nightPhone: '+999 555 0102',
  },
  addressVisibility,
  areaId: 'area-1',
  addressLine: 'CANARY Lane 1',
  city: 'CANARY City',
  region: 'CANARY Region',
  postalCode: 'CANARY 1',
  country: 'ZZ',
  latitude: 45.123,
  longitude: -20.456,
  meetingPoint: 'The bakery',
  cost: null,
  minimumAge: null,
  maximumAge: null,
  childrenMinimumAge: null,
  childrenMaximumAge: null,
  boysMaximumAge: null,
  lastConfirmedAt: NOW,
  sourceIdentity: null,
  createdAt: NOW,
  ...changes,
});

const view = (of: ListingRow, changes: Partial<ListingView> = {}): ListingView => ({
  row: of,
  attributes: [],
  capacity: null,
  holds: [],
  learnt: NOTHING_LEARNT,
  organization: Object.assign(new Organization(), { id: HERE, name: 'Here' }),
  areaName: 'Northside',
  knowsDoor: false,
  seesWhatOthersSee: false,
  face: 'WORKERS',
  now: NOW,
  ...changes,
});

const DOOR = ['line', 'city', 'region', 'postalCode', 'country', 'latitude', 'longitude'] as const;

describe('the address of a listing', () => {
  it.each([
    ['FULL', false, 'FULL', true, true],
    ['FULL', true, 'FULL', true, true],
    ['AREA', false, 'AREA', false, true],
    ['AREA', true, 'FULL', true, true],
    ['HIDDEN', false, 'HIDDEN', false, false],
    ['HIDDEN', true, 'FULL', true, true],
  ] as const)('kept %s, reader knows the door: %s → she sees %s', (kept, knowsDoor, seen, door, area) => {
    const listing = presentListing(view(row(kept), { knowsDoor }));
    expect(listing.address.visibility).toBe(seen);
    for (const part of DOOR) expect(listing.address[part] !== null).toBe(door);
    expect(listing.address.area).toBe(area ? 'Northside' : null);
    expect(listing.address.meetingPoint).toBe(area ? 'The bakery' : null);
    expect(JSON.stringify(listing).includes('CANARY')).toBe(door);
  });

  it.each(['FULL', 'AREA', 'HIDDEN'] as const)('kept %s: who knows the door is told what others see', (kept) => {
    const own = presentListing(view(row(kept), { knowsDoor: true, seesWhatOthersSee: true }));
    expect([own.address.visibility, own.address.visibilityToOthers]).toEqual(['FULL', kept]);
    const accepted = presentListing(view(row(kept), { knowsDoor: true }));
    expect([accepted.address.visibility, accepted.address.visibilityToOthers]).toEqual(['FULL', null]);
  });

  it('is confidential; the phone is how one refers, and stays', () => {
    const listing = presentListing(view(row('HIDDEN')));
    expect(listing.phones).toHaveLength(1);
    expect(listing.howToRefer.nightPhone).toBe('+999 555 0102');
  });

  it('is noted as read when it is taken, and not when only the rest is', () => {
    const onDoorRead = jest.fn();
    const listing = presentListing(view(row('AREA'), { knowsDoor: true, onDoorRead }));
    expect(listing.name).toBe('Safe House');
    expect(onDoorRead).not.toHaveBeenCalled();
    expect(listing.address.line).toBe('CANARY Lane 1');
    expect(onDoorRead).toHaveBeenCalledTimes(1);
  });
});

const of = (organizationId: string, ...roles: RoleValue[]) => new Actor('staff-1', organizationId, roles);
const READERS = {
  'her own caseworker': of(HERE, 'CASEWORKER'),
  'its agency worker': of(HERE, 'AGENCY'),
  'its manager': of(HERE, 'MANAGER'),
  'its analyst': of(HERE, 'ANALYST'),
  'another caseworker': of('elsewhere', 'CASEWORKER'),
  'another agency': of('elsewhere', 'AGENCY'),
  'another manager': of('elsewhere', 'MANAGER'),
  administrator: of('elsewhere', 'ADMINISTRATOR'),
  analyst: of('elsewhere', 'ANALYST'),
  'analyst and caseworker': of('elsewhere', 'ANALYST', 'CASEWORKER'),
  nobody: of('elsewhere'),
};
type Reader = keyof typeof READERS;

describe('who may know a confidential door without a referral', () => {
  const RIGHTS: Record<Reader, string> = {
    'her own caseworker': 'OWN',
    'its agency worker': 'OWN',
    'its manager': 'OWN',
    'its analyst': 'NO',
    'another caseworker': 'NO',
    'another agency': 'NO',
    'another manager': 'NO',
    administrator: 'AUDITED',
    analyst: 'NO',
    'analyst and caseworker': 'NO',
    nobody: 'NO',
  };
  it.each(Object.entries(RIGHTS))('%s: %s', (reader, right) => {
    const actor = READERS[reader as Reader];
    expect(doorRight(actor, row('AREA'))).toBe(right);
    expect(doorRight(actor, row('HIDDEN'))).toBe(right);
    expect(doorRight(actor, row('FULL'))).toBe('PUBLIC');
  });
});

const OWN_OR_RUNNING: Reader[] = ['her own caseworker', 'its agency worker', 'its manager', 'administrator'];

describe('who is told what others see of an address', () => {
  it.each(Object.keys(READERS) as Reader[])('%s', (reader) => {
    for (const kept of ['FULL', 'AREA', 'HIDDEN'] as const)
      expect(seesWhatOthersSee(READERS[reader], row(kept))).toBe(OWN_OR_RUNNING.includes(reader));
  });
});

describe('who sees a listing', () => {
  it.each(Object.keys(READERS) as Reader[])('%s', (reader) => {
    const seen = LISTING_STATUSES.filter((status) => maySee(READERS[reader], { organizationId: HERE, status }));
    expect(seen).toEqual(OWN_OR_RUNNING.includes(reader) ? [...LISTING_STATUSES] : ['PUBLISHED']);
  });
});

describe('who may write about a listing', () => {
  const WRITERS: Partial<Record<Reader, string>> = { 'its agency worker': 'ORGANIZATION', administrator: 'NETWORK' };
  it.each(Object.keys(READERS) as Reader[])('%s', (reader) => {
    expect(speaksAs(READERS[reader], row('FULL'))).toBe(WRITERS[reader] ?? null);
  });

  it('an agency worker who answers for other listings only: not she', () => {
    expect(speaksAs(new Actor('s', HERE, ['AGENCY'], ['listing-1']), row('FULL'))).toBe('ORGANIZATION');
    expect(speaksAs(new Actor('s', HERE, ['AGENCY'], ['listing-2']), row('FULL'))).toBeNull();
  });
});

describe('the rest of a listing', () => {
  const capacity = {
    listingId: 'listing-1',
    placesFree: 2,
    familyPlacesFree: null,
    waitlistOpen: null,
    saidAt: NOW,
    saidBy: 'ORGANIZATION',
    validUntil: NOW,
  } as const;

  it('shows places free, stale once their time is over, and not on the public face', () => {
    expect(presentListing(view(row('FULL'), { capacity })).capacity).toMatchObject({
      placesFree: 2,
      familyPlacesFree: null,
      waitlistOpen: false,
      stale: false,
    });
    const later = presentListing(view(row('FULL'), { capacity, now: '2026-11-22T10:00:00.001Z' }));
    expect(later.capacity?.stale).toBe(true);
    expect(readsPublicFaceOnly(READERS.analyst)).toBe(true);
    expect(presentListing(view(row('FULL'), { capacity, face: 'PUBLIC' })).capacity).toBeNull();
  });

  it('gives answers in the order of the taxonomy, each with its freshness', () => {
    const answer = {
      answer: 'YES',
      note: null,
      source: 'ORGANIZATION',
      confirmedAt: '2026-10-01T00:00:00.000Z',
    } as const;
    const attributes = ['agreement', 'no-id', 'accepts-drug-use'].map((code) => ({ code, ...answer }));
    const listing = presentListing(view(row('FULL'), { attributes }));
    expect(listing.attributes.map(({ code, freshness }) => [code, freshness])).toEqual([
      ['accepts-drug-use', 'DUE'],
      ['no-id', 'FRESH'],
      ['agreement', 'FRESH'],
    ]);
  });
});
