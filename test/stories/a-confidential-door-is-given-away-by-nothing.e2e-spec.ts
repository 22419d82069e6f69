import { GraphQLSchemaHost } from '@nestjs/graphql';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { TestJourney } from '../support/journey.js';
import { keeping } from '../support/keeping.js';
import { SECRET_DOOR } from '../support/network.js';
import { putPlaces } from '../support/places.js';
import { names, search, standing } from '../support/searching.js';
import { wholeOf } from '../support/whole-of.js';

const HER_WORKER = 'caseworker@riverside.example';
const COLLEAGUE = 'colleague@riverside.example';
const REFUGE = 'agency@safehouse.example';
const ADMINISTRATOR = 'administrator@network.example';
const THOSE_WHO_MAY_NOT_KNOW = [
  HER_WORKER,
  COLLEAGUE,
  'manager@riverside.example',
  'caseworker@northside.example',
  'manager@northside.example',
  'agency@cityshelter.example',
  'agency@clinic.example',
  'analyst@funder.example',
];

const AREA_ONLY = {
  visibility: 'AREA',
  visibilityToOthers: null,
  area: 'Eastside',
  line: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  latitude: null,
  longitude: null,
  meetingPoint: 'Ring first; we meet you at the library',
};
const DOOR = {
  ...AREA_ONLY,
  ...SECRET_DOOR,
  visibility: 'FULL',
  city: 'Millbrook',
};
/** Its own people and who runs the network are told as well how little others see. */
const OWN_DOOR = { ...DOOR, visibilityToOthers: 'AREA' };
const NOTHING = {
  visibility: 'HIDDEN',
  visibilityToOthers: null,
  area: null,
  line: null,
  city: null,
  region: null,
  postalCode: null,
  country: null,
  latitude: null,
  longitude: null,
  meetingPoint: null,
};
/** No answer to who may not know may have any of these in it, wherever. */
const SECRETS = ['Quiet', 'QL1', '7ZZ', '45.2234', '20.0411', 'Hidden Row', '45.1811', '20.1211'];

const ADDRESS =
  'address { visibility visibilityToOthers area line city region postalCode country latitude longitude meetingPoint }';

