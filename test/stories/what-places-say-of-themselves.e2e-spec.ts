import sql from 'sql-template-tag';
import { saveImported } from '../../src/directory/index.js';
import { TestApp, type Answer } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { factsOf, type TestListing } from '../support/network.js';

const ASK = `query ($service: String, $language: String) { placeIndicators(service: $service, language: $language) {
  note at places indicators { code name yes no depends unknown } } }`;
const READERS = [
  'caseworker@riverside.example',
  'manager@riverside.example',
  'agency@safehouse.example',
  'administrator@network.example',
  'analyst@funder.example',
];

const hours = (byday: string[], opensAt: string, closesAt: string, womenOnly = false) => ({
  ...{ byday, opensAt, closesAt, womenOnly },
  ...{ timezone: null, validFrom: null, validTo: null, closed: false, description: null },
});
const OFFICE = hours(['MO', 'TU', 'WE', 'TH', 'FR'], '09:00', '17:00');

/** All of one service that the small network has nobody for. */
const PLACES: Record<string, TestListing & { status?: 'DRAFT' }> = {
  hers: {
    ...{
      organization: 'riverside',
      area: 'harbour',
      yes: ['women-only-place', 'childcare-on-site', 'women-staff', 'peer-workers'],
    },
    facts: { services: ['drop-in'], schedules: [OFFICE] as never },
  },
  mornings: {
    ...{
      organization: 'riverside',
      area: 'harbour',
      no: ['women-only-place', 'childcare-on-site'],
      depends: ['women-staff'],
    },
    facts: { services: ['drop-in'], schedules: [OFFICE, hours(['SA'], '10:00', '12:00', true)] as never },
  },
  late: {
    ...{ organization: 'riverside', area: 'harbour', no: ['women-only-place', 'women-only-hours', 'peer-workers'] },
    facts: { services: ['drop-in'], schedules: [hours(['TU'], '16:00', '20:00')] as never },
  },
  silent: { organization: 'riverside', area: 'harbour', facts: { services: ['drop-in'], schedules: [] } },
  draft: {
    ...{ organization: 'riverside', area: 'harbour', yes: ['women-only-place'], status: 'DRAFT' },
    facts: { services: ['drop-in'] },
  },
};

describe.each(DATABASES)('what places say of themselves, on %s', (kind) => {
  let app: TestApp;
  let ids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    const now = app.clock.now();
    const listings = Object.entries(PLACES).map(([key, each]) => ({
      sourceIdentity: `say:${key}`,
      organizationIdentity: `test:${each.organization}`,
      facts: factsOf(each, app.network.areas, now),
      status: each.status ?? ('PUBLISHED' as const),
      lastConfirmedAt: now,
      capacity: null,
    }));
    ids = (await app.database.write((tx) => saveImported(tx, { organizations: [], listings }, now))).listingIds;
  }, 60_000);
  afterAll(() => app.close());

  const asks = async (who: string, variables: object = { service: 'drop-in' }): Promise<Answer['data']> =>
    (await app.as(who)(ASK, variables as Record<string, unknown>)).data.placeIndicators;
  const counted = ({ indicators }: Answer['data']) =>
    Object.fromEntries(
      indicators.map(({ code, yes, no, depends, unknown }: Answer['data']) => [code, [yes, no, depends, unknown]]),
    );

  it('is counted exactly, with what nobody said apart', async () => {
    const found = await asks('analyst@funder.example');
    expect(found).toMatchObject({ places: 4, at: app.clock.now() });
    expect(counted(found)).toEqual({
      // Of each: yes, no, it depends, nobody said.
      'women-only': [2, 1, 0, 1],
      'women-only-place': [1, 2, 0, 1],
      'outside-working-time': [2, 1, 0, 1],
      evenings: [1, 2, 0, 1],
      weekends: [1, 2, 0, 1],
      'childcare-on-site': [1, 1, 0, 2],
      'women-staff': [1, 0, 1, 2],
      'peer-workers': [1, 1, 0, 2],
      'staff-trained': [0, 0, 0, 4],
      'accepts-children': [0, 0, 0, 4],
    });
  });

  it('is the same for everybody who is signed in, and marked as what it is', async () => {
    const first = await asks('analyst@funder.example');
    for (const who of READERS) expect(await asks(who)).toEqual(first);
    expect(first.note).toMatch(/Facts about places/);
    expect((await app.as(null)(ASK)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const spanish = await asks('analyst@funder.example', { language: 'es-MX' });
    expect(spanish.note).toMatch(/Datos sobre lugares/);
    expect(spanish.indicators.map(({ name }: Answer['data']) => name)).toContain('Solo para mujeres');
  });

  it('is of every published place, of one service or of a group of them', async () => {
    const all = await asks('analyst@funder.example', {});
    const listed = await app.database.one<{ listed: number }>(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS listed FROM listing WHERE status = 'PUBLISHED'`,
    );
    expect(all.places).toBe(listed?.listed);
    for (const { yes, no, depends, unknown } of all.indicators) expect(yes + no + depends + unknown).toBe(all.places);
    expect((await asks('analyst@funder.example', { service: 'support' })).places).toBe(4);
    expect((await asks('analyst@funder.example', { service: 'birth' })).places).toBe(0);
    const { errors } = await app.as('analyst@funder.example')(ASK, { service: 'no-such-service' });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'service' }] });
  });

  it('follows the directory at once', async () => {
    await app.database.write(async (tx) => {
      await tx.run(sql`UPDATE listing SET status = 'PAUSED', revision = (SELECT revision + 1 FROM directory_revision WHERE id = 1)
        WHERE id = ${ids.get('say:late')}`);
      await tx.run(sql`UPDATE directory_revision SET revision = revision + 1`);
    });
    expect(counted(await asks('analyst@funder.example'))).toMatchObject({ evenings: [0, 2, 0, 1] });
  });
});
