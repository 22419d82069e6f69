import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, REFUGE, TestJourney, type Consent, type SeenReferral } from '../support/journey.js';

describe.each(DATABASES)('with two consents to one receiver, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  async function two(): Promise<{ first: Consent; second: Consent; elsewhere: Consent; sent: SeenReferral[] }> {
    const woman = await journey.opens();
    const send = async () =>
      journey.takes('SEND', CASEWORKER, await journey.drafts(woman, 'refuge', { note: 'After dark.' }));
    const first = await journey.sheConsents(woman, 'safeHouse');
    const under = await send();
    app.clock.pass({ minutes: 1 });
    const second = await journey.sheConsents(woman, 'safeHouse');
    const elsewhere = await journey.sheConsents(woman, 'city');
    return { first, second, elsewhere, sent: [under, await send()] };
  }

  const withdraws = async (input: object) => {
    const { data, errors } = await app.as(CASEWORKER)(
      `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename ... on ConsentWithdrawn {
        consent { id active } others { id active } alsoActive { id active } ended { id status } } } }`,
      { input },
    );
    expect(errors).toBeUndefined();
    return data.withdrawConsent;
  };
  const keys = async (ids: string[]) =>
    (await app.database.all<{ consent_id: string }>(sql`SELECT consent_id FROM consent_key`))
      .map(({ consent_id }) => consent_id)
      .filter((id) => ids.includes(id));

  it('one withdrawal is of one, and her worker is told what still stands', async () => {
    const { first, second, sent } = await two();
    const done = await withdraws({ id: first.id });
    expect(done).toMatchObject({
      others: [],
      alsoActive: [{ id: second.id, active: true }],
      ended: [{ id: sent[0]?.id }],
    });
    expect((await journey.sees(REFUGE, sent[1]!)).shared).not.toBeNull();
  });

  it('or she takes all of it back in one action', async () => {
    const { first, second, elsewhere, sent } = await two();
    const done = await withdraws({ id: first.id, everyConsentToReceiver: true });
    expect(done).toMatchObject({
      consent: { active: false },
      others: [{ id: second.id, active: false }],
      alsoActive: [],
    });
    expect(done.ended.map(({ id }: { id: string }) => id).sort()).toEqual(sent.map(({ id }) => id).sort());
    for (const each of sent) expect((await journey.sees(REFUGE, each)).shared).toBeNull();
    expect(await keys([first.id, second.id, elsewhere.id])).toEqual([elsewhere.id]);
  });

  it('and keeps both places, if she wants', async () => {
    const { first, sent } = await two();
    const done = await withdraws({ id: first.id, everyConsentToReceiver: true, keepPlace: true });
    expect(done.ended).toEqual([]);
    for (const each of sent) expect(await journey.sees(REFUGE, each)).toMatchObject({ status: 'SENT', shared: null });
  });
});
