import type { Clock } from '../../src/platform/clock.js';
import type { Database } from '../../src/platform/database/index.js';
import { AreaRow, saveImported, type AttributeFact, type ListingFacts } from '../../src/directory/index.js';
import { hashPassword, Staff, type RoleValue } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids.js';

export const PASSWORD = 'a long enough password';

/** The ids of a small network: two organizations that send, four shelters, a clinic; named as tests name them. */
export interface Network {
  organizations: Record<OrganizationKey, string>;
  listings: Record<ListingKey, string>;
  areas: Record<AreaKey, string>;
  staff: Record<string, string>;
}

const AREAS = {
  town: { name: 'Millbrook', within: null, latitude: 45.2, longitude: -20.1 },
  oldTown: { name: 'Old Town', within: 'town', latitude: 45.2, longitude: -20.1 },
  eastside: { name: 'Eastside', within: 'town', latitude: 45.21, longitude: -20.06 },
  harbour: { name: 'Harbour', within: 'town', latitude: 45.18, longitude: -20.12 },
  /** Her street: nobody is listed there. */
  millLane: { name: 'Mill Lane', within: 'town', latitude: 45.2, longitude: -20.2 },
  farVillage: { name: 'Far Village', within: null, latitude: 45.4, longitude: -20.1 },
} as const;
export type AreaKey = keyof typeof AREAS;

const ORGANIZATIONS = {
  riverside: { name: 'Riverside Drop-in', neutralName: 'Riverside Centre' },
  northside: { name: 'Northside Outreach', neutralName: null },
  safeHouse: { name: 'Safe House', neutralName: null },
  clinic: { name: 'Eastside Clinic', neutralName: null },
  city: { name: 'City Shelter', neutralName: null },
  brigid: { name: 'St Brigid', neutralName: null },
  hostel: { name: 'Harbour Hostel', neutralName: null },
  network: { name: 'The Network', neutralName: null },
  fund: { name: 'The Fund', neutralName: null },
} as const;
export type OrganizationKey = keyof typeof ORGANIZATIONS;

const STAFF: Record<string, { organization: OrganizationKey; roles: RoleValue[]; answersFor?: ListingKey[] }> = {
  'caseworker@riverside.example': { organization: 'riverside', roles: ['CASEWORKER'] },
  'colleague@riverside.example': { organization: 'riverside', roles: ['CASEWORKER'] },
  'manager@riverside.example': { organization: 'riverside', roles: ['MANAGER'] },
  'caseworker@northside.example': { organization: 'northside', roles: ['CASEWORKER'] },
  'manager@northside.example': { organization: 'northside', roles: ['MANAGER'] },
  'agency@safehouse.example': { organization: 'safeHouse', roles: ['AGENCY'] },
  'nightdesk@safehouse.example': { organization: 'safeHouse', roles: ['AGENCY'], answersFor: ['secondStage'] },
  'manager@safehouse.example': { organization: 'safeHouse', roles: ['MANAGER'] },
  'agency@clinic.example': { organization: 'clinic', roles: ['AGENCY'] },
  'agency@cityshelter.example': { organization: 'city', roles: ['AGENCY'] },
  'second@cityshelter.example': { organization: 'city', roles: ['AGENCY'] },
  'agency@brigid.example': { organization: 'brigid', roles: ['AGENCY'] },
  'administrator@network.example': { organization: 'network', roles: ['ADMINISTRATOR'] },
  'analyst@funder.example': { organization: 'fund', roles: ['ANALYST'] },
};

export interface TestListing {
  organization: OrganizationKey;
  area: AreaKey | null;
  yes?: string[];
  no?: string[];
  depends?: string[];
  facts?: Partial<Omit<ListingFacts, 'address'>>;
  address?: Partial<ListingFacts['address']>;
  placesFree?: number;
  familyPlacesFree?: number;
}

const ALWAYS_OPEN = [{ byday: [], opensAt: '00:00', closesAt: '24:00' }];

