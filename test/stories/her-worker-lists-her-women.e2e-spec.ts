import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { ANOTHER_NETWORKER, CASEWORKER, COLLEAGUE, REFUGE, TestJourney, type Woman } from '../support/journey.js';
import { codesOf } from '../support/staff.js';

interface Listed {
  totalCount: number;
  edges: { node: { clientId: string; code: string; openReferrals: number; dueBy: string | null } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describe.each(DATABASES)('her worker lists her women, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let sent: Woman;
  let quiet: Woman;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    quiet = await journey.opens();
    sent = await journey.opens();
    await journey.opens({}, COLLEAGUE);
    await journey.sheConsents(sent, 'safeHouse');
    await journey.takes('SEND', CASEWORKER, await journey.drafts(sent, 'refuge'));
  });
  afterAll(() => app.close());

  const page = async (who: string, first = 20, after: string | null = null): Promise<Listed> => {
    const answer = await app.as(who)(
      `query ($first: Int, $after: String) { myWomen(first: $first, after: $after) {
        totalCount edges { node { clientId code openReferrals dueBy } } pageInfo { hasNextPage endCursor } } }`,
      { first, after },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.myWomen as Listed;
  };

  it('by code, what is due first, also one for whom nothing is open', async () => {
    const { edges, totalCount } = await page(CASEWORKER);
    expect(totalCount).toBe(2);
    expect(edges.map(({ node }) => node)).toEqual([
      { clientId: sent.id, code: sent.code, openReferrals: 1, dueBy: expect.any(String) },
      { clientId: quiet.id, code: quiet.code, openReferrals: 0, dueBy: null },
    ]);
  });

  it('page by page', async () => {
    const one = await page(CASEWORKER, 1);
    expect(one.pageInfo.hasNextPage).toBe(true);
    const two = await page(CASEWORKER, 1, one.pageInfo.endCursor);
    expect(two.pageInfo.hasNextPage).toBe(false);
    expect([...one.edges, ...two.edges].map(({ node }) => node.clientId)).toEqual([sent.id, quiet.id]);
  });

  it('a colleague’s are not among them, nor another organization’s; nobody else has any', async () => {
    expect((await page(COLLEAGUE)).totalCount).toBe(1);
    expect((await page(ANOTHER_NETWORKER)).totalCount).toBe(0);
    for (const who of [REFUGE, 'manager@riverside.example', 'administrator@network.example'])
      expect(codesOf(await app.as(who)('{ myWomen { totalCount } }'))).toEqual(['FORBIDDEN']);
  });

  it('one who has another worker is the other’s', async () => {
    await app.as(COLLEAGUE)(
      `mutation ($input: TakeOverInput!) { takeOver(input: $input) { __typename ... on Problem { message } } }`,
      { input: { clientId: quiet.id, purpose: 'she asked for me' } },
    );
    expect((await page(CASEWORKER)).edges.map(({ node }) => node.clientId)).toEqual([sent.id]);
    expect((await page(COLLEAGUE)).totalCount).toBe(2);
  });
});
