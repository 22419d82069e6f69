import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { effortOf } from '../support/effort.js';
import { ANOTHER_NETWORKER, CASEWORKER, COLLEAGUE, pathsOf, TestJourney, type Woman } from '../support/journey.js';

const NIGHT = CASEWORKER;
const MORNING = COLLEAGUE;
const NOTE = 'Her methadone is at the desk until nine.';

type HandedOver = { at: string; from: { email: string } | null; note: string | null } | null;

describe.each(DATABASES)('a shift is handed over, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let women: Woman[];

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    women = await Promise.all(Array.from({ length: 11 }, () => journey.opens()));
  });
  afterAll(() => app.close());

  const staff = (email: string): string => app.network.staff[email] ?? '';
  const idsOf = (some: readonly Woman[]): string[] => some.map(({ id }) => id);
  const handsOver = async (by: string, input: object) => {
    const answer = await app.as(by)(
      `mutation ($input: HandOverClientsInput!) { handOverClients(input: $input) { __typename
        ... on ClientsHandedOver { at to { email } clientIds }
        ... on Problem { message } ... on InvalidInput { problems { path } } } }`,
      { input: { toId: staff(MORNING), note: NOTE, ...input } },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.handOverClients;
  };
  const looksAt = async (by: string, id: string, purpose?: string) => {
    const answer = await app.as(by)(
      `query ($id: ID!, $purpose: String) { client(id: $id, purpose: $purpose) {
        id version assignedTo { email } handedOver { at from { email } note } looks { by { email } purpose } } }`,
      { id, purpose },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.client as {
      version: number;
      assignedTo: { email: string };
      handedOver: HandedOver;
      looks: { by: { email: string }; purpose: string }[];
    };
  };
  const waitingFor = async (who: string): Promise<{ id: string; handedOver: HandedOver }[]> => {
    const answer = await app.as(who)(`{ handOvers { id handedOver { at from { email } note } } }`);
    expect(answer.errors).toBeUndefined();
    return answer.data.handOvers;
  };
  const acknowledges = async (by: string, clientId: string) => {
    const answer = await app.as(by)(
      `mutation ($clientId: ID!) { acknowledgeHandOver(clientId: $clientId) {
        __typename ... on Client { id version handedOver { note } } ... on Problem { message } } }`,
      { clientId },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.acknowledgeHandOver;
  };
  const trailOf = (id: string) =>
    app.database.all<{ action: string }>(
      sql`SELECT action FROM audit_entry WHERE subject_id = ${id} AND action LIKE '%hand-over%' ORDER BY position`,
    );

  it('to nobody but a colleague who may work with women now', async () => {
    const clientIds = idsOf(women);
    for (const toId of [staff(NIGHT), staff('manager@riverside.example'), staff(ANOTHER_NETWORKER), randomUUID()])
      expect(pathsOf(await handsOver(NIGHT, { clientIds, toId }))).toEqual(['toId']);
    expect(pathsOf(await handsOver(NIGHT, { clientIds: [] }))).toEqual(['clientIds']);
    const many = Array.from({ length: 101 }, () => randomUUID());
    expect(pathsOf(await handsOver(NIGHT, { clientIds: many }))).toEqual(['clientIds']);
  });

  it('all of them or none: one who is not hers answers like one who does not exist', async () => {
    const foreign = await journey.opens({}, ANOTHER_NETWORKER);
    const colleagues = await journey.opens({}, MORNING);
    await looksAt(NIGHT, colleagues.id, 'she asked me at the door');
    const answers = [];
    for (const id of [foreign.id, colleagues.id, randomUUID()])
      answers.push(await handsOver(NIGHT, { clientIds: [...idsOf(women), id] }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: 'Forbidden' });
    expect((await looksAt(NIGHT, women[0]?.id ?? '')).assignedTo).toEqual({ email: NIGHT });
    expect(await waitingFor(MORNING)).toEqual([]);
  });

  it('eleven women go to the morning in one action, and saying it twice is saying it once', async () => {
    const input = { clientIds: [...idsOf(women), women[0]?.id], key: 'the night of the eighteenth' };
    let done: Awaited<ReturnType<typeof handsOver>>;
    const effort = await effortOf(app, async () => {
      done = await handsOver(NIGHT, input);
    });
    expect(effort).toEqual({ [NIGHT]: 1 });
    expect(done).toMatchObject({ __typename: 'ClientsHandedOver', to: { email: MORNING }, at: app.clock.now() });
    expect([...done.clientIds].sort()).toEqual(idsOf(women).sort());
    expect(await handsOver(NIGHT, input)).toEqual(done);
    expect(pathsOf(await handsOver(NIGHT, { ...input, note: 'Another.' }))).toEqual(['key']);
    for (const { id, version } of women) {
      expect(await trailOf(id)).toEqual([{ action: 'client.hand-over' }]);
      expect((await looksAt(MORNING, id)).version).toBe(version + 1);
    }
  });

  it('the morning finds all eleven waiting, each with the word that was left', async () => {
    const waiting = await waitingFor(MORNING);
    expect(waiting.map(({ id }) => id).sort()).toEqual(idsOf(women).sort());
    for (const { handedOver } of waiting)
      expect(handedOver).toEqual({ at: app.clock.now(), from: { email: NIGHT }, note: NOTE });
    expect(await waitingFor(NIGHT)).toEqual([]);
  });

  it('the word is kept sealed, under each woman’s own key', async () => {
    const rows = await app.database.all<{ note: string }>(sql`SELECT note FROM client_handover`);
    expect(rows).toHaveLength(11);
    expect(new Set(rows.map(({ note }) => note)).size).toBe(11);
    expect(JSON.stringify(rows)).not.toContain('methadone');
  });

  it('who was her worker is a colleague now: she says why she looks, and the new worker sees it; the word is not hers', async () => {
    const [{ id } = { id: '' }] = women;
    expect((await app.as(NIGHT)(`query ($id: ID!) { client(id: $id) { id } }`, { id })).errors).toHaveLength(1);
    expect((await looksAt(NIGHT, id, 'I forgot my pen in her file')).handedOver).toBeNull();
    expect((await looksAt(MORNING, id)).looks[0]).toEqual({
      by: { email: NIGHT },
      purpose: 'I forgot my pen in her file',
    });
    expect(await acknowledges(NIGHT, id)).toMatchObject({ __typename: 'Forbidden' });
  });

  it('once it is acknowledged the word is gone, from the database too; again changes nothing', async () => {
    const [{ id } = { id: '' }] = women;
    for (let times = 0; times < 2; times += 1)
      expect(await acknowledges(MORNING, id)).toMatchObject({ __typename: 'Client', id, handedOver: null });
    expect(await trailOf(id)).toEqual([{ action: 'client.hand-over' }, { action: 'client.acknowledge-hand-over' }]);
    expect(await waitingFor(MORNING)).toHaveLength(10);
    const left = await app.database.all(
      sql`SELECT id FROM client_handover WHERE client_id = ${id} AND note IS NOT NULL`,
    );
    expect(left).toEqual([]);
    const answers = await Promise.all([women[1]?.id ?? '', randomUUID()].map((each) => acknowledges(NIGHT, each)));
    expect(answers[0]).toEqual(answers[1]);
  });

  it('the morning begins in three operations: who waits with which word, what is due of theirs, and all of it acknowledged', async () => {
    const clientIds = idsOf(women.slice(1));
    const acknowledge = (by: string, ids: string[]) =>
      app.as(by)(
        `mutation ($ids: [ID!]!) { acknowledgeHandOvers(clientIds: $ids) { __typename
          ... on HandOversAcknowledged { clientIds } ... on InvalidInput { problems { path } } } }`,
        { ids },
      );
    const night = await Promise.all(
      women.slice(0, 2).map(async (she) => {
        await journey.sheConsents(she, 'safeHouse', {}, MORNING);
        const draft = await journey.drafts(she, 'refuge', {}, MORNING);
        return journey.takes('SEND', MORNING, draft);
      }),
    );
    const refused = await acknowledge(MORNING, [...clientIds, randomUUID()]);
    expect(refused.data.acknowledgeHandOvers).toEqual({ __typename: 'Forbidden' });
    expect(await waitingFor(MORNING)).toHaveLength(10);
    expect(pathsOf((await acknowledge(MORNING, [])).data.acknowledgeHandOvers)).toEqual(['clientIds']);
    const effort = await effortOf(app, async () => {
      expect((await waitingFor(MORNING)).map(({ id }) => id).sort()).toEqual(clientIds.toSorted());
      const { ids } = await journey.inbox(MORNING, 'TO_FOLLOW', { mine: true });
      expect(ids.toSorted()).toEqual(night.map(({ id }) => id).sort());
      const done = (await acknowledge(MORNING, clientIds)).data.acknowledgeHandOvers;
      expect(done.clientIds).toEqual(clientIds.toSorted());
    });
    expect(effort).toEqual({ [MORNING]: 3 });
    expect(await waitingFor(MORNING)).toEqual([]);
    expect((await journey.inbox(NIGHT, 'TO_FOLLOW', { mine: true })).ids).toEqual([]);
    for (const id of clientIds) expect(await trailOf(id)).toHaveLength(2);
    const left = await app.database.all(sql`SELECT id FROM client_handover WHERE note IS NOT NULL`);
    expect(left).toEqual([]);
  });

  it('handed on before it was acknowledged, only the latest word waits', async () => {
    const [, { id } = { id: '' }] = women;
    app.clock.pass({ hours: 1 });
    expect(await handsOver(MORNING, { clientIds: [id], toId: staff(NIGHT), note: null })).toMatchObject({
      __typename: 'ClientsHandedOver',
    });
    expect(await waitingFor(NIGHT)).toEqual([
      { id, handedOver: { at: app.clock.now(), from: { email: MORNING }, note: null } },
    ]);
    expect((await waitingFor(MORNING)).map((each) => each.id)).not.toContain(id);
  });

  it('of two hand-overs at once one is done', async () => {
    const she = await journey.opens();
    const answers = await Promise.all([1, 2, 3].map(() => handsOver(NIGHT, { clientIds: [she.id] })));
    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['ClientsHandedOver', 'Forbidden', 'Forbidden']);
  });

  it('only caseworkers hand over', async () => {
    for (const who of ['manager@riverside.example', 'agency@safehouse.example', 'administrator@network.example']) {
      const answer = await app.as(who)(`{ handOvers { id } }`);
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });
});