describe.each(DATABASES)('a confidential door is given away by nothing, on %s', (kind) => {
  let app: TestApp;
  let everyField: string;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    const { schema } = app.nest.get(GraphQLSchemaHost);
    everyField = wholeOf(schema, 'Listing', ['organization.listings']);
  });
  afterAll(() => app.close());

  const addressOf = async (reader: string, id: string): Promise<unknown> =>
    (await app.as(reader)(`query ($id: ID!) { listing(id: $id) { ${ADDRESS} } }`, { id })).data.listing.address;
  /** All that a reader can be shown of the places of Safe House, every field on every way to them. */
  const shown = (reader: string) =>
    app.as(reader)(
      `query ($refuge: ID!, $hidden: ID!, $organization: ID!) {
        refuge: listing(id: $refuge) { ${everyField} }
        hidden: listing(id: $hidden) { ${everyField} }
        organization(id: $organization) { listings { edges { cursor node { ${everyField} } } } }
        findListings(where: {}) {
          matches { edges { cursor node { distanceKm listing { ${everyField} } } } } facets { kind code count }
        }
      }`,
      {
        refuge: app.network.listings.refuge,
        hidden: app.network.listings.secondStage,
        organization: app.network.organizations.safeHouse,
      },
    );

  describe('to who looks', () => {
    it.each(THOSE_WHO_MAY_NOT_KNOW)('shows %s the area and nothing finer, on every way to it', async (reader) => {
      const { data, errors } = await shown(reader);
      expect(errors).toBeUndefined();
      expect(data.refuge.address).toEqual(AREA_ONLY);
      expect(data.hidden.address).toEqual(NOTHING);
      const listed = data.organization.listings.edges as { node: { name: string; address: object } }[];
      expect(listed.map(({ node }) => [node.name, node.address])).toEqual([
        ['Safe House Refuge', AREA_ONLY],
        ['Safe House second stage', NOTHING],
      ]);
      const found = data.findListings.matches.edges as { node: { listing: { id: string; address: object } } }[];
      const addresses = new Map(found.map(({ node }) => [node.listing.id, node.listing.address]));
      expect(addresses.get(app.network.listings.refuge)).toEqual(AREA_ONLY);
      expect(addresses.get(app.network.listings.secondStage)).toEqual(NOTHING);
      expect(SECRETS.filter((secret) => readable(data).includes(secret))).toEqual([]);
    });

    it('shows nobody who is not signed in anything', async () => {
      for (const document of [
        `{ listing(id: "${app.network.listings.refuge}") { ${ADDRESS} } }`,
        `{ findListings(where: {}) { matches { totalCount } } }`,
        `{ organization(id: "${app.network.organizations.safeHouse}") { name } }`,
      ]) {
        const { data, errors } = await app.as(null)(document);
        expect([errors?.[0]?.extensions.code, JSON.stringify(data ?? null)]).toEqual([
          'UNAUTHENTICATED',
          expect.stringMatching(/^(null|\{"\w+":null\})$/),
        ]);
      }
    });

    it.each([REFUGE, 'nightdesk@safehouse.example', 'manager@safehouse.example'])(
      'shows the whole address to %s, who works there',
      async (reader) => {
        expect(await addressOf(reader, app.network.listings.refuge)).toEqual(OWN_DOOR);
        expect(await addressOf(reader, app.network.listings.secondStage)).toMatchObject({
          visibility: 'FULL',
          visibilityToOthers: 'HIDDEN',
          area: 'Harbour',
          line: '3 Hidden Row',
        });
      },
    );
  });

  describe('to who runs the network', () => {
    const doorsRead = async () => {
      const document = `query ($id: ID!) { auditTrail(subjectId: $id, first: 100) { edges { node { action subjectType subjectId purpose actor { email } } } } }`;
      const { data } = await app.as(ADMINISTRATOR)(document, { id: app.network.listings.refuge });
      const entries = data.auditTrail.edges as { node: { action: string } }[];
      return entries.map(({ node }) => node).filter(({ action }) => action === 'door.read');
    };
    const entry = () => ({
      action: 'door.read',
      subjectType: 'listing',
      subjectId: app.network.listings.refuge,
      purpose: null,
      actor: { email: ADMINISTRATOR },
    });

    it('is open, and each time it is looked at is written down', async () => {
      const before = (await doorsRead()).length;
      expect(await addressOf(ADMINISTRATOR, app.network.listings.refuge)).toEqual(OWN_DOOR);
      const after = await doorsRead();
      expect(after).toHaveLength(before + 1);
      expect(after[0]).toEqual(entry());
    });

    it('is written down once for one look, on whatever ways', async () => {
      const before = (await doorsRead()).length;
      const { data } = await shown(ADMINISTRATOR);
      expect(data.refuge.address).toEqual(OWN_DOOR);
      expect(await doorsRead()).toHaveLength(before + 1);
    });

    it('is not written down when only its name was read, nor when others read what everybody may', async () => {
      const before = (await doorsRead()).length;
      await app.as(ADMINISTRATOR)(`query ($id: ID!) { listing(id: $id) { name phones { number } } }`, {
        id: app.network.listings.refuge,
      });
      await addressOf(ADMINISTRATOR, app.network.listings.cityShelter);
      await addressOf(HER_WORKER, app.network.listings.refuge);
      await addressOf(REFUGE, app.network.listings.refuge);
      expect(await doorsRead()).toHaveLength(before);
    });
  });

  describe('to who asks many times', () => {
    let twin: string;
    beforeAll(async () => {
      // The same place with nothing to hide, exactly in the middle of Eastside.
      ({ twin } = await putPlaces(app, {
        twin: {
          organization: 'clinic',
          area: 'eastside',
          yes: ['accepts-drug-use', 'accepts-ost', 'accepts-children', 'no-police'],
          facts: {
            name: 'Open House',
            services: ['shelter', 'gbv-support'],
            childrenMinimumAge: 0,
            childrenMaximumAge: 12,
            boysMaximumAge: 10,
            languages: ['en', 'es'],
            minimumAge: 18,
          },
          address: { latitude: 45.21, longitude: -20.06 },
        },
      }));
    });

    /** Points on rings around the door, and searches that close in on it. */
    const probes = (): object[] => {
      const rings = [0, 0.4, 2].flatMap((km) =>
        [0, 60, 120, 180, 240, 300].map((degrees) => {
          const [north, east] = [Math.cos((degrees / 180) * Math.PI), Math.sin((degrees / 180) * Math.PI)];
          return {
            latitude: SECRET_DOOR.latitude + (km * north) / 111.2,
            longitude: SECRET_DOOR.longitude + (km * east) / (111.2 * Math.cos((45.22 / 180) * Math.PI)),
          };
        }),
      );
      return rings.flatMap((point) => [
        ...[10, 2.5, 2.15, 2, 1, 0.1].map((withinKm) => ({ near: { ...point, withinKm } })),
        ...[0.1, 2, 2.2, 3].map((atLeastKm) => ({ farFrom: { ...point, atLeastKm } })),
      ]);
    };
    const PROBE = `query ($where: FindListingsInput!) { findListings(where: $where, first: 100) {
      matches { totalCount edges { cursor node { distanceKm fit { score met } listing { id name ${ADDRESS} } } } }
      callFirst { totalCount edges { cursor node { distanceKm fit { score unknown } listing { id name } } } }
    } }`;

    it('stands, to every search, exactly where a place in the middle of the area stands', async () => {
      const { refuge } = app.network.listings;
      const ask = app.as('caseworker@northside.example');
      const distances = new Set<number>();
      const standings = new Set<string>();
      for (const where of probes()) {
        const found = await search(ask, { services: ['shelter'], ...where });
        expect([where, standing(found, refuge)]).toEqual([where, standing(found, twin)]);
        standings.add(standing(found, refuge));
        const [hers, its] = [refuge, twin].map((id) => found.matches.find(({ listing }) => listing.id === id));
        expect([hers?.distanceKm, hers?.fit]).toEqual([its?.distanceKm, its?.fit]);
        if (hers?.distanceKm) distances.add(hers.distanceKm);
      }
      // The probes did look: some see it and some do not, from many distances.
      expect([...standings].toSorted()).toEqual(['match', 'nowhere']);
      expect(distances.size).toBeGreaterThan(10);
    });

    it('is nearest from the middle of its area, and not from its own step', async () => {
      const distanceFrom = async (latitude: number, longitude: number) => {
        const { matches } = await search(app.as(COLLEAGUE), {
          near: { latitude, longitude, withinKm: 50 },
          text: 'refuge',
        });
        return matches.find(({ listing }) => listing.id === app.network.listings.refuge)?.distanceKm;
      };
      expect(await distanceFrom(45.21, -20.06)).toBe(0);
      expect(await distanceFrom(SECRET_DOOR.latitude, SECRET_DOOR.longitude)).toBeCloseTo(2.099, 2);
    });

    it('gives the hidden place no distance from anywhere, and never lets it be ruled in or out by one', async () => {
      const { secondStage } = app.network.listings;
      for (const km of [0.01, 1, 500])
        for (const where of [
          { near: { latitude: 45.1811, longitude: -20.1211, withinKm: km } },
          { farFrom: { latitude: 45.1811, longitude: -20.1211, atLeastKm: km } },
          { avoidAreas: [app.network.areas.harbour] },
          { avoidAreas: [app.network.areas.eastside] },
        ]) {
          const found = await search(app.as(HER_WORKER), { services: ['housing'], ...where });
          expect([where, standing(found, secondStage)]).toEqual([where, 'call first ?distance']);
          expect(found.callFirst[0]?.distanceKm).toBeNull();
        }
    });

    it.each(['17', '17 Quiet Lane', 'quiet', 'lane', 'QL1 7ZZ', 'QL1', '7zz', '45.2234'])(
      'is not found by the words %s',
      async (text) => {
        const { matches, callFirst } = await search(app.as(HER_WORKER), { text });
        expect([...matches, ...callFirst]).toEqual([]);
      },
    );

    it('is not found by its city, which finds the doors that may be known; nor the hidden one by its area', async () => {
      const { refuge, secondStage, cityShelter, hostel } = app.network.listings;
      const inTown = await search(app.as(HER_WORKER), { text: 'millbrook' });
      expect([refuge, secondStage, cityShelter].map((id) => standing(inTown, id))).toEqual([
        'nowhere',
        'nowhere',
        'match',
      ]);
      for (const text of ['harbour', 'row', 'hidden', '3']) {
        const found = await search(app.as(HER_WORKER), { text });
        expect([text, standing(found, secondStage)]).toEqual([text, 'nowhere']);
      }
      const byArea = await search(app.as(HER_WORKER), { text: 'harbour' });
      expect(standing(byArea, hostel)).toBe('match');
      expect(standing(await search(app.as(HER_WORKER), { text: 'eastside' }), refuge)).toBe('match');
    });

    it('answers everything with the same bytes when the door moves within its area', async () => {
      const readers = [HER_WORKER, 'agency@cityshelter.example', 'analyst@funder.example'];
      const words = ['17', 'quiet lane', 'millbrook', 'eastside', 'refuge', 'QL1'].map((text) => ({ text }));
      const orders = [{}, { niceToHave: ['accepts-ost'] }, { deadline: '2026-03-20T00:00:00Z' }];
      const everyAnswer = async () => {
        const answers: string[] = [];
        for (const where of [...probes(), ...words, ...orders])
          answers.push(JSON.stringify(await app.as(HER_WORKER)(PROBE, { where })));
        // The number of the version tells that something was changed, and not what.
        for (const reader of readers)
          answers.push(JSON.stringify(await shown(reader)).replaceAll(/"version":\d+/g, '"version":0'));
        return answers;
      };
      const before = await everyAnswer();
      const moved = {
        visibility: 'AREA',
        areaId: app.network.areas.eastside,
        line: '8 Refuge Steps',
        city: 'Eastside',
        postalCode: 'AA1 1AA',
        latitude: 45.2001,
        longitude: -20.0999,
        meetingPoint: AREA_ONLY.meetingPoint,
      };
      const { inReview } = await keeping(app.as(ADMINISTRATOR)).say(app.network.listings.refuge, { address: moved });
      expect(inReview).toEqual([]);
      expect(await addressOf(REFUGE, app.network.listings.refuge)).toMatchObject({ line: '8 Refuge Steps' });
      expect(await everyAnswer()).toEqual(before);
      await keeping(app.as(ADMINISTRATOR)).say(app.network.listings.refuge, {
        address: { ...moved, ...SECRET_DOOR, city: 'Millbrook' },
      });
    });

    it('stands in its place in the order by what everybody knows of it', async () => {
      const near = { latitude: SECRET_DOOR.latitude, longitude: SECRET_DOOR.longitude, withinKm: 50 };
      const { matches } = await search(app.as(HER_WORKER), { near, mustHave: ['accepts-ost'] });
      // Equally far, so by name: the refuge would come first if its own door counted.
      expect(names(matches)).toEqual(['Open House', 'Safe House Refuge']);
    });
  });

  describe('but it opens to the worker of a woman whom the place itself accepted', () => {
    let journey: TestJourney;
    beforeAll(() => {
      journey = new TestJourney(app);
    });
    const refuge = () => app.network.listings.refuge;
    const seenBy = async (...readers: string[]) =>
      Promise.all(readers.map(async (reader) => ((await addressOf(reader, refuge())) as typeof DOOR).visibility));

    it('not when she is sent, not when that is seen, not when she waits: when the place says yes; and to nobody else', async () => {
      const { referral, woman } = await journey.sends('refuge', 'safeHouse');
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
      const acknowledged = await journey.takes('ACKNOWLEDGE', REFUGE, referral);
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
      const waiting = await journey.takes('WAITLIST', REFUGE, acknowledged, { lookAgainOn: '2026-03-19' });
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
      const accepted = await journey.takes('ACCEPT', REFUGE, waiting);

      expect(await addressOf(HER_WORKER, refuge())).toEqual(DOOR);
      const through = await app.as(HER_WORKER)(`query ($id: ID!) { referral(id: $id) { listing { ${ADDRESS} } } }`, {
        id: accepted.id,
      });
      expect(through.data.referral.listing.address).toEqual(DOOR);
      const found = await app.as(HER_WORKER)(
        `{ findListings(where: { text: "safe house", services: ["gbv-support"] }) { matches { edges { node { listing { ${ADDRESS} } } } } } }`,
      );
      expect(found.data.findListings.matches.edges[0].node.listing.address).toEqual(DOOR);
      const others = THOSE_WHO_MAY_NOT_KNOW.filter((reader) => reader !== HER_WORKER);
      expect(await seenBy(...others)).toEqual(others.map(() => 'AREA'));
      // Another door of the same house stays shut: she goes to this one.
      expect(await addressOf(HER_WORKER, app.network.listings.secondStage)).toEqual(NOTHING);

      const code = `query ($code: String!) { clientByCode(code: $code, purpose: "taking her there tonight") { id } }`;
      await app.as(COLLEAGUE)(code, { code: woman.code });
      expect(await seenBy(COLLEAGUE, 'manager@riverside.example')).toEqual(['FULL', 'AREA']);

      const arrived = await journey.takes('ARRIVE', REFUGE, accepted);
      expect(await seenBy(HER_WORKER)).toEqual(['FULL']);
      await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
      expect(await seenBy(HER_WORKER, COLLEAGUE)).toEqual(['AREA', 'AREA']);
    });

    it('shuts when the place turns her away', async () => {
      const { referral } = await journey.sends('refuge', 'safeHouse');
      const accepted = await journey.takes('ACCEPT', REFUGE, referral);
      expect(await seenBy(HER_WORKER)).toEqual(['FULL']);
      await journey.takes('TURN_AWAY', REFUGE, accepted, { reasonCode: 'no-space' });
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
    });

    it('shuts when she takes her consent back, and stays open when she keeps her place', async () => {
      const first = await journey.sends('refuge', 'safeHouse');
      await journey.takes('ACCEPT', REFUGE, first.referral);
      await journey.sheWithdraws(first.consent.id, { keepPlace: true });
      expect(await seenBy(HER_WORKER)).toEqual(['FULL']);
      await journey.takes('CLOSE', REFUGE, await journey.sees(REFUGE, first.referral), { reasonCode: 'no-space' });
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);

      const second = await journey.sends('refuge', 'safeHouse');
      await journey.takes('ACCEPT', REFUGE, second.referral);
      expect(await seenBy(HER_WORKER)).toEqual(['FULL']);
      await journey.sheWithdraws(second.consent.id);
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
    });

    it('never opens by a no', async () => {
      const { referral } = await journey.sends('refuge', 'safeHouse');
      await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' });
      expect(await seenBy(HER_WORKER)).toEqual(['AREA']);
    });
  });

  describe('and no word of a worker on behalf of a place opens it', () => {
    it('stays shut where nobody of the place answers here, however far the referral goes', async () => {
      const { hostel } = app.network.listings;
      const network = keeping(app.as(ADMINISTRATOR));
      const quay = { line: '2 Quay', city: 'Millbrook', latitude: 45.179, longitude: -20.121 };
      await network.say(hostel, { address: { ...quay, visibility: 'AREA', areaId: app.network.areas.harbour } });
      const shut = { ...AREA_ONLY, area: 'Harbour', meetingPoint: null };
      expect(await addressOf(HER_WORKER, hostel)).toEqual(shut);

      const journey = new TestJourney(app);
      const onBehalf = { onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
      const { referral } = await journey.sends('hostel', 'hostel');
      const accepted = await journey.takes('ACCEPT', HER_WORKER, referral, onBehalf);
      expect(accepted.status).toBe('ACCEPTED');
      expect(await addressOf(HER_WORKER, hostel)).toEqual(shut);
      const scheduled = await journey.takes('SCHEDULE', HER_WORKER, accepted, {
        appointmentAt: '2026-03-20T10:00:00Z',
      });
      expect(await addressOf(HER_WORKER, hostel)).toEqual(shut);
      const arrived = await journey.takes('ARRIVE', HER_WORKER, scheduled, onBehalf);
      expect(arrived.status).toBe('ARRIVED');
      expect(await addressOf(HER_WORKER, hostel)).toEqual(shut);
    });
  });
});

/** An answer with its cursors read: they are as much a part of it as any field. */
const readable = (data: unknown): string =>
  JSON.stringify(data, (key, value: unknown) =>
    key === 'cursor' && typeof value === 'string' ? Buffer.from(value, 'base64url').toString('utf8') : value,
  );
