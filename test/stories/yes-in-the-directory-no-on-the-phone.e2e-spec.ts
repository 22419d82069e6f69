import { TestApp, type Ask } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { search, standing } from '../support/searching.js';

const WORKER = 'caseworker@riverside.example';
const NEXT_WORKER = 'caseworker@northside.example';
const CITY = 'agency@cityshelter.example';
const NETWORK = 'administrator@network.example';
const ANALYST = 'analyst@funder.example';
const CODE = 'accepts-drug-use';

/** The whole of it, from the first worker's search to the agency's own word, with what each of them had to ask the API for. */
describe.each(DATABASES)('yes in the directory and no on the phone, on %s', (kind) => {
  let app: TestApp;
  let calls: Record<string, number>;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    calls = {};
  });
  afterAll(() => app.close());

  const id = () => app.network.listings.cityShelter;
  const as =
    (who: string): Ask =>
    (document, variables) => {
      calls[who] = (calls[who] ?? 0) + 1;
      return app.as(who)(document, variables);
    };
  const finds = async (who: string) =>
    standing(await search(as(who), { services: ['shelter'], mustHave: [CODE] }), id());
  const reads = async (who: string) => {
    const document = `query ($id: ID!) { listing(id: $id) { version attributes { code answer note source freshness } } }`;
    const { version, attributes } = (await as(who)(document, { id: id() })).data.listing as {
      version: number;
      attributes: { code: string; answer: string; note: string | null; source: string | null; freshness: string }[];
    };
    return { version, attributes, answer: attributes.find(({ code }) => code === CODE) };
  };
  const todo = async () => {
    const document = `{ verificationTasks { edges { node { id code tries overdue listing { id phones { number } } } } } }`;
    const { edges } = (await as(NETWORK)(document)).data.verificationTasks as {
      edges: { node: { id: string; code: string; tries: number; overdue: boolean; listing: { id: string } } }[];
    };
    return edges.map(({ node }) => node);
  };
  const resolve = (input: object) =>
    as(NETWORK)(
      `mutation ($input: ResolveVerificationInput!) { resolveVerification(input: $input) { __typename ... on VerificationTask { result } } }`,
      { input },
    );
  const later = (time: { days?: number; hours?: number }) => {
    app.clock.pass(time);
    app.signInAgain();
  };

  it('she finds it, rings, and is told no: one act, and the next worker is told to call first', async () => {
    const publicFace = await reads(ANALYST);
    expect(await finds(WORKER)).toBe('match');
    const rang = await as(WORKER)(
      `mutation ($id: ID!) { recordCall(input: { listingId: $id, services: ["shelter"], answer: NO, reasonCode: "drug-use", conditions: ["${CODE}"] }) {
        __typename ... on Call { reason { name(language: "es") } } } }`,
      { id: id() },
    );
    expect(rang.data.recordCall).toEqual({ __typename: 'Call', reason: { name: 'Porque consume drogas' } });
    expect(await finds(NEXT_WORKER)).toBe(`call first ~${CODE}`);
    expect((await reads(NEXT_WORKER)).answer).toMatchObject({
      answer: 'DEPENDS',
      note: 'Being checked: call first.',
      freshness: 'DUE',
    });
    expect(await reads(ANALYST)).toEqual(publicFace);
    expect(calls).toMatchObject({ [WORKER]: 2, [NEXT_WORKER]: 2 });
  });

  it('the place sends back what it is shown with its new hours: nothing of it waits, and nothing is cleared by it', async () => {
    const { version, attributes } = await reads(CITY);
    const said = attributes.map(({ code, answer, note }) => ({ code, answer, note }));
    const { data } = await as(CITY)(
      `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename ... on ListingUpdated { inReview } } }`,
      { input: { id: id(), version, attributes: said, cost: 'Free' } },
    );
    expect(data.updateListing).toEqual({ __typename: 'ListingUpdated', inReview: [] });
    expect(await finds(NEXT_WORKER)).toBe(`call first ~${CODE}`);
  });

  it('the network rings three times before anybody answers, and writes down what they say', async () => {
    const [task] = (await todo()).filter(({ listing }) => listing.id === id());
    expect(task).toMatchObject({ code: CODE, tries: 0, overdue: false });
    for (let tries = 0; tries < 2; tries++) {
      await resolve({ id: task!.id, result: 'NO_ANSWER' });
      later({ hours: 25 });
    }
    expect((await todo()).find((each) => each.id === task!.id)).toMatchObject({ tries: 2, overdue: true });
    await resolve({ id: task!.id, result: 'CHANGED', answer: 'DEPENDS', note: 'Not after ten at night.' });
    expect(await finds(NEXT_WORKER)).toBe(`call first ~${CODE}`);
    expect((await reads(NEXT_WORKER)).answer).toMatchObject({
      note: 'Not after ten at night.',
      source: 'NETWORK',
      freshness: 'FRESH',
    });
    expect(calls[NETWORK]).toBe(5);
  });

  it('the place changes its rule and says so; the network accepts it, and it is a match again', async () => {
    later({ hours: 1 });
    const { version } = await reads(CITY);
    await as(CITY)(
      `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename ... on ListingUpdated { inReview } } }`,
      { input: { id: id(), version, attributes: [{ code: CODE, answer: 'YES' }] } },
    );
    expect(await finds(NEXT_WORKER)).toBe(`call first ~${CODE}`);
    const [waiting] = (
      await as(NETWORK)(
        `{ listingChanges { edges { node { listing { id version } old { answers { answer note } } new { answers { answer } } } } } }`,
      )
    ).data.listingChanges.edges as { node: { listing: { id: string; version: number }; old: object; new: object } }[];
    expect(waiting?.node).toMatchObject({
      old: { answers: [{ answer: 'DEPENDS', note: 'Not after ten at night.' }] },
      new: { answers: [{ answer: 'YES' }] },
    });
    await as(NETWORK)(
      `mutation ($id: ID!, $version: Int) { decideListingChange(id: $id, accept: true, version: $version, fields: ["attributes.${CODE}"]) { __typename } }`,
      { id: id(), version: waiting!.node.listing.version },
    );
    const own = (await as(CITY)(`{ ownListingChanges { edges { node { id state } } } }`)).data.ownListingChanges
      .edges as {
      node: { id: string; state: string };
    }[];
    expect(own).toMatchObject([{ node: { state: 'ACCEPTED' } }]);
    await as(CITY)(`mutation ($id: ID!) { seeListingDecision(id: $id) { __typename } }`, { id: own[0]!.node.id });
    expect(await finds(NEXT_WORKER)).toBe('match');
    const { data } = await as(CITY)(
      `query ($id: ID!) { listingHistory(id: $id, field: "attributes.${CODE}") { edges { node { source state new { answers { answer } } } } } }`,
      { id: id() },
    );
    const told = (
      data.listingHistory.edges as { node: { source: string; state: string; new: { answers: { answer: string }[] } } }[]
    ).map(({ node }) => `${node.source} ${node.state} ${node.new.answers[0]?.answer}`);
    expect(told).toEqual(['ORGANIZATION ACCEPTED YES', 'NETWORK AT_ONCE DEPENDS']);
  });

  it('what it took: calls to the API, each one action but for reading a page', () => {
    expect(calls).toMatchObject({ [WORKER]: 2, [CITY]: 7, [NETWORK]: 7 });
  });
});
