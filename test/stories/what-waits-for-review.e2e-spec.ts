import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { keeping, type Kept } from '../support/keeping.js';
import { VERIFIER, verifying } from '../support/verifying.js';

const CITY = 'agency@cityshelter.example';
const CITY_TOO = 'second@cityshelter.example';
const SAFE_HOUSE = 'agency@safehouse.example';
const SAFE_MANAGER = 'manager@safehouse.example';
const NIGHT_DESK = 'nightdesk@safehouse.example';
const WORKER = 'caseworker@riverside.example';
const ANALYST = 'analyst@funder.example';

const ADDRESS = 'visibility area line city region postalCode country latitude longitude meetingPoint';
const VALUE = `text number codes answers { code answer note } address { ${ADDRESS} } phones { number }`;
const CHANGE = `id field state source at decidedAt note seenAt by { email } listing { id name organization { name } }
  old { ${VALUE} } new { ${VALUE} }`;
const PAGE = `totalCount pageInfo { hasNextPage endCursor } edges { cursor node { ${CHANGE} } }`;

interface Value {
  text: string | null;
  number: number | null;
  codes: string[] | null;
  answers: { code: string; answer: string; note: string | null }[] | null;
  address: Record<string, unknown> | null;
}
interface Change {
  id: string;
  field: string;
  state: string;
  source: string;
  at: string;
  decidedAt: string | null;
  note: string | null;
  seenAt: string | null;
  by: { email: string } | null;
  listing: { id: string; name: string; organization: { name: string } };
  old: Value | null;
  new: Value;
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
  edges: { cursor: string; node: Change }[];
}

const nodes = ({ edges }: Page): Change[] => edges.map(({ node }) => node);
const said = (value: Value | null) =>
  value && Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));

