import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, pathsOf, REFUGE, TestJourney, toldAloud, type SeenReferral } from '../support/journey.js';

describe.each(DATABASES)('she misses an appointment, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ referral } = await journey.sends('refuge', 'safeHouse'));
    referral = await journey.takes('ACCEPT', REFUGE, referral);
  });
  afterAll(() => app.close());

  const upcoming = async () => [
    (await journey.inbox(CASEWORKER, 'UPCOMING')).ids,
    (await journey.inbox(REFUGE, 'UPCOMING')).ids,
  ];

  it('an appointment lies ahead', async () => {
    expect(pathsOf(await journey.tries('SCHEDULE', REFUGE, referral))).toEqual(['appointmentAt']);
    for (const appointmentAt of ['2026-03-18T21:00:00Z', '2026-03-17T09:00:00Z'])
      expect(pathsOf(await journey.tries('SCHEDULE', REFUGE, referral, { appointmentAt }))).toEqual(['appointmentAt']);
    expect(await upcoming()).toEqual([[], []]);
    referral = await journey.takes('SCHEDULE', REFUGE, referral, { appointmentAt: '2026-03-19T07:00:00Z' });
    expect(referral).toMatchObject({ status: 'SCHEDULED', respondBy: '2026-04-18T07:00:00.000Z' });
    expect(await upcoming()).toEqual([[referral.id], [referral.id]]);
  });

  it('either side moves it', async () => {
    referral = await journey.takes('SCHEDULE', CASEWORKER, referral, { appointmentAt: '2026-03-19T08:00:00Z' });
    expect(await journey.sees(REFUGE, referral)).toMatchObject({
      status: 'SCHEDULED',
      appointmentAt: '2026-03-19T08:00:00.000Z',
    });
  });

  it('she was not seen there, and nobody is blamed: why is not asked, and if it is said, it is a circumstance', async () => {
    app.clock.set('2026-03-19T08:30:00.000Z');
    expect(await upcoming()).toEqual([[], []]);
    for (const reasonCode of ['changed-mind', 'no-transport', 'no-space', 'deadline-passed'])
      for (const who of [CASEWORKER, REFUGE])
        expect(pathsOf(await journey.tries('MISS', who, referral, { reasonCode }))).toEqual(['reasonCode']);
    const theirs = await journey.takes('MISS', REFUGE, referral);
    expect(theirs).toMatchObject({
      status: 'MISSED',
      reason: null,
      appointmentAt: '2026-03-19T08:00:00.000Z',
      allowedSteps: ['SCHEDULE', 'ARRIVE', 'TURN_AWAY', 'CLOSE'],
    });
    referral = await journey.sees(CASEWORKER, referral);
    expect(referral).toMatchObject({
      status: 'MISSED',
      reason: null,
      overdue: false,
      allowedSteps: ['SCHEDULE', 'TURN_AWAY', 'CLOSE', 'WITHDRAW', 'CORRECT'],
    });
    expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW')).ids).toEqual([referral.id]);
    expect((await journey.inbox(REFUGE, 'TO_FOLLOW')).ids).toEqual([referral.id]);
  });

  it('there is another appointment', async () => {
    referral = await journey.takes('SCHEDULE', CASEWORKER, referral, { appointmentAt: '2026-03-19T08:45:00Z' });
    expect(await upcoming()).toEqual([[referral.id], [referral.id]]);
  });

  it('what kept her away stays with who knows it', async () => {
    app.clock.set('2026-03-19T08:50:00.000Z');
    referral = await journey.takes('MISS', CASEWORKER, referral, {
      reasonCode: 'partner-prevented',
      note: 'He hid her shoes.',
    });
    expect(referral).toMatchObject({ status: 'MISSED', reason: { code: 'partner-prevented', side: 'CIRCUMSTANCE' } });
    const theirs = await journey.sees(REFUGE, referral);
    expect(theirs).toMatchObject({ status: 'MISSED', reason: null });
    expect(toldAloud(theirs).at(-1)).toBe('MISS → MISSED by Riverside Centre (CASEWORKER)');
    expect((await journey.inbox(CASEWORKER, 'ALL', { reasonCode: 'partner-prevented' })).ids).toEqual([referral.id]);
    expect(await journey.inbox(REFUGE, 'ALL', { reasonCode: 'partner-prevented' })).toEqual({ ids: [], totalCount: 0 });
  });

  it('and what the place noted stays there too', async () => {
    referral = await journey.takes('SCHEDULE', REFUGE, referral, { appointmentAt: '2026-03-19T08:52:00Z' });
    expect(referral.reason).toBeNull();
    app.clock.set('2026-03-19T08:55:00.000Z');
    app.signInAgain();
    referral = await journey.takes('MISS', REFUGE, referral, { reasonCode: 'not-seen' });
    expect(referral.reason).toEqual({ code: 'not-seen', side: 'CIRCUMSTANCE' });
    const hers = await journey.sees(CASEWORKER, referral);
    expect(hers.reason).toBeNull();
    expect(toldAloud(hers).at(-1)).toBe('MISS → MISSED by Safe House (AGENCY)');
    expect(await journey.inbox(CASEWORKER, 'ALL', { reasonCode: 'not-seen' })).toEqual({ ids: [], totalCount: 0 });
  });

  it('she comes without one', async () => {
    const arrived = await journey.takes('ARRIVE', REFUGE, referral);
    expect(arrived).toMatchObject({ status: 'ARRIVED', reason: null });
    expect(toldAloud(await journey.sees(CASEWORKER, referral)).slice(2)).toEqual([
      'ACCEPT → ACCEPTED by Safe House (AGENCY)',
      'SCHEDULE → SCHEDULED by Safe House (AGENCY)',
      'SCHEDULE → SCHEDULED by Riverside Drop-in (CASEWORKER)',
      'MISS → MISSED by Safe House (AGENCY)',
      'SCHEDULE → SCHEDULED by Riverside Drop-in (CASEWORKER)',
      'MISS → MISSED by Riverside Drop-in (CASEWORKER) because partner-prevented “He hid her shoes.”',
      'SCHEDULE → SCHEDULED by Safe House (AGENCY)',
      'MISS → MISSED by Safe House (AGENCY)',
      'ARRIVE → ARRIVED by Safe House (AGENCY)',
    ]);
  });

  it('an appointment that was kept before it was written down is no mistake', async () => {
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const effectiveAt = new Date(app.clock.millis()).toISOString();
    const accepted = await journey.takes('ACCEPT', REFUGE, another);
    app.clock.pass({ minutes: 30 });
    const scheduled = await journey.takes('SCHEDULE', REFUGE, accepted, {
      effectiveAt,
      appointmentAt: new Date(app.clock.millis() - 600_000).toISOString(),
    });
    expect(scheduled).toMatchObject({ status: 'SCHEDULED', overdue: false });
    expect((await journey.inbox(REFUGE, 'UPCOMING')).ids).toEqual([]);
    expect((await journey.takes('MISS', REFUGE, scheduled)).status).toBe('MISSED');
  });

  it('nothing has happened that lies ahead, or that lies before the referral', async () => {
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const at = (minutes: number) => new Date(app.clock.millis() + minutes * 60_000).toISOString();
    for (const effectiveAt of [at(6), at(-1)])
      expect(pathsOf(await journey.tries('ACCEPT', REFUGE, another, { effectiveAt }))).toEqual(['effectiveAt']);
    // Clocks on phones differ a little.
    expect((await journey.takes('ACCEPT', REFUGE, another, { effectiveAt: at(5) })).status).toBe('ACCEPTED');
  });
});
