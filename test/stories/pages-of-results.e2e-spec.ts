import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { keeping } from '../support/keeping.js';
import { putPlaces } from '../support/places.js';

const WORKER = 'caseworker@riverside.example';
const AGENCY = 'agency@brigid.example';

interface Page {
  names: string[];
  totalCount: number;
  cursors: string[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}
type Next = (after: string | null, first?: number | null) => Promise<Page>;

const PAGE_INFO = 'totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const FOUND = `${PAGE_INFO} edges { cursor node { listing { name } } }`;
const LISTED = `${PAGE_INFO} edges { cursor node { name } }`;
interface Connection extends Omit<Page, 'names' | 'cursors'> {
  edges: { cursor: string; node: { name?: string; listing?: { name: string } } }[];
}

const pageOf = ({ edges, ...page }: Connection): Page => ({
  ...page,
  names: edges.map(({ node }) => node.name ?? node.listing?.name ?? ''),
  cursors: edges.map(({ cursor }) => cursor),
});

/** From page to page, as long as there is a next one; `meanwhile` happens after each. */
async function walk(
  next: Next,
  meanwhile: (page: number) => Promise<unknown> = async () => undefined,
): Promise<Page[]> {
  const pages: Page[] = [];
  for (let after: string | null = null; ;) {
    const page: Page = await next(after);
    pages.push(page);
    expect(page.pageInfo).toMatchObject({
      hasPreviousPage: after !== null,
      startCursor: page.cursors[0] ?? null,
      endCursor: page.cursors.at(-1) ?? null,
    });
    if (!page.pageInfo.hasNextPage) return pages;
    await meanwhile(pages.length);
    after = page.pageInfo.endCursor;
  }
}

const seen = (pages: Page[]) => pages.map((page) => page.names);

describe.each(DATABASES)('pages of results, on %s', (kind) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start(kind);
  });
  afterEach(() => app.close());

  /** So many kilometres north of Far Village. */
  const haven = (name: string, km: number, answer: 'yes' | 'depends' | 'none' = 'yes') => ({
    organization: 'clinic' as const,
    area: 'farVillage' as const,
    ...(answer === 'none' ? {} : { [answer]: ['accepts-drug-use'] }),
    facts: { name: `Haven ${name}`, services: ['shelter'], languages: ['en'] },
    address: { latitude: 45.4 + km / 111.2, longitude: -20.1 },
  });
  const retired = (name: string) => ({ ...haven(name, 1), status: 'RETIRED' as const });
  const needs = () => ({
    text: 'haven',
    mustHave: ['accepts-drug-use'],
    near: { areaId: app.network.areas.farVillage, withinKm: 100 },
  });
  const matches =
    (also: object = {}): Next =>
    async (after, first = 2) => {
      const { data, errors } = await app.as(WORKER)(
        `query ($where: FindListingsInput!, $first: Int, $after: String) {
          findListings(where: $where, first: $first, after: $after) { matches { ${FOUND} } }
        }`,
        { where: { ...needs(), ...also }, first, after },
      );
      expect(errors).toBeUndefined();
      return pageOf(data.findListings.matches);
    };
  const callFirst: Next = async (after, first = 2) => {
    const { data, errors } = await app.as(WORKER)(
      `query ($where: FindListingsInput!, $first: Int, $after: String) {
        findListings(where: $where) { callFirst(first: $first, after: $after) { ${FOUND} } }
      }`,
      { where: needs(), first, after },
    );
    expect(errors).toBeUndefined();
    return pageOf(data.findListings.callFirst);
  };
  const ofBrigid =
    (reader: string): Next =>
    async (after, first = 2) => {
      const { data, errors } = await app.as(reader)(
        `query ($id: ID!, $first: Int, $after: String) { organization(id: $id) { listings(first: $first, after: $after) { ${LISTED} } } }`,
        { id: app.network.organizations.brigid, first, after },
      );
      expect(errors).toBeUndefined();
      return pageOf(data.organization.listings);
    };
  const toConfirm: Next = async (after, first = 2) => {
    const { data, errors } = await app.as(AGENCY)(
      `query ($first: Int, $after: String) { listingsToConfirm(first: $first, after: $after) { ${LISTED} } }`,
      { first, after },
    );
    expect(errors).toBeUndefined();
    return pageOf(data.listingsToConfirm);
  };

  const seven = () =>
    putPlaces(app, {
      one: haven('1', 1),
      two: haven('2', 2),
      three: haven('3', 3),
      four: haven('4', 4),
      five: haven('5', 5),
      six: haven('6', 6),
      seven: haven('7', 7),
    });

  it('gives every match once, two at a time, and counts them all on each page', async () => {
    await seven();
    const pages = await walk(matches());
    expect(seen(pages)).toEqual([['Haven 1', 'Haven 2'], ['Haven 3', 'Haven 4'], ['Haven 5', 'Haven 6'], ['Haven 7']]);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([7, 7, 7, 7]);
    expect(new Set(pages.flatMap(({ cursors }) => cursors)).size).toBe(7);
    expect((await matches()(null, 7)).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect((await matches()(null, 6)).pageInfo).toMatchObject({ hasNextPage: true });
    // Without a number twenty come.
    expect((await matches()(null, null)).names).toHaveLength(7);
  });

  it('skips no match and gives none twice, whatever comes and goes meanwhile', async () => {
    await seven();
    const pages = await walk(matches(), async (page) => {
      if (page !== 1) return;
      await putPlaces(app, { before: haven('1 b', 1.5), behind: haven('4 b', 4.5) });
      await putPlaces(app, { one: retired('1'), five: retired('5') });
    });
    expect(seen(pages)).toEqual([
      ['Haven 1', 'Haven 2'],
      ['Haven 3', 'Haven 4'],
      ['Haven 4 b', 'Haven 6'],
      ['Haven 7'],
    ]);
    expect((await walk(matches())).flatMap(({ names }) => names)).toEqual([
      'Haven 1 b',
      'Haven 2',
      'Haven 3',
      'Haven 4',
      'Haven 4 b',
      'Haven 6',
      'Haven 7',
    ]);
  });

  it('goes on behind a place that is itself gone by then, and ends where nothing is left', async () => {
    await seven();
    const first = await matches()(null);
    await putPlaces(app, { two: retired('2') });
    expect((await matches()(first.pageInfo.endCursor)).names).toEqual(['Haven 3', 'Haven 4']);
    const last = await matches()(null, 100);
    expect(await matches()(last.pageInfo.endCursor)).toEqual({
      names: [],
      cursors: [],
      totalCount: 6,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });

  it('keeps equals apart: places that share a name, a distance and all else come once each', async () => {
    await putPlaces(
      app,
      Object.fromEntries(Array.from({ length: 7 }, (_, index) => [`twin ${index}`, haven('twin', 3)])),
    );
    const pages = await walk(matches());
    expect(pages.map(({ names }) => names.length)).toEqual([2, 2, 2, 1]);
    expect(new Set(pages.flatMap(({ cursors }) => cursors)).size).toBe(7);
  });

  it('pages through what is to be called first in the same way, beside the matches', async () => {
    await seven();
    await putPlaces(app, {
      d1: haven('d1', 1, 'depends'),
      d2: haven('d2', 2, 'depends'),
      d3: haven('d3', 3, 'depends'),
      u1: haven('u1', 1, 'none'),
      u2: haven('u2', 2, 'none'),
    });
    const pages = await walk(callFirst, async (page) => {
      if (page !== 1) return;
      await putPlaces(app, { d0: haven('d0', 0.5, 'depends'), u3: haven('u3', 1.5, 'none') });
      await putPlaces(app, { d1: retired('d1'), u2: retired('u2') });
    });
    expect(seen(pages)).toEqual([['Haven d1', 'Haven d2'], ['Haven d3', 'Haven u1'], ['Haven u3']]);
    expect(pages.map(({ totalCount }) => totalCount)).toEqual([5, 5, 5]);
  });

  it('moves a place from one list to the other when it answers, and shows it in one of them only', async () => {
    const { u1 } = await putPlaces(app, { u1: haven('u1', 1, 'none'), one: haven('1', 1) });
    expect([(await matches()(null)).names, (await callFirst(null)).names]).toEqual([['Haven 1'], ['Haven u1']]);
    await keeping(app.as('administrator@network.example')).say(u1, {
      attributes: [{ code: 'accepts-drug-use', answer: 'YES' }],
    });
    expect([(await matches()(null)).names, (await callFirst(null)).names]).toEqual([['Haven 1', 'Haven u1'], []]);
  });

  it('counts in its facets exactly what all pages together hold, on every page alike', async () => {
    await seven();
    await putPlaces(app, {
      more: {
        ...haven('more', 9),
        yes: ['accepts-drug-use', 'no-id'],
        depends: ['free'],
        no: ['walk-in'],
        facts: { name: 'Haven more', services: ['shelter', 'food'], languages: ['en', 'es'] },
      },
      aside: haven('aside', 2, 'depends'),
    });
    const ask = (after: string | null, first: number) =>
      app.as(WORKER)(
        `query ($where: FindListingsInput!, $first: Int, $after: String) {
          findListings(where: $where, first: $first, after: $after) {
            facets { kind code count }
            matches { ${PAGE_INFO} edges { node { listing { services languages attributes { code answer } } } } }
          }
        }`,
        { where: needs(), first, after },
      );
    const all = (await ask(null, 100)).data.findListings;
    const counted = new Map<string, number>();
    for (const { node } of all.matches.edges as {
      node: { listing: { services: string[]; languages: string[]; attributes: { code: string; answer: string }[] } };
    }[]) {
      const { services, languages, attributes } = node.listing;
      for (const key of [
        ...services.map((code) => `service ${code}`),
        ...languages.map((code) => `language ${code}`),
        ...attributes.filter(({ answer }) => answer === 'YES').map(({ code }) => `attribute ${code}`),
      ])
        counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    const facetsOf = ({ facets }: { facets: { kind: string; code: string; count: number }[] }) =>
      Object.fromEntries(facets.map(({ kind: of, code, count }) => [`${of} ${code}`, count]));
    expect(facetsOf(all)).toEqual(Object.fromEntries(counted));
    expect(facetsOf(all)).toEqual({
      'service shelter': 8,
      'service food': 1,
      'attribute accepts-drug-use': 8,
      'attribute no-id': 1,
      'language en': 8,
      'language es': 1,
    });
    const second = (await ask((await matches()(null)).pageInfo.endCursor, 2)).data.findListings;
    expect(second.facets).toEqual(all.facets);
  });

  describe('of an organization', () => {
    const listing = (name: string, status?: 'RETIRED' | 'PAUSED' | 'DRAFT') => ({
      organization: 'brigid' as const,
      area: null,
      facts: { name },
      status,
    });
    const some = () =>
      putPlaces(app, {
        alder: listing('Alder'),
        birch: listing('birch'),
        cedar: listing('Cedar'),
        elm: listing('Elm'),
        yew: listing('yew'),
        paused: listing('Fir', 'PAUSED'),
        draft: listing('Gorse', 'DRAFT'),
        gone: listing('Hazel', 'RETIRED'),
      });

    it('come by name, capitals aside; what is not published for its own people only', async () => {
      await some();
      const pages = await walk(ofBrigid(WORKER));
      expect(seen(pages)).toEqual([
        ['Alder', 'birch'],
        ['Cedar', 'Elm'],
        ['St Brigid Refuge', 'yew'],
      ]);
      expect(pages.map(({ totalCount }) => totalCount)).toEqual([6, 6, 6]);
      for (const reader of [AGENCY, 'administrator@network.example']) {
        const own = await ofBrigid(reader)(null, 100);
        expect(own.names).toEqual(['Alder', 'birch', 'Cedar', 'Elm', 'Fir', 'Gorse', 'St Brigid Refuge', 'yew']);
        expect(own.totalCount).toBe(8);
      }
      expect((await ofBrigid('analyst@funder.example')(null, 100)).totalCount).toBe(6);
    });

    it('are skipped by nobody and come twice to nobody, whatever comes and goes meanwhile', async () => {
      await some();
      const pages = await walk(ofBrigid(WORKER), async (page) => {
        if (page !== 1) return;
        await putPlaces(app, { ash: listing('Ash'), dogwood: listing('Dogwood'), twin: listing('Cedar') });
        await putPlaces(app, { alder: listing('Alder', 'RETIRED'), elm: listing('Elm', 'RETIRED') });
      });
      expect(seen(pages)).toEqual([['Alder', 'birch'], ['Cedar', 'Cedar'], ['Dogwood', 'St Brigid Refuge'], ['yew']]);
      expect(new Set(pages.flatMap(({ cursors }) => cursors)).size).toBe(7);
    });
  });

  describe('of what is to be confirmed', () => {
    const due = (name: string, lastConfirmedAt: string | null, status?: 'PAUSED' | 'RETIRED') => ({
      organization: 'brigid' as const,
      area: null,
      facts: { name },
      lastConfirmedAt,
      status,
    });

    it('come oldest first, never confirmed ones before them; done ones leave, and nothing is skipped', async () => {
      const ids = await putPlaces(app, {
        never: due('Never', null),
        old: due('2024', '2024-05-01T00:00:00.000Z'),
        newer: due('2025', '2025-05-01T00:00:00.000Z'),
        newest: due('January', '2026-01-01T00:00:00.000Z'),
        paused: due('Paused', '2025-08-01T00:00:00.000Z', 'PAUSED'),
        retired: due('Retired', '2023-01-01T00:00:00.000Z', 'RETIRED'),
        fresh: due('Fresh', '2026-03-10T00:00:00.000Z'),
        last: due('February', '2026-02-01T00:00:00.000Z'),
      });
      const whole = await toConfirm(null, 100);
      expect(whole.names).toEqual(['Never', '2024', '2025', 'Paused', 'January', 'February']);
      expect(whole.totalCount).toBe(6);
      const agency = keeping(app.as(AGENCY));
      const pages = await walk(toConfirm, async (page) => {
        if (page !== 1) return;
        // One that she has seen and one that she has not are confirmed; another comes that nobody ever confirmed.
        for (const id of [ids.old, ids.paused]) await agency.confirm(id, await agency.version(id));
        await putPlaces(app, {
          another: due('Never either', null),
          between: due('Summer', '2025-06-01T00:00:00.000Z'),
        });
      });
      expect(seen(pages)).toEqual([
        ['Never', '2024'],
        ['2025', 'Summer'],
        ['January', 'February'],
      ]);
      expect((await toConfirm(null, 100)).names.toSorted()).toEqual([
        '2025',
        'February',
        'January',
        'Never',
        'Never either',
        'Summer',
      ]);
    });
  });

  describe('that cannot be', () => {
    const lists: [string, string, (page: string) => string][] = [
      ['matches', WORKER, (page) => `{ findListings(where: {}, ${page}) { matches { totalCount } } }`],
      ['callFirst', WORKER, (page) => `{ findListings(where: {}) { callFirst(${page}) { totalCount } } }`],
      [
        'listings of an organization',
        WORKER,
        (page) => `{ organization(id: "${app.network.organizations.brigid}") { listings(${page}) { totalCount } } }`,
      ],
      ['listingsToConfirm', AGENCY, (page) => `{ listingsToConfirm(${page}) { totalCount } }`],
    ];
    const problems = ({ errors }: Answer) =>
      errors?.map(({ extensions }) => [extensions.code, extensions.problems?.map(({ path }) => path)]);

    it.each(lists)('of %s: none, more than a hundred, less than none', async (_list, reader, document) => {
      for (const size of [0, 101, -1, -2147483648, 2147483647])
        expect([size, problems(await app.as(reader)(document(`first: ${size}`)))]).toEqual([
          size,
          [['BAD_USER_INPUT', ['first']]],
        ]);
      for (const size of [1, 100]) expect((await app.as(reader)(document(`first: ${size}`))).errors).toBeUndefined();
    });

    it.each(lists)('of %s: behind a cursor that was never given', async (_list, reader, document) => {
      const made = (values: unknown) => Buffer.from(JSON.stringify(values)).toString('base64url');
      const { cursors } = await ofBrigid(AGENCY)(null, 1);
      const elsewhere = _list === 'listings of an organization' ? [] : cursors;
      for (const cursor of [
        '',
        'garbage',
        '%%%',
        made([]),
        made(['a', 'b']),
        made([1, 2, 3]),
        made({ a: 1 }),
        ...elsewhere,
      ])
        expect([cursor, problems(await app.as(reader)(document(`after: "${cursor}"`)))]).toEqual([
          cursor,
          [['BAD_USER_INPUT', ['after']]],
        ]);
    });

    it('of one search: behind a cursor of another search, of the other list, or of the day before', async () => {
      await putPlaces(app, { one: haven('1', 1), two: haven('2', 2), d1: haven('d1', 1, 'depends') });
      const ask = (where: object, after: string, list: 'matches' | 'callFirst') =>
        app.as(WORKER)(
          list === 'matches'
            ? `query ($where: FindListingsInput!, $after: String) { findListings(where: $where, after: $after) { matches { totalCount } } }`
            : `query ($where: FindListingsInput!, $after: String) { findListings(where: $where) { callFirst(after: $after) { totalCount } } }`,
          { where, after },
        );
      const after = (await matches()(null)).cursors[0] ?? '';
      expect((await ask(needs(), after, 'matches')).errors).toBeUndefined();
      const refused = [['BAD_USER_INPUT', ['after']]];
      expect(problems(await ask({ ...needs(), languages: ['en'] }, after, 'matches'))).toEqual(refused);
      expect(problems(await ask(needs(), after, 'callFirst'))).toEqual(refused);
      expect(problems(await ask(needs(), (await callFirst(null)).cursors[0] ?? '', 'matches'))).toEqual(refused);
      app.clock.pass({ hours: 25 });
      app.signInAgain();
      expect(problems(await ask(needs(), after, 'matches'))).toEqual(refused);
    });
  });
});
