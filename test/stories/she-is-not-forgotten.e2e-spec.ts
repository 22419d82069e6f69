import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  CITY_SHELTER,
  REFUGE,
  TestJourney,
  toldAloud,
  type SeenReferral,
} from '../support/journey.js';

const MANAGER = 'manager@riverside.example';

describe.each(DATABASES)('she is not forgotten, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' }));
  });
  afterAll(() => app.close());

  const checksIn = async (
    who: string,
    { id, version }: Pick<SeenReferral, 'id' | 'version'>,
    said: { note?: string; key?: string } = {},
  ) => {
    const answer = await app.as(who)(
      `mutation ($id: ID!, $version: Int!, $note: String, $key: String) {
        checkIn(referralId: $id, version: $version, note: $note, key: $key) { __typename
          ... on Referral { id version status respondBy overdue escalation }
          ... on StaleReferral { current { version } } ... on StepNotAllowed { status } ... on Problem { message } } }`,
      { id, version, ...said },
    );
    expect(answer.errors).toBeUndefined();
    return answer.data.checkIn;
  };
  const level = async (who: string, { id }: Pick<SeenReferral, 'id'>): Promise<string> =>
    (await app.as(who)(`query ($id: ID!) { referral(id: $id) { escalation } }`, { id })).data.referral.escalation;
  const now = () => app.clock.millis();

  it('late by how much says who must act: the receiver, then the referrer, then the manager', async () => {
    expect(Date.parse(referral.respondBy ?? '') - now()).toBe(60 * 60_000);
    const levels: Record<number, string> = {};
    for (const minutes of [0, 60, 61, 75, 76, 90, 91]) {
      app.clock.set('2026-03-18T21:00:00.000Z');
      app.clock.pass({ minutes });
      levels[minutes] = await level(CASEWORKER, referral);
      expect(await level(REFUGE, referral)).toBe(levels[minutes]);
    }
    expect(levels).toEqual({
      0: 'NONE',
      60: 'NONE',
      61: 'RECEIVER',
      75: 'RECEIVER',
      76: 'REFERRER',
      90: 'REFERRER',
      91: 'MANAGER',
    });
  });

  it('a check-in starts the clock anew, and stands in the timeline; its note stays on its side', async () => {
    const checked = await checksIn(REFUGE, referral, { note: 'We look for a bed.', key: 'one' });
    expect(checked).toMatchObject({
      __typename: 'Referral',
      version: referral.version + 1,
      status: 'SENT',
      overdue: false,
      escalation: 'NONE',
    });
    expect(Date.parse(checked.respondBy) - now()).toBe(60 * 60_000);
    expect(await checksIn(REFUGE, referral, { note: 'We look for a bed.', key: 'one' })).toEqual(checked);
    expect(toldAloud(await journey.sees(REFUGE, referral)).at(-1)).toBe(
      'noted → SENT by Safe House (AGENCY) “We look for a bed.”',
    );
    expect(toldAloud(await journey.sees(CASEWORKER, referral)).at(-1)).toBe('noted → SENT by Safe House (AGENCY)');
  });

  it('her worker checks in too; what was read too long ago is stale', async () => {
    expect(await checksIn(CASEWORKER, referral)).toMatchObject({
      __typename: 'StaleReferral',
      current: { version: referral.version + 1 },
    });
    const checked = await checksIn(CASEWORKER, { ...referral, version: referral.version + 1 });
    referral = await journey.sees(CASEWORKER, referral);
    expect(checked).toMatchObject({ __typename: 'Referral', version: referral.version });
  });

  it('seen afterwards, the new time stands', async () => {
    const seen = await journey.takes('ACKNOWLEDGE', REFUGE, referral);
    expect(seen.respondBy).toBe(referral.respondBy);
  });

  it('on the waiting list and after yes too; never sooner than what was agreed', async () => {
    const waiting = (await journey.sends('cityShelter', 'city', { urgency: 'NOW' })).referral;
    const listed = await journey.takes('WAITLIST', CITY_SHELTER, waiting, { lookAgainOn: '2026-03-25' });
    expect((await checksIn(CASEWORKER, listed)).respondBy).toBe(listed.respondBy);
    const accepted = await journey.takes('ACCEPT', CITY_SHELTER, { ...listed, version: listed.version + 1 });
    app.clock.pass({ minutes: 30 });
    const checked = await checksIn(CASEWORKER, accepted);
    expect(Date.parse(checked.respondBy) - Date.parse(accepted.respondBy ?? '')).toBe(30 * 60_000);
  });

  it('where no clock runs there is nothing to check in with', async () => {
    const draft = await journey.drafts(await journey.opens(), 'refuge');
    expect(await checksIn(CASEWORKER, draft)).toMatchObject({ __typename: 'StepNotAllowed', status: 'DRAFT' });
    expect(await level(CASEWORKER, draft)).toBe('NONE');
    expect(await checksIn(ANOTHER_NETWORKER, referral)).toMatchObject({ __typename: 'Forbidden' });
    expect(await checksIn(REFUGE, draft)).toMatchObject({ __typename: 'Forbidden' });
  });

  it('a manager sees first what is hers to act on, however long the others are late', async () => {
    app.clock.set('2026-03-19T09:00:00.000Z');
    app.signInAgain();
    const today = (await journey.sends('cityShelter', 'city', { urgency: 'TODAY' })).referral;
    app.clock.set('2026-03-19T12:30:00.000Z');
    const urgent = (await journey.sends('cityShelter', 'city', { urgency: 'NOW' })).referral;
    // TODAY is late since 13:00, NOW since 13:30: an hour later the second is the manager's, the first is not.
    app.clock.set('2026-03-19T14:01:00.000Z');
    expect([await level(MANAGER, today), await level(MANAGER, urgent)]).toEqual(['REFERRER', 'MANAGER']);
    const { ids } = await journey.inbox(MANAGER, 'OVERDUE');
    expect(ids.indexOf(urgent.id)).toBeLessThan(ids.indexOf(today.id));
    const hers = (await journey.inbox(CASEWORKER, 'OVERDUE')).ids;
    expect(hers.indexOf(today.id)).toBeLessThan(hers.indexOf(urgent.id));
  });
});