describe.each(DATABASES)('what waits for review, on %s', (kind) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start(kind);
  });
  afterEach(() => app.close());

  const city = () => keeping(app.as(CITY));
  const cityId = () => app.network.listings.cityShelter;
  const queue = async (args = ''): Promise<Page> =>
    (await app.as(VERIFIER)(`{ listingChanges${args} { ${PAGE} } }`)).data.listingChanges as Page;
  const own = async (who: string, listingId?: string): Promise<Change[]> => {
    const document = `query ($listingId: ID) { ownListingChanges(listingId: $listingId, first: 100) { ${PAGE} } }`;
    return nodes((await app.as(who)(document, { listingId })).data.ownListingChanges as Page);
  };
  const history = async (who: string, id: string, field?: string, args = ''): Promise<Page> => {
    const document = `query ($id: ID!, $field: String) { listingHistory(id: $id, field: $field${args}) { ${PAGE} } }`;
    return (await app.as(who)(document, { id, field })).data.listingHistory as Page;
  };
  const decide = async (variables: object): Promise<Kept> => {
    const document = `mutation ($id: ID!, $accept: Boolean!, $note: String, $fields: [String!], $version: Int) {
      decideListingChange(id: $id, accept: $accept, note: $note, fields: $fields, version: $version) { __typename
        ... on ListingUpdated { inReview listing { version status } } ... on StaleListing { current { version } }
        ... on InvalidInput { problems { path } } } }`;
    return (await app.as(VERIFIER)(document, { ...variables })).data.decideListingChange as Kept;
  };
  const withdraw = async (who: string, id: string): Promise<Kept> => {
    const document = `mutation ($id: ID!) { withdrawListingChange(id: $id) { __typename
      ... on ListingUpdated { inReview listing { version status } } ... on InvalidInput { problems { path } } } }`;
    return (await app.as(who)(document, { id })).data.withdrawListingChange as Kept;
  };
  const sees = async (who: string, id: string) => {
    const document = `mutation ($id: ID!) { seeListingDecision(id: $id) { __typename
      ... on ListingChange { id seenAt } ... on InvalidInput { problems { path } } } }`;
    return (await app.as(who)(document, { id })).data.seeListingDecision as { __typename: string; seenAt?: string };
  };
  const answers = async (id: string) => {
    const { data } = await app.as(WORKER)(
      `query ($id: ID!) { listing(id: $id) { minimumAge attributes { code answer } } }`,
      {
        id,
      },
    );
    const { attributes, minimumAge } = data.listing as {
      minimumAge: number | null;
      attributes: { code: string; answer: string }[];
    };
    return { ...Object.fromEntries(attributes.map(({ code, answer }) => [code, answer])), minimumAge };
  };

  it('shows old and new side by side, what waits longest first, and the place sees where it stands', async () => {
    await city().say(cityId(), {
      attributes: [
        { code: 'accepts-drug-use', answer: 'DEPENDS', note: 'Only after ten.' },
        { code: 'no-pressure', answer: 'YES' },
      ],
      minimumAge: 21,
      cost: 'Free',
    });
    app.clock.pass({ minutes: 5 });
    await keeping(app.as(SAFE_HOUSE)).say(app.network.listings.secondStage, { maximumAge: 60 });

    const waiting = nodes(await queue());
    const [first] = waiting;
    expect(waiting.map(({ field }) => field)).toEqual([
      ...['attributes', 'minimumAge'].toSorted((a) => (a === first?.field ? -1 : 1)),
      'maximumAge',
    ]);
    const change = waiting.find(({ field }) => field === 'attributes')!;
    expect(change).toMatchObject({
      state: 'WAITING',
      source: 'ORGANIZATION',
      at: '2026-03-18T21:00:00.000Z',
      by: { email: CITY },
      decidedAt: null,
      listing: { id: cityId(), organization: { name: 'City Shelter' } },
    });
    expect(said(change.old)).toEqual({
      answers: [
        { code: 'accepts-drug-use', answer: 'YES', note: null },
        { code: 'no-pressure', answer: 'UNKNOWN', note: null },
      ],
    });
    expect(said(change.new)).toEqual({
      answers: [
        { code: 'accepts-drug-use', answer: 'DEPENDS', note: 'Only after ten.' },
        { code: 'no-pressure', answer: 'YES', note: null },
      ],
    });
    const page = await queue('(first: 2)');
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(nodes(await queue(`(first: 2, after: "${page.pageInfo.endCursor}")`)).map(({ field }) => field)).toEqual([
      'maximumAge',
    ]);

    expect((await own(CITY)).map(({ field, state }) => [field, state]).toSorted()).toEqual([
      ['attributes', 'WAITING'],
      ['minimumAge', 'WAITING'],
    ]);
    expect(await own(CITY_TOO, cityId())).toHaveLength(2);
    expect((await own(SAFE_MANAGER)).map(({ field }) => field)).toEqual(['maximumAge']);
    // Who answers for one listing sees what waits for that one.
    await keeping(app.as(SAFE_HOUSE)).say(app.network.listings.refuge, { maximumAge: 61 });
    expect(await own(SAFE_MANAGER)).toHaveLength(2);
    expect((await own(NIGHT_DESK)).map(({ listing }) => listing.id)).toEqual([app.network.listings.secondStage]);
    // What is not hers is as if it were not there.
    for (const id of [cityId(), randomUUID()]) expect(await own(SAFE_HOUSE, id)).toEqual([]);
    for (const [who, operation] of [
      [CITY, 'listingChanges'],
      [WORKER, 'listingChanges'],
      [WORKER, 'ownListingChanges'],
      [ANALYST, 'listingHistory(id: "x")'],
      [ANALYST, 'ownListingChanges'],
    ] as const)
      expect((await app.as(who)(`{ ${operation} { totalCount } }`)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('is decided field by field and answer by answer; the place reads the decision until it puts it away', async () => {
    await city().say(cityId(), {
      attributes: [
        { code: 'accepts-drug-use', answer: 'NO' },
        { code: 'no-pressure', answer: 'YES' },
      ],
      minimumAge: 21,
      childrenMaximumAge: 5,
    });
    app.clock.pass({ minutes: 10 });
    expect(
      await decide({ id: cityId(), accept: true, fields: ['attributes.no-pressure', 'minimumAge'] }),
    ).toMatchObject({
      inReview: ['attributes', 'childrenMaximumAge'],
    });
    expect(await answers(cityId())).toMatchObject({ 'accepts-drug-use': 'YES', 'no-pressure': 'YES', minimumAge: 21 });
    expect(await decide({ id: cityId(), accept: false, note: ' Call us. ', fields: ['attributes'] })).toMatchObject({
      inReview: ['childrenMaximumAge'],
    });
    expect(await answers(cityId())).toMatchObject({ 'accepts-drug-use': 'YES' });
    for (const [fields, paths] of [
      [['minimumAge'], ['fields.0']],
      [['childrenMaximumAge', 'attributes.no-id'], ['fields.1']],
      [[], ['fields']],
    ] as const)
      expect((await decide({ id: cityId(), accept: true, fields })).problems).toEqual(paths.map((path) => ({ path })));

    const mine = await own(CITY, cityId());
    expect(mine.map(({ field, state, note }) => [field, state, note]).toSorted()).toEqual([
      ['attributes', 'ACCEPTED', null],
      ['attributes', 'REFUSED', 'Call us.'],
      ['childrenMaximumAge', 'WAITING', null],
      ['minimumAge', 'ACCEPTED', null],
    ]);
    const refused = mine.find(({ state }) => state === 'REFUSED')!;
    expect([said(refused.old), said(refused.new)]).toEqual([
      { answers: [{ code: 'accepts-drug-use', answer: 'YES', note: null }] },
      { answers: [{ code: 'accepts-drug-use', answer: 'NO', note: null }] },
    ]);
    expect(await sees(CITY_TOO, refused.id)).toMatchObject({ seenAt: app.clock.now() });
    app.clock.pass({ minutes: 1 });
    expect((await sees(CITY, refused.id)).seenAt).not.toBe(app.clock.now());
    expect((await own(CITY)).map(({ id }) => id)).not.toContain(refused.id);
    const waits = mine.find(({ state }) => state === 'WAITING')!;
    expect(await sees(CITY, waits.id)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'id' }] });
    for (const [who, id] of [
      [SAFE_HOUSE, refused.id],
      [CITY, randomUUID()],
    ] as const)
      expect(await sees(who, id)).toEqual({ __typename: 'Forbidden' });
  });

  it('of two administrators one decides, and nobody decides what was proposed meanwhile unseen', async () => {
    await city().say(cityId(), { minimumAge: 21 });
    const version = await city().version(cityId());
    const both = await Promise.all([
      decide({ id: cityId(), accept: true, version }),
      decide({ id: cityId(), accept: false, note: 'No.', version }),
    ]);
    expect(both.map(({ __typename }) => __typename).toSorted()).toEqual(['ListingUpdated', 'StaleListing']);
    const accepted = both[0].__typename === 'ListingUpdated';
    expect((await answers(cityId())).minimumAge).toBe(accepted ? 21 : 18);

    await city().say(cityId(), { maximumAge: 50 });
    const read = await city().version(cityId());
    await city().say(cityId(), { maximumAge: 30 });
    expect(await decide({ id: cityId(), accept: true, version: read })).toMatchObject({
      __typename: 'StaleListing',
      current: { version: read + 1 },
    });
    const [change] = nodes(await queue());
    expect(said(change!.new)).toEqual({ number: 30 });
  });

  it('is taken back by the place while nobody has decided; a new listing is a draft again', async () => {
    await city().say(cityId(), { minimumAge: 21, maximumAge: 60 });
    const [change] = await own(CITY, cityId());
    for (const [who, id] of [
      [SAFE_HOUSE, change!.id],
      [CITY, randomUUID()],
    ] as const)
      expect(await withdraw(who, id)).toEqual({ __typename: 'Forbidden' });
    expect(await withdraw(CITY_TOO, change!.id)).toMatchObject({
      __typename: 'ListingUpdated',
      inReview: [expect.any(String)],
    });
    expect((await own(CITY, cityId())).map(({ id }) => id)).not.toContain(change!.id);
    expect(await withdraw(CITY, change!.id)).toEqual({ __typename: 'Forbidden' });
    const [other] = await own(CITY, cityId());
    // Taken back and decided in the same moment: one of both.
    const race = await Promise.all([withdraw(CITY, other!.id), decide({ id: cityId(), accept: true })]);
    expect(race.filter(({ __typename }) => __typename === 'ListingUpdated')).toHaveLength(1);

    const address = { visibility: 'FULL', areaId: app.network.areas.oldTown, line: '4 Market Square' };
    const { listing } = await city().create({ name: 'Annexe', services: ['night-shelter'], address });
    const [fresh] = await own(CITY, listing!.id);
    expect(fresh).toMatchObject({ field: 'listing', old: null, listing: { name: 'Annexe' } });
    expect(await withdraw(CITY, fresh!.id)).toMatchObject({ inReview: [], listing: { status: 'DRAFT' } });
    expect(nodes(await queue()).map(({ listing: { name } }) => name)).not.toContain('Annexe');
  });

  describe('how a listing came to say what it says', () => {
    it('is told field by field: who said it, when, and what stood there', async () => {
      const id = cityId();
      await city().say(id, { cost: 'Free', attributes: [{ code: 'no-pressure', answer: 'YES' }] });
      app.clock.pass({ hours: 1 });
      await decide({ id, accept: true });
      app.clock.pass({ hours: 1 });
      await city().say(id, { cost: 'Five a night', phones: [{ number: '+999 1' }] });
      app.clock.pass({ hours: 1 });
      await keeping(app.as(VERIFIER)).say(id, {
        attributes: [{ code: 'no-pressure', answer: 'DEPENDS', note: 'Ask.' }],
      });
      await city().say(id, { minimumAge: 30 });
      await decide({ id, accept: false, note: 'Why?' });

      const cost = nodes(await history(CITY, id, 'cost'));
      expect(
        cost.map(({ at, state, source, by, old, new: now }) => [at, state, source, by?.email, said(old), said(now)]),
      ).toEqual([
        ['2026-03-18T23:00:00.000Z', 'AT_ONCE', 'ORGANIZATION', CITY, { text: 'Free' }, { text: 'Five a night' }],
        ['2026-03-18T21:00:00.000Z', 'AT_ONCE', 'ORGANIZATION', CITY, {}, { text: 'Free' }],
      ]);
      const pressure = nodes(await history('second@cityshelter.example', id, 'attributes.no-pressure'));
      expect(
        pressure.map(({ decidedAt, state, source, by, old, new: now }) => [
          decidedAt,
          state,
          source,
          by?.email ?? null,
          old?.answers?.[0]?.answer,
          now.answers,
        ]),
      ).toEqual([
        [
          '2026-03-19T00:00:00.000Z',
          'AT_ONCE',
          'NETWORK',
          null,
          'YES',
          [{ code: 'no-pressure', answer: 'DEPENDS', note: 'Ask.' }],
        ],
        [
          '2026-03-18T22:00:00.000Z',
          'ACCEPTED',
          'ORGANIZATION',
          CITY,
          'UNKNOWN',
          [{ code: 'no-pressure', answer: 'YES', note: null }],
        ],
      ]);
      // The network's own people are named to the network.
      expect(nodes(await history(VERIFIER, id, 'attributes.no-pressure'))[0]?.by).toEqual({ email: VERIFIER });
      // What was sent back was never true.
      expect((await history(CITY, id, 'minimumAge')).totalCount).toBe(0);

      const all = await history(CITY, id);
      const first = await history(CITY, id, undefined, ', first: 2');
      expect(first).toMatchObject({ totalCount: all.totalCount, pageInfo: { hasNextPage: true } });
      const rest = await history(CITY, id, undefined, `, first: 100, after: "${first.pageInfo.endCursor}"`);
      expect([...nodes(first), ...nodes(rest)]).toEqual(nodes(all));

      const nothing = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] };
      for (const [who, listingId] of [
        [WORKER, id],
        [SAFE_HOUSE, id],
        [SAFE_MANAGER, id],
        [CITY, randomUUID()],
      ] as const)
        expect(await history(who, listingId)).toEqual(nothing);
    });

    it('has what the network found when it asked, and not why it asked', async () => {
      const id = cityId();
      const { tasks, resolve } = verifying(app);
      await app.as(WORKER)(
        `mutation ($id: ID!) { recordCall(input: { listingId: $id, services: ["shelter"], answer: NO, reasonCode: "drug-use" }) { __typename } }`,
        { id },
      );
      const [task] = await tasks(id);
      await resolve(task!.id, 'CHANGED', { answer: 'NO', note: 'Only after a detox.' });
      const [found, ...more] = nodes(await history(CITY, id, 'attributes.accepts-drug-use'));
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        ...{ state: 'AT_ONCE', source: 'NETWORK', by: null, note: null },
        old: { answers: [{ answer: 'YES' }] },
        new: { answers: [{ answer: 'NO', note: 'Only after a detox.' }] },
      });
      expect(JSON.stringify(found)).not.toContain('REFUSAL');
    });

    it('shows services as codes, before and after', async () => {
      await city().say(cityId(), { services: ['shelter', 'night-shelter'] });
      const [change] = nodes(await history(CITY, cityId(), 'services'));
      expect([change?.state, said(change?.old ?? null), said(change?.new ?? null)]).toEqual([
        ...['AT_ONCE', { codes: ['shelter'] }, { codes: ['shelter', 'night-shelter'] }],
      ]);
    });

    it('shows a door to who may know it, and an administrator’s reading of a confidential one stands in the trail', async () => {
      const id = app.network.listings.refuge;
      const { data } = await app.as(SAFE_HOUSE)(`query ($id: ID!) { listing(id: $id) { address { line } } }`, { id });
      const before = data.listing.address.line as string;
      expect(before).toBeTruthy();
      const moved = {
        visibility: 'AREA',
        line: '9 Quiet Row',
        city: 'Millbrook',
        region: 'North',
        postalCode: 'MB1 9QR',
        country: 'ZZ',
        latitude: 45.18,
        longitude: -20.12,
        meetingPoint: 'The library at noon',
      };
      await keeping(app.as(SAFE_HOUSE)).say(id, { address: { ...moved, areaId: app.network.areas.harbour } });
      const reads = async () => {
        const trail = await app.as(VERIFIER)(
          `query ($id: ID!) { auditTrail(subjectId: $id) { edges { node { action } } } }`,
          { id },
        );
        return (trail.data.auditTrail.edges as { node: { action: string } }[]).filter(
          ({ node }) => node.action === 'door.read',
        ).length;
      };
      // Who only looks at what waits has not read the door.
      await app.as(VERIFIER)('{ listingChanges { edges { node { field new { number } } } } }');
      expect(await reads()).toBe(0);
      const [change] = nodes(await queue());
      expect(change!.old?.address).toMatchObject({ visibility: 'AREA', line: before });
      expect(change!.new.address).toEqual({ ...moved, area: 'Harbour' });
      expect(await reads()).toBe(1);
      await decide({ id, accept: true });
      const [told] = nodes(await history(SAFE_MANAGER, id, 'address'));
      expect([told!.old?.address, told!.new.address]).toEqual([change!.old?.address, change!.new.address]);
      expect(await reads()).toBe(1);
    });
  });
});