/** The door that must not be found. No search, order, distance or text may give it away. */
export const SECRET_DOOR = { line: '17 Quiet Lane', postalCode: 'QL1 7ZZ', latitude: 45.2234, longitude: -20.0411 };

const LISTINGS = {
  /** Confidential, takes women who use drugs, with children. Answers here. */
  refuge: {
    organization: 'safeHouse',
    area: 'eastside',
    yes: ['accepts-drug-use', 'accepts-ost', 'accepts-children', 'no-police'],
    facts: {
      name: 'Safe House Refuge',
      services: ['shelter', 'gbv-support'],
      childrenMinimumAge: 0,
      childrenMaximumAge: 12,
      boysMaximumAge: 10,
      languages: ['en', 'es'],
      minimumAge: 18,
    },
    address: {
      visibility: 'AREA',
      ...SECRET_DOOR,
      city: 'Millbrook',
      meetingPoint: 'Ring first; we meet you at the library',
    },
    placesFree: 2,
    familyPlacesFree: 1,
  },
  secondStage: {
    organization: 'safeHouse',
    area: 'harbour',
    yes: ['accepts-drug-use'],
    facts: { name: 'Safe House second stage', services: ['housing'] },
    address: { visibility: 'HIDDEN', line: '3 Hidden Row', latitude: 45.1811, longitude: -20.1211 },
  },
  cityShelter: {
    organization: 'city',
    area: 'oldTown',
    yes: ['accepts-drug-use', 'accepts-children'],
    no: ['no-police'],
    facts: {
      name: 'City Shelter',
      services: ['shelter'],
      childrenMinimumAge: 0,
      childrenMaximumAge: 14,
      languages: ['en'],
      minimumAge: 18,
    },
    address: { line: '1 Market Square', city: 'Millbrook', latitude: 45.201, longitude: -20.101 },
    placesFree: 5,
  },
  brigidRefuge: {
    organization: 'brigid',
    area: 'harbour',
    no: ['accepts-drug-use'],
    yes: ['accepts-children'],
    facts: {
      name: 'St Brigid Refuge',
      services: ['shelter'],
      childrenMinimumAge: 0,
      childrenMaximumAge: 16,
      languages: ['en'],
    },
    address: { line: '9 Chapel Street', city: 'Millbrook', latitude: 45.181, longitude: -20.119 },
  },
  /** Nobody asked, nobody answers here. */
  hostel: {
    organization: 'hostel',
    area: 'harbour',
    facts: { name: 'Harbour Hostel', services: ['shelter'], schedules: [] },
    address: { line: '2 Quay', city: 'Millbrook', latitude: 45.179, longitude: -20.121 },
  },
  clinicOst: {
    organization: 'clinic',
    area: 'eastside',
    yes: ['accepts-drug-use', 'walk-in'],
    depends: ['accepts-under-18'],
    facts: { name: 'Eastside Clinic OST', services: ['ost', 'hts'], languages: ['en'] },
    address: { line: '40 Mill Road', city: 'Millbrook', latitude: 45.2105, longitude: -20.0595 },
  },
  clinicPmtct: {
    organization: 'clinic',
    area: 'eastside',
    yes: ['accepts-pregnant', 'accepts-drug-use'],
    facts: { name: 'Eastside Clinic for mothers', services: ['pmtct', 'antenatal'], languages: ['en'] },
    address: { line: '40 Mill Road', city: 'Millbrook', latitude: 45.2105, longitude: -20.0595 },
  },
} as const satisfies Record<string, TestListing>;
export type ListingKey = keyof typeof LISTINGS;

let hashed: Promise<string> | undefined;

