import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { codesOf, Staff } from '../support/staff.js';

const MANAGER = 'manager@riverside.example';
const ADMINISTRATOR = 'administrator@network.example';

describe.each(DATABASES)('who works here, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  const list = async (who: string, more = ''): Promise<{ emails: string[]; next: string | null }> => {
    const answer = await app.as(who)(
      `{ staff(first: 5 ${more}) { edges { node { email } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    );
    const { edges, pageInfo } = answer.data.staff;
    const emails = edges.map(({ node }: { node: { email: string } }) => node.email);
    return { emails, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
  };

  it('an administrator reads all, page by page', async () => {
    const all: string[] = [];
    for (let more = ''; ;) {
      const { emails, next } = await list(ADMINISTRATOR, more);
      all.push(...emails);
      if (next === null) break;
      more = `, after: "${next}"`;
    }
    expect(all).toEqual(Object.keys(app.network.staff).sort());
  });

  it('a manager reads her own organization’s, invited ones too; another’s answers as one that is not there', async () => {
    await new Staff(app).invites(MANAGER, {
      email: 'a-new-one@riverside.example',
      roles: ['AGENCY'],
      organizationId: app.network.organizations.riverside,
    });
    const own = ['a-new-one', 'caseworker', 'colleague', 'manager'].map((name) => `${name}@riverside.example`);
    expect(await list(MANAGER)).toEqual({ emails: own, next: null });
    expect((await list(ADMINISTRATOR, `, organizationId: "${app.network.organizations.riverside}"`)).emails).toEqual(
      own,
    );
    const foreign = await app.as(MANAGER)(
      `{ staff(organizationId: "${app.network.organizations.northside}") { edges { cursor } } }`,
    );
    const unknown = await app.as(MANAGER)(`{ staff(organizationId: "no-such-thing") { edges { cursor } } }`);
    expect(codesOf(foreign)).toEqual(['FORBIDDEN']);
    expect(foreign).toEqual(unknown);
    expect((await list(ADMINISTRATOR, ', organizationId: "no-such-thing"')).emails).toEqual([]);
  });

  it('a page that is none, and a cursor that is not one, are bad input', async () => {
    for (const more of ['first: 0', 'first: 101', 'after: "nonsense"', 'after: "W251bGxd"'])
      expect(codesOf(await app.as(ADMINISTRATOR)(`{ staff(${more}) { edges { cursor } } }`))).toEqual([
        'BAD_USER_INPUT',
      ]);
  });

  it('nobody else does', async () => {
    for (const who of ['caseworker@riverside.example', 'agency@safehouse.example', 'analyst@funder.example'])
      expect(codesOf(await app.as(who)('{ staff { edges { cursor } } }'))).toEqual(['FORBIDDEN']);
    expect(codesOf(await app.as(null)('{ staff { edges { cursor } } }'))).toEqual(['UNAUTHENTICATED']);
  });
});
