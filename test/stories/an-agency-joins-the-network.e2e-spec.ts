import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { codesOf } from '../support/staff.js';

const ADMINISTRATOR = 'administrator@network.example';
const WORKER = 'caseworker@riverside.example';
const SHOWN = `__typename ... on Organization { id name neutralName description website custodial version }
  ... on StaleOrganization { message current { id version name } } ... on InvalidInput { problems { path message } } ... on Forbidden { message }`;

describe.each(DATABASES)('an agency joins the network, on %s', (kind) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start(kind);
  });
  afterAll(() => app.close());

  const create = async (input: object, who = ADMINISTRATOR) => {
    const answer = await app.as(who)(
      `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { ${SHOWN} } }`,
      { input },
    );
    return answer.data?.createOrganization ?? answer;
  };
  const update = async (input: object, who = ADMINISTRATOR) => {
    const answer = await app.as(who)(
      `mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { ${SHOWN} } }`,
      { input },
    );
    return answer.data?.updateOrganization ?? answer;
  };
  const names = async (who: string, text: string | null, first = 50): Promise<string[]> => {
    const answer = await app.as(who)(
      `query ($text: String, $first: Int) { organizations(text: $text, first: $first) { totalCount edges { node { name } } } }`,
      { text, first },
    );
    return answer.data.organizations.edges.map(({ node }: { node: { name: string } }) => node.name);
  };

  it('is written down by an administrator, once however often it is sent, and found by any part of its name', async () => {
    const input = { name: 'Ágora Women’s Health', website: 'https://agora.example', key: 'k1' };
    const made = await create(input);
    expect(made).toMatchObject({
      __typename: 'Organization',
      name: 'Ágora Women’s Health',
      custodial: false,
      version: 1,
    });
    expect((await create(input)).id).toBe(made.id);
    expect(await names(WORKER, 'agora')).toEqual(['Ágora Women’s Health']);
    expect(await names(WORKER, 'HEALTH')).toEqual(['Ágora Women’s Health']);
    expect(await names(WORKER, 'no such name')).toEqual([]);
  });

  it('has a name of its own', async () => {
    const answer = await create({ name: 'Safe House' });
    expect(answer).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'name' }] });
    expect(await create({ name: '  ' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await create({ name: 'X', website: 'javascript:alert(1)' })).toMatchObject({
      __typename: 'InvalidInput',
      problems: [{ path: 'website' }],
    });
  });

  it('is changed as far as is said, by who read its last version', async () => {
    const made = await create({ name: 'Old Mill Advice', neutralName: 'Mill Office', description: 'Advice' });
    const changed = await update({ id: made.id, version: 1, name: 'New Mill Advice', description: null });
    expect(changed).toMatchObject({
      name: 'New Mill Advice',
      neutralName: 'Mill Office',
      description: null,
      version: 2,
    });
    expect(await update({ id: made.id, version: 1, name: 'Again' })).toMatchObject({
      __typename: 'StaleOrganization',
      current: { name: 'New Mill Advice', version: 2 },
    });
  });

  it('one that nobody wrote about yet is at its first version', async () => {
    const id = app.network.organizations.clinic;
    expect(await update({ id, version: 1, website: 'https://clinic.example' })).toMatchObject({ version: 2 });
    expect(await update({ id, version: 1, website: null })).toMatchObject({ __typename: 'StaleOrganization' });
  });

  it('its neutral name is for administrators and its own staff', async () => {
    const asked = `query ($id: ID!) { organization(id: $id) { neutralName } }`;
    const id = app.network.organizations.riverside;
    const of = async (who: string) => (await app.as(who)(asked, { id })).data.organization.neutralName as string | null;
    expect(await of(ADMINISTRATOR)).toBe('Riverside Centre');
    expect(await of(WORKER)).toBe('Riverside Centre');
    expect(await of('agency@clinic.example')).toBeNull();
  });

  it('listings are found under the new name at once', async () => {
    const id = app.network.organizations.city;
    await update({ id, version: 1, name: 'Lighthouse Rooms' });
    const answer = await app.as(WORKER)(
      `{ findListings(where: { text: "lighthouse" }) { matches { totalCount } callFirst { totalCount } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const { matches, callFirst } = answer.data.findListings;
    expect(matches.totalCount + callFirst.totalCount).toBeGreaterThan(0);
  });

  it('nobody else writes about organizations; an unknown one answers Forbidden', async () => {
    for (const who of [WORKER, 'manager@riverside.example', 'agency@clinic.example'])
      expect(codesOf(await create({ name: 'Mine' }, who))).toEqual(['FORBIDDEN']);
    expect(await update({ id: 'no-such-thing', version: 1, name: 'X' })).toMatchObject({ __typename: 'Forbidden' });
  });

  it('comes page by page', async () => {
    const all: string[] = [];
    for (let after: string | null = null; ;) {
      const answer = await app.as(WORKER)(
        `query ($after: String) { organizations(first: 4, after: $after) { totalCount edges { node { name } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const { edges, pageInfo } = answer.data.organizations;
      all.push(...edges.map(({ node }: { node: { name: string } }) => node.name));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(all).toEqual(await names(WORKER, null));
  });
});
