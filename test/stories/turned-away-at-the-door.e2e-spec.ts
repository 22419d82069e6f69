import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import { CASEWORKER, pathsOf, REFUGE, TestJourney, toldAloud, type SeenReferral } from '../support/journey.js';

describe.each(DATABASES)('she is turned away at the door, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    ({ referral } = await journey.sends('refuge', 'safeHouse'));
  });

  it('nobody is turned away before she was promised anything', async () => {
    for (const who of [CASEWORKER, REFUGE])
      expect(await journey.tries('TURN_AWAY', who, referral, { reasonCode: 'drug-use' })).toMatchObject({
        __typename: 'StepNotAllowed',
        status: 'SENT',
      });
  });

  it('her worker, who stood beside her, says why; it is the place’s reason and both sides read it', async () => {
    await journey.takes('ACCEPT', REFUGE, referral);
    referral = await journey.takes('TURN_AWAY', CASEWORKER, await journey.sees(CASEWORKER, referral), {
      reasonCode: 'drug-use',
      note: 'They smelt it on her.',
    });
    expect(referral).toMatchObject({
      status: 'NOT_COMPLETED',
      reason: { code: 'drug-use', side: 'RECEIVER' },
      outcome: null,
      respondBy: null,
      allowedSteps: ['CORRECT'],
    });
    const theirs = await journey.sees(REFUGE, referral);
    expect(theirs).toMatchObject({ reason: { code: 'drug-use', side: 'RECEIVER' }, allowedSteps: [] });
    expect(toldAloud(theirs).at(-1)).toBe(
      'TURN_AWAY → NOT_COMPLETED by Riverside Centre (CASEWORKER) because drug-use',
    );
    for (const who of [CASEWORKER, REFUGE])
      expect((await journey.inbox(who, 'CLOSED', { reasonCode: 'drug-use' })).ids).toEqual([referral.id]);
  });

  it('the place says it itself, also after she was already inside', async () => {
    const arrived = await journey.takes('ARRIVE', REFUGE, referral);
    const turned = await journey.takes('TURN_AWAY', REFUGE, arrived, { reasonCode: 'no-space', note: 'Full.' });
    expect(turned).toMatchObject({ status: 'NOT_COMPLETED', reason: { code: 'no-space' }, allowedSteps: [] });
    const hers = await journey.sees(CASEWORKER, referral);
    expect(hers).toMatchObject({ status: 'NOT_COMPLETED', reason: { code: 'no-space', side: 'RECEIVER' } });
    expect(toldAloud(hers).slice(-2)).toEqual([
      'ARRIVE → ARRIVED by Safe House (AGENCY)',
      'TURN_AWAY → NOT_COMPLETED by Safe House (AGENCY) because no-space',
    ]);
  });

  it('it is never her reason, nor a circumstance, nor the sender’s', async () => {
    const accepted = await journey.takes('ACCEPT', REFUGE, referral);
    for (const reasonCode of [undefined, 'changed-mind', 'could-not-go', 'no-transport', 'listing-wrong'])
      for (const who of [CASEWORKER, REFUGE])
        expect(pathsOf(await journey.tries('TURN_AWAY', who, accepted, { reasonCode }))).toEqual(['reasonCode']);
    expect((await journey.sees(REFUGE, referral)).status).toBe('ACCEPTED');
  });
});
