import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { ANOTHER_NETWORKER, CASEWORKER, COLLEAGUE, REFUGE, TestJourney, type Woman } from '../support/journey.js';
import { TestPlanning } from '../support/planning.js';

/** In the tests' network days are counted in UTC; the test clock stands on a Wednesday evening. */
const THURSDAY_TEN = '2026-03-19T10:00:00.000Z';
const THURSDAY_NINE_AT_NIGHT = '2026-03-19T21:00:00.000Z';
const MORNINGS = [{ days: ['TH', 'FR'], from: '09:00', to: '12:00' }];

describe.each(DATABASES)('nobody reaches her but as she said, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  const plan = async (woman: Pick<Woman, 'id'>, said: object = {}, by = CASEWORKER) => {
    const { data, errors } = await app.as(by)(
      `mutation ($input: PlanContactInput!) { planContact(input: $input) { __typename
        ... on PlannedContact { id means at voicemail } ... on Problem { message } ... on InvalidInput { problems { path } } } }`,
      { input: { clientId: woman.id, means: 'PHONE', at: THURSDAY_TEN, ...said } },
    );
    return errors ? errors[0]?.extensions.code : data.planContact;
  };
  const ahead = async (woman: Pick<Woman, 'id'>): Promise<{ id: string; means: string; at: string }[]> => {
    const { data } = await app.as(CASEWORKER)(
      `query ($id: ID!) { client(id: $id) { plannedContacts { id means at } safeContact { hours { days from to } } } }`,
      { id: woman.id },
    );
    return data.client.plannedContacts as { id: string; means: string; at: string }[];
  };
  const reachable = (safeContact: object = {}) =>
    journey.opens({ safeContact: { channel: 'PHONE', details: '0700 900 461', hours: MORNINGS, ...safeContact } });

  it('within her hours, by the way she named', async () => {
    const woman = await reachable();
    const planned = await plan(woman);
    expect(planned).toMatchObject({ __typename: 'PlannedContact', means: 'PHONE', at: THURSDAY_TEN, voicemail: false });
    expect(await ahead(woman)).toEqual([{ id: planned.id, means: 'PHONE', at: THURSDAY_TEN }]);
  });

  it.each([
    ['another way', {}, { means: 'TEXT' }, 'means'],
    ['outside her hours', {}, { at: THURSDAY_NINE_AT_NIGHT }, 'at'],
    ['the minute at which they end', {}, { at: '2026-03-19T12:00:00.000Z' }, 'at'],
    ['a voicemail', {}, { voicemail: true }, 'voicemail'],
    ['when she wants no contact at all', { channel: 'NONE', details: null, hours: null }, {}, 'means'],
    ['by words that nobody read', { hours: null, safeTimes: 'when he is at work' }, {}, 'withinSafeTimes'],
    ['a time that is over', {}, { at: '2026-03-12T10:00:00.000Z' }, 'at'],
  ])('never %s', async (_what, safeContact, said, path) => {
    const woman = await reachable(safeContact);
    expect(await plan(woman, said)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path }] });
    expect(await ahead(woman)).toEqual([]);
  });

  it('never where she said nothing about it', async () => {
    const woman = await journey.opens();
    expect(await plan(woman)).toMatchObject({ __typename: 'InvalidInput', problems: [{ path: 'means' }] });
  });

  it('what was planned before she changed her mind is shown no more', async () => {
    const woman = await reachable();
    await plan(woman);
    await journey.sheTells(woman, { safeContact: { channel: 'NONE' } });
    expect(await ahead(woman)).toEqual([]);
  });

  it('in custody nobody writes or calls; she is met', async () => {
    const woman = await reachable();
    await plan(woman);
    await new TestPlanning(app).starts(woman, 'release-from-prison', { date: '2026-08-01' });
    expect(await ahead(woman)).toEqual([]);
    expect(await plan(woman)).toMatchObject({ problems: [{ path: 'means' }] });
    expect(await plan(woman, { means: 'IN_PERSON' })).toMatchObject({ __typename: 'PlannedContact' });
  });

  it('is her worker’s alone, and is gone when it is done', async () => {
    const woman = await reachable();
    const planned = await plan(woman);
    const unknown = await plan({ id: 'nobody' }, {}, ANOTHER_NETWORKER);
    expect(unknown).toMatchObject({ __typename: 'Forbidden' });
    for (const who of [ANOTHER_NETWORKER, COLLEAGUE]) expect(await plan(woman, {}, who)).toEqual(unknown);
    expect(await plan(woman, {}, REFUGE)).toBe('FORBIDDEN');
    const cancel = async (by: string) =>
      (await app.as(by)(`mutation ($id: ID!) { cancelContact(id: $id) { __typename } }`, { id: planned.id })).data
        .cancelContact.__typename as string;
    expect(await cancel(ANOTHER_NETWORKER)).toBe('Forbidden');
    expect(await cancel(CASEWORKER)).toBe('PlannedContact');
    expect(await cancel(CASEWORKER)).toBe('Forbidden');
    expect(await ahead(woman)).toEqual([]);
  });
});
