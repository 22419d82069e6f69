import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  ANOTHER_NETWORKER,
  CASEWORKER,
  COLLEAGUE,
  NOTHING_SHARED,
  pathsOf,
  REFUGE,
  TestJourney,
  type Consent,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';

const WRITTEN = { needs: ['a cot'], note: 'She comes after dark.' };
const SHARED = { ...NOTHING_SHARED, ageBand: 'UNKNOWN', pregnancy: 'UNKNOWN', ...WRITTEN };

describe.each(DATABASES)('consent expires and is renewed, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let consent: Consent;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ woman, consent, referral } = await journey.sends('refuge', 'safeHouse', {
      ...WRITTEN,
      handover: { companion: 'WORKER' },
    }));
    await journey.writes(CASEWORKER, referral, 'We come by bus.');
    app.clock.pass({ minutes: 1 });
    await journey.writes(REFUGE, referral, 'Ring twice.');
    referral = await journey.takes('ACCEPT', REFUGE, referral, { note: 'The room upstairs.' });
  });
  afterAll(() => app.close());

  const later = (time: { days?: number; hours?: number }) => {
    app.clock.pass(time);
    app.signInAgain();
  };
  const inDays = (days: number) => new Date(app.clock.millis() + days * 86_400_000).toISOString();

  it('to the last day the refuge reads what she agreed to', async () => {
    later({ days: 89, hours: 23 });
    expect(consent.expiresAt).toBe('2026-06-16T21:00:00.000Z');
    const theirs = await journey.sees(REFUGE, referral);
    expect(theirs.shared).toEqual(SHARED);
    expect(theirs.messages.map(({ text }) => text)).toEqual(['We come by bus.', 'Ring twice.']);
  });

  it('after ninety days it reads nothing more, but she keeps her place', async () => {
    later({ hours: 1 });
    const theirs = await journey.sees(REFUGE, referral);
    expect(theirs).toMatchObject({
      status: 'ACCEPTED',
      version: referral.version,
      shared: null,
      handover: null,
      messages: [],
      allowedSteps: ['SCHEDULE', 'ARRIVE', 'TURN_AWAY', 'CLOSE'],
    });
    expect(theirs.timeline.map(({ note }) => note)).toEqual([null, null]);
    expect(await journey.findsByCode(REFUGE, referral.code)).toMatchObject({ id: referral.id, shared: null });
    expect(await journey.inbox(REFUGE, 'TO_FOLLOW')).toEqual({ ids: [referral.id], totalCount: 1 });
    expect((await journey.previews(referral)).consent).toMatchObject({ id: consent.id, active: false });
  });

  it('her own worker still reads what is her own organization’s', async () => {
    expect(await journey.sees(CASEWORKER, referral)).toMatchObject({
      shared: SHARED,
      handover: { companion: 'WORKER' },
      messages: [{ text: 'We come by bus.' }, { text: 'Ring twice.' }],
    });
  });

  it('no more messages pass, either way', async () => {
    for (const who of [CASEWORKER, REFUGE])
      expect(await journey.writes(who, referral, 'Are you there?')).toEqual({
        __typename: 'ConsentMissing',
        message: expect.stringContaining('over') as string,
        receiver: { id: app.network.organizations.safeHouse, name: 'Safe House' },
        missing: [],
      });
  });

  it('the journey goes on all the same', async () => {
    const appointmentAt = inDays(1);
    const scheduled = await journey.takes('SCHEDULE', REFUGE, referral, { appointmentAt, note: 'Side entrance.' });
    expect(scheduled).toMatchObject({ status: 'SCHEDULED', appointmentAt, shared: null });
    expect(scheduled.timeline.at(-1)?.note).toBeNull();
    const planned = await journey.plansHandover(CASEWORKER, scheduled, { meetingPoint: 'the library' });
    expect(planned).toMatchObject({ __typename: 'Referral', handover: { meetingPoint: 'the library' } });
    expect((await journey.sees(REFUGE, referral)).handover).toBeNull();
  });

  it('nothing new is sent under it', async () => {
    const draft = await journey.drafts(woman, 'secondStage');
    expect((await journey.tries('SEND', CASEWORKER, draft)).__typename).toBe('ConsentMissing');
  });

  it('only her worker renews it, for a year at most, and for a time that lies ahead', async () => {
    const foreign = await journey.renews(consent.id, undefined, ANOTHER_NETWORKER);
    expect(foreign.__typename).toBe('Forbidden');
    expect(await journey.renews(randomUUID(), undefined, CASEWORKER)).toEqual(foreign);
    expect(await journey.renews(consent.id, undefined, COLLEAGUE)).toEqual(foreign);
    expect(pathsOf(await journey.renews(consent.id, inDays(366)))).toEqual(['expiresAt']);
    expect(pathsOf(await journey.renews(consent.id, inDays(-1)))).toEqual(['expiresAt']);
    expect((await journey.sees(REFUGE, referral)).shared).toBeNull();
  });

  it('renewed, it opens again what was shared, as it was', async () => {
    expect(await journey.renews(consent.id)).toEqual({
      __typename: 'Consent',
      ...consent,
      expiresAt: inDays(90),
      active: true,
    });
    const theirs = await journey.sees(REFUGE, referral);
    expect(theirs).toMatchObject({
      shared: SHARED,
      handover: { companion: 'WORKER', meetingPoint: 'the library' },
      messages: [{ text: 'We come by bus.' }, { text: 'Ring twice.' }],
    });
    expect(theirs.timeline.map(({ note }) => note)).toEqual([null, 'The room upstairs.', 'Side entrance.', null]);
    expect(await journey.writes(REFUGE, referral, 'There you are.')).toMatchObject({ __typename: 'Referral' });
  });

  it('it can be renewed until a day that she says, and ends then', async () => {
    await journey.renews(consent.id, inDays(2));
    later({ days: 2 });
    expect((await journey.sees(REFUGE, referral)).shared).toBeNull();
    await journey.renews(consent.id);
    expect((await journey.sees(REFUGE, referral)).shared).toEqual(SHARED);
  });

  it('one that she took back is over: she is asked again', async () => {
    await journey.sheWithdraws(consent.id, { keepPlace: true });
    expect(pathsOf(await journey.renews(consent.id))).toEqual(['id']);
    expect((await journey.sees(REFUGE, referral)).shared).toBeNull();
  });
});
