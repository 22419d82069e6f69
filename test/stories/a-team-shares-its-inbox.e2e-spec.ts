import { randomUUID } from 'node:crypto';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';
import { wholeOf } from '../support/whole-of.js';

const MANAGER = 'manager@riverside.example';
const DEADLINE = '2026-03-25T10:00:00.000Z';

describe.each(DATABASES)('a team shares its inbox, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let referral: SeenReferral;

  beforeEach(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    woman = await journey.opens();
    await journey.sheConsents(woman, 'safeHouse');
    const draft = await journey.drafts(woman, 'refuge', { deadline: DEADLINE, neededFrom: '2026-03-20' });
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    referral = await journey.takes('DECLINE', REFUGE, sent, { reasonCode: 'no-space' });
  });
  afterEach(() => app.close());

  const looks = (who: string, purpose = 'covering the night') =>
    app.as(who)('query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) { id } }', {
      id: woman.id,
      purpose,
    });
  const setsInbox = (who: string, on: boolean) =>
    app.as(who)('mutation ($on: Boolean!) { setTeamInbox(on: $on) { teamInbox } }', { on });
  const takesOver = async (who: string, input: object) => {
    const answer = await app.as(who)(
      `mutation ($input: TakeOverInput!) { takeOver(input: $input) { __typename
        ... on ClientTakenOver { clientId code assignedTo { email } }
        ... on Problem { message } ... on InvalidInput { problems { path } } } }`,
      { input: { purpose: 'she stands at the door', ...input } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.takeOver;
  };
  const notices = async (who: string, first = 20, after: string | null = null) => {
    const answer = await app.as(who)(
      `query ($first: Int, $after: String) { clientNotices(first: $first, after: $after) {
        pageInfo { hasNextPage endCursor }
        edges { node { kind at by { email } from { email } to { email } purpose code clientId } } } }`,
      { first, after },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.clientNotices as {
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: Record<string, unknown> }[];
    };
  };
  const told = async (who: string) => (await notices(who)).edges.map(({ node }) => node);
  const without = async (who: string) =>
    (
      await app.as(who)(
        '{ womenWithoutWorker { totalCount edges { node { clientId code was { email } openReferrals dueBy } } } }',
      )
    ).data.womenWithoutWorker;
  const leaves = (who: string) =>
    app.database.write((tx) => tx.run(sql`UPDATE staff SET active = FALSE WHERE email = ${who}`));

  it('a colleague sees code, status, what is due and who walks with her, and nothing of where she is sent, for what, or why it ended', async () => {
    const but = ['client', 'replaces', 'replacedBy', 'planStep', 'walkedBy', 'listing', 'to.listings', 'from.listings'];
    const whole = wholeOf(app.nest.get(GraphQLSchemaHost).schema, 'Referral', [
      ...but,
      ...['timeline.byOrganization', 'messages.from'].map((path) => `${path}.listings`),
    ]);
    const all = `${whole} client { id } replaces { id } replacedBy { id } planStep { id } listing { id name } walkedBy { email }`;
    const listed = await app.as(COLLEAGUE)(`{ referrals(inbox: ALL) { edges { node { ${all} } } } }`);
    const byId = await app.as(COLLEAGUE)(`query ($id: ID!) { referral(id: $id) { ${all} } }`, { id: referral.id });
    for (const seen of [listed.data.referrals.edges[0].node, byId.data.referral]) {
      expect(seen).toMatchObject({ code: referral.code, status: 'DECLINED', walkedBy: { email: CASEWORKER } });
      expect(seen).toMatchObject({ services: [], listing: null, reason: null, outcome: null, allowedSteps: [] });
      const text = JSON.stringify(seen);
      const { organizations, listings } = app.network;
      for (const hidden of [organizations.safeHouse, listings.refuge, 'Safe House', 'no-space', DEADLINE, woman.id])
        expect([hidden, text.includes(hidden)]).toEqual([hidden, false]);
      expect(text).not.toContain('2026-03-20');
    }
    const receiver = await app.as(COLLEAGUE)('query ($id: ID!) { organization(id: $id) { id } }', {
      id: byId.data.referral.to.id,
    });
    expect(receiver.data.organization).toBeNull();
  });

  it('with a purpose she sees what her worker sees; her manager sees where and why without one, and never what is hers', async () => {
    await looks(COLLEAGUE);
    expect(await journey.sees(COLLEAGUE, referral)).toEqual(await journey.sees(CASEWORKER, referral));
    expect(await journey.sees(MANAGER, referral)).toMatchObject({
      to: { name: 'Safe House' },
      services: ['shelter'],
      reason: { code: 'no-space' },
      client: null,
    });
  });

  it('two of a colleague’s referrals cannot be told to go to the same place', async () => {
    const other = await journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge'));
    const ids = [referral, other].map(async (each) => (await journey.sees(COLLEAGUE, each)).to.id);
    expect(new Set(await Promise.all(ids)).size).toBe(2);
  });

  it('no filter tells a colleague what the list does not show', async () => {
    const { safeHouse } = app.network.organizations;
    const filters = [{ receiverId: safeHouse }, { services: ['shelter'] }, { reasonCode: 'no-space' }];
    for (const where of filters) {
      expect(await journey.inbox(COLLEAGUE, 'ALL', where)).toEqual({ ids: [], totalCount: 0 });
      expect((await journey.inbox(CASEWORKER, 'ALL', where)).ids).toEqual([referral.id]);
      expect((await journey.inbox(MANAGER, 'ALL', where)).ids).toEqual([referral.id]);
    }
    expect((await journey.inbox(COLLEAGUE, 'ALL', { statuses: ['DECLINED'] })).ids).toEqual([referral.id]);
    expect((await journey.inbox(COLLEAGUE, 'ALL', { mine: true })).ids).toEqual([]);
    await looks(COLLEAGUE);
    for (const where of filters) expect((await journey.inbox(COLLEAGUE, 'ALL', where)).ids).toEqual([referral.id]);
  });

  it('a team that decides so keeps to itself what is not a reader’s: her lists and ids know nothing of it until she says why', async () => {
    for (const who of [CASEWORKER, REFUGE])
      expect((await setsInbox(who, false)).errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    expect((await setsInbox(MANAGER, false)).data.setTeamInbox).toEqual({ teamInbox: false });
    expect((await app.as(COLLEAGUE)('{ teamSettings { teamInbox } }')).data.teamSettings).toEqual({ teamInbox: false });
    expect(await journey.inbox(COLLEAGUE, 'ALL')).toEqual({ ids: [], totalCount: 0 });
    expect(await journey.reads(COLLEAGUE, referral.id)).toBeNull();
    expect(await takesOver(COLLEAGUE, { referralId: referral.id })).toEqual(
      await takesOver(COLLEAGUE, { referralId: randomUUID() }),
    );
    for (const who of [CASEWORKER, MANAGER]) expect((await journey.inbox(who, 'ALL')).ids).toEqual([referral.id]);
    await looks(COLLEAGUE);
    expect((await journey.inbox(COLLEAGUE, 'ALL')).ids).toEqual([referral.id]);
    app.clock.pass({ hours: 12 });
    app.signInAgain();
    expect((await journey.inbox(COLLEAGUE, 'ALL')).ids).toEqual([]);
    await setsInbox(MANAGER, true);
    expect((await journey.inbox(COLLEAGUE, 'ALL')).ids).toEqual([referral.id]);
    const acts = await app.database.all<{ action: string }>(
      sql`SELECT action FROM audit_entry WHERE action LIKE 'team.%' ORDER BY position`,
    );
    expect(acts.map(({ action }) => action)).toEqual(['team.inbox-off', 'team.inbox-on']);
  });

  it('one team’s decision is not another’s', async () => {
    await setsInbox('manager@northside.example', false);
    expect((await journey.inbox(COLLEAGUE, 'ALL')).ids).toEqual([referral.id]);
  });

  it('she is taken over in one action, and who was her worker is told by whom and why', async () => {
    const taken = await takesOver(COLLEAGUE, { referralId: referral.id, key: 'at the door' });
    expect(taken).toEqual({
      __typename: 'ClientTakenOver',
      clientId: woman.id,
      code: woman.code,
      assignedTo: { email: COLLEAGUE },
    });
    expect(await takesOver(COLLEAGUE, { referralId: referral.id, key: 'at the door' })).toEqual(taken);
    expect((await journey.sees(COLLEAGUE, referral)).client).toEqual({ id: woman.id, code: woman.code });
    expect((await journey.sees(CASEWORKER, referral)).client).toBeNull();
    const notice = { kind: 'ASSIGNED', at: app.clock.now(), by: { email: COLLEAGUE }, code: woman.code };
    expect(await told(CASEWORKER)).toEqual([
      {
        ...notice,
        from: { email: CASEWORKER },
        to: { email: COLLEAGUE },
        purpose: 'she stands at the door',
        clientId: null,
      },
    ]);
    expect(await told(COLLEAGUE)).toEqual([]);
    const trail = await app.database.all(
      sql`SELECT actor_id, purpose FROM audit_entry WHERE subject_id = ${woman.id} AND action = 'client.take-over'`,
    );
    expect(trail).toEqual([{ actor_id: app.network.staff[COLLEAGUE], purpose: 'she stands at the door' }]);
  });

  it('not without a reason, not twice, not to somebody who could not, and not from elsewhere', async () => {
    const { staff } = app.network;
    expect(pathsOf(await takesOver(COLLEAGUE, { referralId: referral.id, purpose: ' x ' }))).toEqual(['purpose']);
    expect(pathsOf(await takesOver(CASEWORKER, { referralId: referral.id }))).toEqual(['toId']);
    expect(pathsOf(await takesOver(COLLEAGUE, { referralId: referral.id, toId: staff[CASEWORKER] }))).toEqual(['toId']);
    expect(pathsOf(await takesOver(COLLEAGUE, { referralId: referral.id, clientId: woman.id }))).toEqual(['clientId']);
    expect(pathsOf(await takesOver(COLLEAGUE, {}))).toEqual(['clientId']);
    for (const toId of [null, staff[MANAGER], staff[ANOTHER_NETWORKER], randomUUID()])
      expect(pathsOf(await takesOver(MANAGER, { clientId: woman.id, toId }))).toEqual(['toId']);
    for (const ids of [{ referralId: referral.id }, { clientId: woman.id }])
      expect(await takesOver(ANOTHER_NETWORKER, ids)).toEqual(
        await takesOver(ANOTHER_NETWORKER, { clientId: randomUUID() }),
      );
    expect(await told(CASEWORKER)).toEqual([]);
  });

  it('of two who take her over at once one does', async () => {
    const { staff } = app.network;
    const answers = await Promise.all([
      takesOver(COLLEAGUE, { clientId: woman.id }),
      takesOver(COLLEAGUE, { clientId: woman.id }),
      takesOver(MANAGER, { clientId: woman.id, toId: staff[COLLEAGUE] }),
    ]);
    expect(answers.map(({ __typename }) => __typename as string).sort()).toEqual([
      'ClientTakenOver',
      'InvalidInput',
      'InvalidInput',
    ]);
    expect(await told(CASEWORKER)).toHaveLength(1);
  });

  it('a worker who leaves leaves nobody behind: her women are on a list, and the manager gives them to a colleague, the word that waited with them', async () => {
    const handed = await journey.opens({}, COLLEAGUE);
    await app.as(COLLEAGUE)(
      `mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename } }`,
      { input: { clientIds: [handed.id], toId: app.network.staff[CASEWORKER], note: 'Her tooth hurts.' } },
    );
    for (const who of [COLLEAGUE, MANAGER]) expect(await without(who)).toEqual({ totalCount: 0, edges: [] });
    await leaves(CASEWORKER);
    for (const who of [COLLEAGUE, MANAGER]) {
      const list = await without(who);
      expect(list.totalCount).toBe(2);
      expect(list.edges.map(({ node }: { node: { code: string } }) => node.code).sort()).toEqual(
        [woman.code, handed.code].sort(),
      );
      expect(list.edges[0].node.was).toEqual({ email: CASEWORKER });
    }
    expect(await without('manager@northside.example')).toEqual({ totalCount: 0, edges: [] });
    const given = await takesOver(MANAGER, { clientId: handed.id, toId: app.network.staff[COLLEAGUE] });
    expect(given).toMatchObject({ __typename: 'ClientTakenOver', assignedTo: { email: COLLEAGUE } });
    expect((await told(COLLEAGUE))[0]).toMatchObject({
      kind: 'ASSIGNED',
      by: { email: MANAGER },
      from: { email: CASEWORKER },
      to: { email: COLLEAGUE },
      clientId: handed.id,
    });
    const waiting = await app.as(COLLEAGUE)('{ handOvers { id handedOver { note } } }');
    expect(waiting.data.handOvers).toEqual([{ id: handed.id, handedOver: { note: 'Her tooth hurts.' } }]);
    expect((await without(COLLEAGUE)).totalCount).toBe(1);
  });

  it('what is due first comes first on that list, whatever she was sent for', async () => {
    const late = await journey.opens();
    await journey.sheConsents(late, 'safeHouse');
    const sent = await journey.takes('SEND', CASEWORKER, await journey.drafts(late, 'refuge', { urgency: 'NOW' }));
    await leaves(CASEWORKER);
    const { edges } = await without(COLLEAGUE);
    expect(edges[0].node).toMatchObject({ clientId: late.id, openReferrals: 1, dueBy: sent.respondBy });
    expect(edges[1].node).toMatchObject({ clientId: woman.id, openReferrals: 0, dueBy: null });
  });

  it('her worker is told of each colleague who looked, newest first, page by page; nobody else is', async () => {
    await looks(COLLEAGUE, 'covering the night');
    app.clock.pass({ minutes: 5 });
    await looks(MANAGER, 'a complaint');
    await looks(CASEWORKER);
    const first = await notices(CASEWORKER, 1);
    expect(first.edges.map(({ node }) => node)).toMatchObject([
      { kind: 'LOOKED', by: { email: MANAGER }, purpose: 'a complaint', code: woman.code, clientId: woman.id },
    ]);
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = await notices(CASEWORKER, 1, first.pageInfo.endCursor);
    expect(second.edges.map(({ node }) => node)).toMatchObject([
      { by: { email: COLLEAGUE }, purpose: 'covering the night' },
    ]);
    expect(second.pageInfo.hasNextPage).toBe(false);
    for (const who of [COLLEAGUE, ANOTHER_NETWORKER]) expect(await told(who)).toEqual([]);
    expect((await app.as(MANAGER)('{ clientNotices { edges { cursor } } }')).errors).toHaveLength(1);
  });
});