/** Puts the small network into an empty database. */
export async function seedNetwork(database: Database, clock: Clock): Promise<Network> {
  hashed ??= hashPassword(PASSWORD);
  const passwordHash = await hashed;
  return database.write(async (tx) => {
    const areas = idsOf(AREAS);
    for (const [key, { name, within, latitude, longitude }] of Object.entries(AREAS))
      await tx.manager.insert(AreaRow, {
        id: areas[key as AreaKey],
        name,
        parentId: within && areas[within],
        latitude,
        longitude,
      });
    const now = clock.now();
    const report = await saveImported(
      tx,
      {
        organizations: Object.entries(ORGANIZATIONS).map(([key, each]) => ({
          sourceIdentity: `test:${key}`,
          description: null,
          website: null,
          ...each,
        })),
        listings: Object.entries<TestListing>(LISTINGS).map(([key, each]) => ({
          sourceIdentity: `test:${key}`,
          organizationIdentity: `test:${each.organization}`,
          facts: factsOf(each, areas, now),
          status: 'PUBLISHED' as const,
          lastConfirmedAt: now,
          capacity:
            each.placesFree === undefined
              ? null
              : {
                  placesFree: each.placesFree,
                  familyPlacesFree: each.familyPlacesFree ?? null,
                  waitlistOpen: null,
                  saidAt: now,
                  saidBy: 'ORGANIZATION' as const,
                  validUntil: new Date(clock.millis() + 3 * 3_600_000).toISOString(),
                },
        })),
      },
      now,
    );
    const idOf = <K extends string>(map: ReadonlyMap<string, string>, keys: object): Record<K, string> =>
      Object.fromEntries(Object.keys(keys).map((key) => [key, map.get(`test:${key}`) ?? ''])) as Record<K, string>;
    const organizations = idOf<OrganizationKey>(report.organizationIds, ORGANIZATIONS);
    const listings = idOf<ListingKey>(report.listingIds, LISTINGS);
    const staff = idsOf(STAFF);
    for (const [email, each] of Object.entries(STAFF))
      await tx.manager.insert(Staff, {
        id: staff[email],
        email,
        displayName: email,
        organizationId: organizations[each.organization],
        roles: each.roles,
        answersFor: each.answersFor?.map((key) => listings[key]) ?? null,
        passwordHash,
        active: true,
        confirmedAt: now,
        secondFactor: false,
        createdAt: now,
        demoSince: now,
      });
    return { organizations, listings, areas, staff };
  });
}

const idsOf = <T extends object>(keys: T): Record<keyof T, string> =>
  Object.fromEntries(Object.keys(keys).map((key) => [key, newId()])) as Record<keyof T, string>;

export function factsOf(listing: TestListing, areas: Record<AreaKey, string>, now: string): ListingFacts {
  const answers = (codes: string[] | undefined, answer: AttributeFact['answer']) =>
    (codes ?? []).map((code) => ({ code, answer, note: null, source: 'ORGANIZATION' as const, confirmedAt: now }));
  return {
    name: 'A place',
    description: null,
    services: [],
    attributes: [...answers(listing.yes, 'YES'), ...answers(listing.no, 'NO'), ...answers(listing.depends, 'DEPENDS')],
    languages: null,
    schedules: ALWAYS_OPEN.map((rule) => ({
      ...rule,
      timezone: null,
      validFrom: null,
      validTo: null,
      womenOnly: false,
      closed: false,
      description: null,
    })),
    phones: [{ number: '+999 555 0101', extension: null, description: null, languages: [] }],
    address: {
      visibility: 'FULL',
      areaId: listing.area && areas[listing.area],
      line: null,
      city: null,
      region: null,
      postalCode: null,
      country: null,
      latitude: null,
      longitude: null,
      meetingPoint: null,
      ...listing.address,
    },
    howToRefer: {
      method: null,
      nextStep: null,
      respondsWithinMinutes: null,
      feedbackWithinDays: null,
      nightPhone: null,
    },
    cost: null,
    minimumAge: null,
    maximumAge: null,
    childrenMinimumAge: null,
    childrenMaximumAge: null,
    boysMaximumAge: null,
    ...listing.facts,
  };
}
