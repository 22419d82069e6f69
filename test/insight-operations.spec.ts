import { TestApp } from './support/app.js';
import { DATABASES } from './support/databases.js';

const AUDIT = `query ($from: Date!, $to: Date!, $direction: Direction) {
  completionAudit(from: $from, to: $to, direction: $direction) { from to sent }
}`;
const STATISTICS = `query { statistics(releaseId: "one", cube: "total", where: [{ dimension: "service", values: ["ost"] }]) {
  keys { dimension value }
  women {
    __typename
    ... on Shown { value low high } ... on BelowThreshold { lessThan } ... on NotApplicable { because } ... on NotPublished { reason }
  }
} }`;
const SEAL = `mutation { sealRelease(period: "2026-Q1") {
  __typename ... on Release { id period sealedAt rho note cubes } ... on ReleaseRefused { message refusal: reason }
} }`;
const MARCH = { from: '2026-03-01', to: '2026-03-31' };

describe.each(DATABASES)('who may read figures on %s', (kind) => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start(kind);
  }, 60_000);
  afterAll(() => app.close());

  const codeOf = async (email: string | null, document: string, variables?: Record<string, unknown>) =>
    (await app.as(email)(document, variables)).errors?.[0]?.extensions.code ?? null;

  it.each([
    ['manager@riverside.example', undefined, null],
    ['manager@riverside.example', null, null],
    ['manager@riverside.example', 'RECEIVED', null],
    ['agency@safehouse.example', 'RECEIVED', null],
    ['agency@safehouse.example', 'SENT', 'FORBIDDEN'],
    ['agency@safehouse.example', undefined, 'FORBIDDEN'],
    ['caseworker@riverside.example', 'SENT', 'FORBIDDEN'],
    ['administrator@network.example', 'SENT', 'FORBIDDEN'],
    ['analyst@funder.example', 'RECEIVED', 'FORBIDDEN'],
    [null, 'SENT', 'UNAUTHENTICATED'],
  ])('answers %s, who asks for a completion audit of %s, with %s', async (email, direction, code) => {
    expect(await codeOf(email, AUDIT, { ...MARCH, direction })).toBe(code);
  });

  it.each([
    ['2026-03-02', '2026-03-01', 'from'],
    ['2016-02-29', '2026-03-01', 'to'],
    ['2016-03-01', '2026-03-01', 'to'],
    ['2016-03-02', '2026-03-01', null],
    ['2026-03-01', '2026-03-01', null],
  ])('answers for the days from %s to %s, or says what to mend', async (from, to, path) => {
    const { data, errors } = await app.as('manager@riverside.example')(AUDIT, { from, to });
    expect(errors?.[0]?.extensions.problems?.[0]?.path ?? null).toBe(path);
    if (path === null) expect(data.completionAudit).toEqual({ from, to, sent: 0 });
    else expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('writes each reading into the trail of the reader’s own organization, and a refusal into none', async () => {
    const readings = async () => {
      const trail = await app.as('manager@safehouse.example')(
        `{ auditTrail(first: 100) { edges { node { action subjectType subjectId actor { email } } } } }`,
      );
      const nodes: { action: string }[] = trail.data.auditTrail.edges.map(({ node }: { node: object }) => node);
      return nodes.filter(({ action }) => action === 'completion-audit.read');
    };
    const before = (await readings()).length;
    await app.as('agency@safehouse.example')(AUDIT, { ...MARCH, direction: 'SENT' });
    await app.as('agency@safehouse.example')(AUDIT, { ...MARCH, direction: 'RECEIVED' });
    await app.as('manager@safehouse.example')(AUDIT, MARCH);
    const written = await readings();
    expect(written).toHaveLength(before + 2);
    const entry = { subjectType: 'completion-audit', subjectId: app.network.organizations.safeHouse };
    expect(written[0]).toMatchObject({ ...entry, actor: { email: 'manager@safehouse.example' } });
    expect(written[1]).toMatchObject({ ...entry, actor: { email: 'agency@safehouse.example' } });
  });

  it('has no releases before one is sealed, and tells everybody who is signed in so', async () => {
    for (const email of ['caseworker@riverside.example', 'analyst@funder.example']) {
      expect((await app.as(email)('{ releases { id period } }')).data).toEqual({ releases: [] });
      expect(await codeOf(email, STATISTICS)).toBe('FORBIDDEN');
    }
    expect(await codeOf(null, '{ releases { id } }')).toBe('UNAUTHENTICATED');
    expect(await codeOf(null, STATISTICS)).toBe('UNAUTHENTICATED');
  });

  it('lets administrators ask for a period to be sealed, and nobody else', async () => {
    const early = await app.as('administrator@network.example')(SEAL);
    expect(early.data.sealRelease).toMatchObject({ __typename: 'ReleaseRefused', refusal: 'PERIOD_OPEN' });
    expect(await codeOf('manager@riverside.example', SEAL)).toBe('FORBIDDEN');
    expect(await codeOf('analyst@funder.example', SEAL)).toBe('FORBIDDEN');
    expect(await codeOf(null, SEAL)).toBe('UNAUTHENTICATED');
  });
});
