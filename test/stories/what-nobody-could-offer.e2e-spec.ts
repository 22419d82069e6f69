import sql, { type Sql } from 'sql-template-tag';
import { UnmetNeeds } from '../../src/directory/index.js';
import { UnmetQuestions } from '../../src/referrals/asking/unmet-questions.js';
import { TestApp } from '../support/app.js';
import { AskingAround } from '../support/asking-around.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, CITY_SHELTER, TestJourney } from '../support/journey.js';
import { search, standing } from '../support/searching.js';
import { VERIFIER } from '../support/verifying.js';

const OTHER_WORKER = 'caseworker@northside.example';
const NEED = `totalCount moreTooRareToTell pageInfo { hasNextPage endCursor } edges { cursor node {
  service area { name } days { atLeast atMost } places conditions { code days { atLeast atMost } placesYes placesToAsk } } }`;

interface Row {
  day: string;
  needs_hash: string;
  services: string;
  conditions: string;
  area_id: string | null;
}

describe.each(DATABASES)('what nobody could offer, on %s', (kind) => {
  let app: TestApp;
  beforeEach(async () => {
    app = await TestApp.start(kind);
  });
  afterEach(() => app.close());

  const written = () => app.nest.get(UnmetNeeds).run();
  const rows = () =>
    app.database.all<Row>(sql`SELECT * FROM unmet_need ORDER BY day, services, conditions, needs_hash`);
  const nothing = (also: object = {}) => ({ services: ['drug-checking'], ...also });
  const later = (days: number) => {
    app.clock.pass({ days });
    app.signInAgain();
  };
  const told = async (from: string, to: string, also = '') =>
    app.as(VERIFIER)(`{ unmetNeed(from: "${from}", to: "${to}"${also}) { ${NEED} } }`);

  it('a search that ends with nothing is kept by its needs and its day, once however often, and by nothing else', async () => {
    const { millLane } = app.network.areas;
    const where = nothing({
      servicesAll: ['drug-checking'],
      mustHave: ['step-free', 'accepts-drug-use'],
      niceToHave: ['women-staff'],
      near: { areaId: millLane, withinKm: 40 },
      childrenAges: [4, 11],
      boys: true,
      age: 17,
      languages: ['uk'],
      placesFree: true,
      openNow: true,
      avoidOrganizations: [app.network.organizations.city],
      avoidAreas: [app.network.areas.harbour],
      farFrom: { latitude: 45.2, longitude: -20.1, atLeastKm: 1 },
    });
    expect(await search(app.as(CASEWORKER), where)).toMatchObject({ matches: [], callFirst: [] });
    expect(await rows()).toEqual([]);
    app.clock.pass({ hours: 1 });
    // The same needs in other words, of another woman, by another worker of another organization.
    for (const ages of [[4, 11], [9]])
      await search(app.as(OTHER_WORKER), { ...where, mustHave: ['accepts-drug-use', 'step-free'], childrenAges: ages });
    expect(await written()).toBe(1);
    expect(await written()).toBe(0);
    expect(await rows()).toEqual([
      {
        day: '2026-03-18',
        needs_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        services: '["drug-checking"]',
        conditions:
          '["accepts-children","accepts-drug-use","age","capacity","children","hours","languages","step-free"]',
        area_id: millLane,
      },
    ]);
    await search(app.as(CASEWORKER), where);
    expect(await written()).toBe(0);
    later(1);
    await search(app.as(CASEWORKER), where);
    expect(await written()).toBe(1);
  });

  it('is no need: what was found, what is to be called first, a search by words, and a search by anybody else', async () => {
    await search(app.as(CASEWORKER), { services: ['shelter'] });
    await search(app.as(CASEWORKER), { services: ['shelter'], mustHave: ['no-pressure'] });
    await search(app.as(CASEWORKER), nothing({ text: 'Tamara' }));
    for (const who of [CITY_SHELTER, 'manager@riverside.example', VERIFIER, 'analyst@funder.example'])
      await search(app.as(who), nothing());
    expect(await written()).toBe(0);
    await search(app.as(CASEWORKER), nothing({ text: ' … ' }));
    await search(app.as(CASEWORKER), nothing({ near: { latitude: 45.2, longitude: -20.1, withinKm: 3 } }));
    expect(await written()).toBe(1);
    expect((await rows())[0]).toMatchObject({ conditions: '[]', area_id: null });
  });

  it('where only what she avoids leaves nothing, the need is kept and what she avoids is not; nothing leads to her', async () => {
    const woman = await new TestJourney(app).opens({ avoid: { areaIds: [app.network.areas.town] } });
    const found = await search(app.as(CASEWORKER), { services: ['shelter'], mustHave: ['accepts-drug-use'] });
    expect(found.matches).not.toEqual([]);
    const where = {
      services: ['shelter'],
      mustHave: ['accepts-drug-use'],
      near: { areaId: app.network.areas.oldTown, withinKm: 10 },
    };
    const hers = await search(app.as(CASEWORKER), where, woman.id);
    expect([hers.matches, hers.callFirst]).toEqual([[], []]);
    const before = await app.database.all<{ id: string; action: string }>(sql`SELECT id, action FROM audit_entry`);
    expect(before.map(({ action }) => action)).toContain('client.search-for');
    expect(await written()).toBe(1);
    const kept = await rows();
    expect(kept).toMatchObject([
      { services: '["shelter"]', conditions: '["accepts-drug-use"]', area_id: where.near.areaId },
    ]);
    expect(await app.database.all(sql`SELECT id, action FROM audit_entry`)).toHaveLength(before.length);
    const { staff, organizations, areas } = app.network;
    const ids = [
      woman.id,
      woman.code,
      ...Object.values({ ...staff, ...organizations }),
      areas.town,
      ...before.map(({ id }) => id),
    ];
    for (const id of ids) expect(JSON.stringify(kept)).not.toContain(id);
    expect(JSON.stringify(kept)).not.toMatch(/\d\d:\d\d/);
  });

  it('nobody waits for it and nobody fails with it: what cannot be written is written later, also when the house stops', async () => {
    const alter = (statement: Sql) => app.database.write((tx) => tx.run(statement));
    await alter(sql`ALTER TABLE unmet_need RENAME TO away`);
    expect((await search(app.as(CASEWORKER), nothing())).matches).toEqual([]);
    await expect(written()).rejects.toThrow();
    expect((await search(app.as(CASEWORKER), nothing())).matches).toEqual([]);
    await alter(sql`ALTER TABLE away RENAME TO unmet_need`);
    await app.restart();
    expect(await rows()).toHaveLength(1);
  });

  it('a question to places that nobody says yes to is unmet when its time is over, and the same need as the search for it', async () => {
    const around = new AskingAround(app);
    const run = () => app.nest.get(UnmetQuestions).run();
    const asks = (also: object = {}) => around.asks(CASEWORKER, ['cityShelter', 'refuge'], also);
    const refused = await asks({ conditions: ['accepts-drug-use'], childrenAges: [4] });
    await around.answers(CITY_SHELTER, refused.id, 'cityShelter', 'NO', { reasonCode: 'no-space' });
    const conditional = await asks({ services: ['night-shelter'] });
    await around.answers(CITY_SHELTER, conditional.id, 'cityShelter', 'CONDITIONAL', { note: 'After ten.' });
    const held = await asks({ services: ['housing'] });
    await around.answers(CITY_SHELTER, held.id, 'cityShelter', 'YES', { holdUntil: around.at(2) });
    expect(await run()).toBe(0);
    app.clock.pass({ hours: 5 });
    expect(await run()).toBe(1);
    expect(await run()).toBe(0);
    expect(await rows()).toMatchObject([
      // The day on which it was asked; five hours later was the next one.
      {
        day: '2026-03-18',
        services: '["shelter"]',
        conditions: '["accepts-children","accepts-drug-use","children"]',
        area_id: null,
      },
    ]);
  });

  describe('told to administrators', () => {
    const need = async (days: number, where: object) => {
      for (let day = 0; day < days; day++) {
        await search(app.as(CASEWORKER), where);
        await written();
        later(1);
      }
    };
    const near = (area: 'harbour' | 'eastside') => ({ near: { areaId: app.network.areas[area], withinKm: 400 } });

    it('by the month, in bands, against the places that are there; what is rare is told of no area, or not at all', async () => {
      app.clock.set('2026-04-01T08:00:00.000Z');
      app.signInAgain();
      await need(9, { services: ['drug-checking'], mustHave: ['step-free'], ...near('harbour') });
      await need(2, { services: ['drug-checking'], mustHave: ['remote'], ...near('eastside') });
      await need(1, nothing());
      await need(2, { services: ['tb'], age: 30, ...near('eastside') });
      await need(3, { services: ['shelter'], servicesAll: ['tb', 'shelter'], mustHave: ['accepts-drug-use'] });

      expect((await told('2026-04', '2026-04')).errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [{ path: 'to' }],
      });
      app.clock.set('2026-05-01T00:00:00.000Z');
      app.signInAgain();
      const { data } = await told('2026-04', '2026-04');
      expect(data.unmetNeed).toMatchObject({ totalCount: 4, moreTooRareToTell: false });
      const shelters = (await search(app.as(VERIFIER), { services: ['shelter'] })).matches.map(
        ({ listing }) => listing.id,
      );
      const takes = await search(app.as(VERIFIER), { services: ['shelter'], mustHave: ['accepts-drug-use'] });
      const nodes = (data.unmetNeed.edges as { node: object }[]).map(({ node }) => node);
      expect(nodes).toEqual([
        {
          service: 'drug-checking',
          area: { name: 'Harbour' },
          days: { atLeast: 8, atMost: 14 },
          places: 0,
          conditions: [{ code: 'step-free', days: { atLeast: 8, atMost: 14 }, placesYes: 0, placesToAsk: 0 }],
        },
        // Two days in Eastside and one anywhere: three days of the service, and of no condition.
        {
          service: 'drug-checking',
          area: null,
          days: { atLeast: 3, atMost: 7 },
          places: 0,
          conditions: [],
        },
        {
          service: 'shelter',
          area: null,
          days: { atLeast: 3, atMost: 7 },
          places: shelters.length,
          conditions: [
            {
              code: 'accepts-drug-use',
              days: { atLeast: 3, atMost: 7 },
              placesYes: takes.matches.length,
              placesToAsk: takes.callFirst.length,
            },
          ],
        },
        expect.objectContaining({ service: 'tb', area: null, days: { atLeast: 3, atMost: 7 } }),
      ]);
      expect(standing(takes, app.network.listings.refuge)).toBe('match');

      const first = await told('2026-04', '2026-04', ', first: 3');
      expect(first.data.unmetNeed.pageInfo.hasNextPage).toBe(true);
      const after = first.data.unmetNeed.pageInfo.endCursor as string;
      const second = await told('2026-04', '2026-04', `, first: 3, after: "${after}"`);
      expect(second.data.unmetNeed.edges).toEqual([data.unmetNeed.edges[3]]);
      const foreign = await told('2026-03', '2026-04', `, after: "${after}"`);
      expect(foreign.errors?.[0]?.extensions.problems).toMatchObject([{ path: 'after' }]);
      // Another month tells nothing of this one.
      expect((await told('2026-03', '2026-03')).data.unmetNeed).toMatchObject({
        totalCount: 0,
        moreTooRareToTell: false,
      });
    });

    it('need on two days is not told, but that there was some', async () => {
      await need(2, nothing());
      app.clock.set('2026-04-02T00:00:00.000Z');
      app.signInAgain();
      expect((await told('2026-03', '2026-03')).data.unmetNeed).toMatchObject({ edges: [], moreTooRareToTell: true });
    });

    it('and to nobody else', async () => {
      for (const who of [CASEWORKER, CITY_SHELTER, 'manager@riverside.example', 'analyst@funder.example']) {
        const { errors } = await app.as(who)('{ unmetNeed(from: "2026-01", to: "2026-02") { totalCount } }');
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
      for (const [from, to, path] of [
        ['2026-1', '2026-02', 'from'],
        ['2026-02', '2026-01', 'from'],
        ['2024-01', '2026-02', 'from'],
        ['2026-01', 'soon', 'to'],
      ] as const)
        expect((await told(from, to)).errors?.[0]?.extensions.problems).toMatchObject([{ path }]);
    });
  });
});
