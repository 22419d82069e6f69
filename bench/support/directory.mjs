import { house } from './house.mjs';
import { randomFrom } from './random.mjs';
import { addStaff, PASSWORD } from './staff.mjs';

const CENTRE = { latitude: 45.2, longitude: -20.1 };
const AREAS = 48;
const LISTINGS_EACH = 4;
const DAY_MS = 24 * 60 * 60_000;

/**
 * A published directory of so many listings, the same at every run but for the moments it counts from: an agency for each four, areas within one
 * district, everything said here and left open there. Answers with an account that searches, and one that reports places free, and of what.
 */
export async function fillDirectory(database, count) {
  const { AreaRow, saveImported } = await house('directory/index.js');
  const random = randomFrom(10_000);
  const codes = await codesOfTaxonomy();
  const areas = makeAreas(random);
  const organizations = Array.from({ length: Math.ceil(count / LISTINGS_EACH) }, (_, number) => ({
    sourceIdentity: `bench:${number}`,
    name: `Agency ${number} of ${areas[1 + (number % AREAS)].name}`,
    description: null,
    website: null,
  }));
  const listings = Array.from({ length: count }, (_, number) => makeListing(number, random, { codes, areas }));
  return database.write(async (tx) => {
    for (const area of areas) await tx.manager.insert(AreaRow, area);
    const { organizationIds, listingIds } = await saveImported(
      tx,
      { organizations, listings },
      new Date().toISOString(),
    );
    const organizationId = organizationIds.get('bench:0');
    const [searcher, agency] = ['caseworker@bench.example', 'agency@bench.example'];
    await addStaff(tx, [
      { email: searcher, organizationId, roles: ['CASEWORKER'] },
      { email: agency, organizationId, roles: ['AGENCY'] },
    ]);
    return {
      searcher: { email: searcher, password: PASSWORD },
      agency: { email: agency, password: PASSWORD },
      agencysListing: listingIds.get('bench:listing:0'),
    };
  });
}

async function codesOfTaxonomy() {
  const { TAXONOMY } = await house('directory/index.js');
  return {
    services: TAXONOMY.services.map(({ code }) => code),
    attributes: TAXONOMY.attributes.map(({ code }) => code),
  };
}

function makeAreas(random) {
  const district = { id: 'bench-district', name: 'The District', parentId: null, ...CENTRE };
  const quarters = Array.from({ length: AREAS }, (_, number) => ({
    id: `bench-area-${number}`,
    name: `Quarter ${number}`,
    parentId: district.id,
    latitude: CENTRE.latitude + random.between(-0.6, 0.6),
    longitude: CENTRE.longitude + random.between(-0.8, 0.8),
  }));
  return [district, ...quarters];
}

function makeListing(number, random, { codes, areas }) {
  const services = servicesOf(random, codes.services);
  const confirmedAt = daysAgo(random.below(400));
  const takesChildren = random.chance(0.65);
  const atMost = (age) => (takesChildren && random.chance(0.8) ? age : null);
  return {
    sourceIdentity: `bench:listing:${number}`,
    organizationIdentity: `bench:${Math.floor(number / LISTINGS_EACH)}`,
    lastConfirmedAt: random.chance(0.9) ? confirmedAt : null,
    capacity: random.chance(0.3) ? makeCapacity(random) : null,
    facts: {
      name: `Place ${number} for ${services[0]}`,
      description: 'A place in the directory that the measurements are taken on. '.repeat(1 + random.below(4)).trim(),
      services,
      attributes: answers(random, codes.attributes, confirmedAt),
      languages: random.chance(0.7) ? ['en', ...(random.chance(0.4) ? ['es'] : [])] : null,
      schedules: hours(random),
      phones: [{ number: `+999 555 ${1000 + (number % 9000)}`, extension: null, description: null, languages: [] }],
      address: makeAddress(number, random, areas),
      howToRefer: {
        method: 'Ring first',
        nextStep: null,
        respondsWithinMinutes: 120,
        feedbackWithinDays: null,
        nightPhone: null,
      },
      cost: null,
      minimumAge: random.chance(0.4) ? 18 : null,
      maximumAge: null,
      childrenMinimumAge: takesChildren ? 0 : null,
      childrenMaximumAge: atMost(6 + random.below(12)),
      boysMaximumAge: atMost(8 + random.below(6)),
    },
  };
}

/** Every fourth is a shelter: what is searched for is what most look for. */
function servicesOf(random, codes) {
  const others = Array.from({ length: 1 + random.below(3) }, () => random.pick(codes));
  return [...new Set(random.chance(0.25) ? ['shelter', ...others] : others)];
}

/** Of ten questions five or six are answered yes, and three by nobody. */
const answers = (random, codes, confirmedAt) =>
  codes.flatMap((code) => {
    const drawn = random.next();
    const answer = drawn < 0.55 ? 'YES' : drawn < 0.65 ? 'NO' : drawn < 0.72 ? 'DEPENDS' : null;
    return answer === null ? [] : [{ code, answer, note: null, source: 'ORGANIZATION', confirmedAt }];
  });

const rule = (byday, opensAt, closesAt, also = {}) => ({
  byday,
  opensAt,
  closesAt,
  timezone: null,
  validFrom: null,
  validTo: null,
  womenOnly: false,
  closed: false,
  description: null,
  ...also,
});
const WORKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR'];
const HOURS = [
  [rule([], '00:00', '24:00')],
  [rule([], '00:00', '24:00')],
  [rule([], '06:00', '22:00')],
  [rule([], '18:00', '09:00', { timezone: 'Europe/Lisbon' })],
  [rule(WORKDAYS, '08:00', '12:30'), rule(WORKDAYS, '13:30', '18:00'), rule(['SA'], '09:00', '13:00')],
  [
    rule(WORKDAYS, '09:00', '17:00', { timezone: 'Europe/Lisbon' }),
    rule(['WE'], '17:00', '20:00', { womenOnly: true }),
  ],
  [
    rule(WORKDAYS, '09:00', '17:00'),
    rule([], null, null, { closed: true, validFrom: '2027-12-24', validTo: '2028-01-02' }),
  ],
  [],
];

const hours = (random) => random.pick(HOURS);

function makeAddress(number, random, areas) {
  const area = areas[1 + (number % AREAS)];
  const drawn = random.next();
  return {
    visibility: drawn < 0.8 ? 'FULL' : drawn < 0.95 ? 'AREA' : 'HIDDEN',
    areaId: area.id,
    line: `${1 + (number % 200)} Mill Road`,
    city: 'Millbrook',
    region: null,
    postalCode: null,
    country: null,
    latitude: area.latitude + random.between(-0.05, 0.05),
    longitude: area.longitude + random.between(-0.05, 0.05),
    meetingPoint: null,
  };
}

const makeCapacity = (random) => ({
  placesFree: random.below(6),
  familyPlacesFree: random.below(3),
  waitlistOpen: random.chance(0.5),
  saidAt: daysAgo(0),
  saidBy: 'ORGANIZATION',
  validUntil: daysAgo(-1),
});

const daysAgo = (days) => new Date(Date.now() - days * DAY_MS).toISOString();
