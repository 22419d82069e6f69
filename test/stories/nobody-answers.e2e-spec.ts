import sql from 'sql-template-tag';
import { ExpireReferrals, ReferralRow } from '../../src/referrals/index.js';
import { newId } from '../../src/platform/ids.js';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  CLINIC,
  REFUGE,
  TestJourney,
  toldAloud,
  type Drafted,
  type SeenReferral,
} from '../support/journey.js';

describe.each(DATABASES)('nobody answers, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
  });
  afterAll(() => app.close());

  /** The clocks are what is told here: each part begins on the same Wednesday evening, with nothing of before still open. */
  async function onWednesdayAtNine() {
    app.clock.set('2026-03-18T21:00:00.000Z');
    app.signInAgain();
    await app.database.write((tx) => tx.run(sql`UPDATE referral SET status = 'ENTERED_IN_ERROR', due_at = NULL`));
  }
  const itIs = (instant: string) => {
    app.clock.set(instant);
    app.signInAgain();
  };
  const expire = () => app.nest.get(ExpireReferrals, { strict: false }).run();
  const isOverdue = async (referral: SeenReferral, who: string) => {
    const { ids, totalCount } = await journey.inbox(who, 'OVERDUE');
    expect(totalCount).toBe(ids.length);
    const { overdue } = await journey.sees(who, referral);
    expect(ids.includes(referral.id)).toBe(overdue);
    return overdue;
  };
  const forBoth = async (referral: SeenReferral, look: (referral: SeenReferral, who: string) => Promise<unknown>) => [
    await look(referral, CASEWORKER),
    await look(referral, REFUGE),
  ];

  describe('an answer is due', () => {
    beforeAll(onWednesdayAtNine);

    it.each<[string, Drafted, string]>([
      ['within the hour, where she needs it now', { urgency: 'NOW' }, '2026-03-18T22:00:00.000Z'],
      ['within four, where she needs it today', { urgency: 'TODAY' }, '2026-03-19T01:00:00.000Z'],
      ['within two working days, where soon', { urgency: 'SOON' }, '2026-03-20T21:00:00.000Z'],
      ['within five, where it is routine', { urgency: 'ROUTINE' }, '2026-03-25T21:00:00.000Z'],
      ['as if it were routine, where nothing is said', {}, '2026-03-25T21:00:00.000Z'],
      ['in time for the day she needs it from', { neededFrom: '2026-05-04' }, '2026-04-27T00:00:00.000Z'],
      ['before it is too late for her', { deadline: '2026-03-19T06:00:00+02:00' }, '2026-03-19T04:00:00.000Z'],
    ])('%s', async (_, drafted, respondBy) => {
      const { referral } = await journey.sends('refuge', 'safeHouse', drafted);
      expect(referral).toMatchObject({ respondBy, overdue: false });
      expect(await journey.sees(REFUGE, referral)).toMatchObject({ respondBy, overdue: false });
    });

    it('as soon as the place itself promised, if that is sooner; and so is word of what became of her', async () => {
      const id = app.network.listings.clinicOst;
      const asked = await app.as(CLINIC)(`query ($id: ID!) { listing(id: $id) { version } }`, { id });
      const promised = await app.as(CLINIC)(
        `mutation ($input: UpdateListingInput!) { updateListing(input: $input) { __typename } }`,
        {
          input: {
            id,
            version: asked.data.listing.version,
            howToRefer: { respondsWithinMinutes: 30, feedbackWithinDays: 7 },
          },
        },
      );
      expect(promised).toEqual({ data: { updateListing: { __typename: 'ListingUpdated' } } });
      const { referral } = await journey.sends('clinicOst', 'clinic', { services: ['ost'], urgency: 'SOON' });
      expect(referral.respondBy).toBe('2026-03-18T21:30:00.000Z');
      const { referral: now } = await journey.sends('clinicOst', 'clinic', { services: ['ost'], urgency: 'NOW' });
      expect(now.respondBy).toBe('2026-03-18T21:30:00.000Z');
      const accepted = await journey.takes('ACCEPT', CLINIC, referral);
      expect(accepted).toMatchObject({ respondBy: '2026-03-25T21:00:00.000Z', overdue: false });
    });
  });

  describe('the refuge is late', () => {
    let referral: SeenReferral;
    beforeAll(async () => {
      await onWednesdayAtNine();
      ({ referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' }));
    });

    it('from the instant after the answer was due, and both sides see it', async () => {
      itIs('2026-03-18T22:00:00.000Z');
      expect(await forBoth(referral, isOverdue)).toEqual([false, false]);
      itIs('2026-03-18T22:00:00.001Z');
      expect(await forBoth(referral, isOverdue)).toEqual([true, true]);
      expect(await journey.inbox(REFUGE, 'TO_ANSWER')).toEqual({ ids: [referral.id], totalCount: 1 });
    });

    it('to have seen it is not to have answered', async () => {
      referral = await journey.takes('ACKNOWLEDGE', REFUGE, referral);
      expect(await forBoth(referral, isOverdue)).toEqual([true, true]);
    });

    it('no longer, once it answers; and then word of what became of her is due', async () => {
      referral = await journey.takes('ACCEPT', REFUGE, referral);
      expect(referral.respondBy).toBe('2026-04-17T22:00:00.001Z');
      expect(await forBoth(referral, isOverdue)).toEqual([false, false]);
      itIs('2026-04-17T22:00:00.002Z');
      expect(await forBoth(referral, isOverdue)).toEqual([true, true]);
      expect(await expire()).toBe(0);
      expect((await journey.sees(REFUGE, referral)).status).toBe('ACCEPTED');
    });
  });

  describe('and at last it is given up', () => {
    let silent: SeenReferral;
    let waitlisted: SeenReferral;
    let draft: SeenReferral;
    let routine: SeenReferral;
    beforeAll(async () => {
      await onWednesdayAtNine();
      const { woman, referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
      silent = referral;
      draft = await journey.drafts(woman, 'refuge', { urgency: 'NOW' });
      const { referral: waiting } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
      waitlisted = await journey.takes('WAITLIST', REFUGE, waiting, { lookAgainOn: '2026-03-19' });
      ({ referral: routine } = await journey.sends('refuge', 'safeHouse', { urgency: 'ROUTINE' }));
    });

    it('not before the answer is as late again as it was allowed to take', async () => {
      itIs('2026-03-18T22:59:59.999Z');
      expect(await expire()).toBe(0);
      itIs('2026-03-18T23:00:00.000Z');
      expect(await expire()).toBe(1);
    });

    it('both sides are told that nobody answered', async () => {
      for (const who of [CASEWORKER, REFUGE]) {
        const expired = await journey.sees(who, silent);
        expect(expired).toMatchObject({
          status: 'EXPIRED',
          version: silent.version + 1,
          reason: { code: 'receiver-silent', side: 'RECEIVER' },
          respondBy: null,
          overdue: false,
        });
        expect(toldAloud(expired).at(-1)).toBe('EXPIRE → EXPIRED by the system because receiver-silent');
        expect((await journey.inbox(who, 'CLOSED', { statuses: ['EXPIRED'] })).ids).toEqual([silent.id]);
        expect((await journey.inbox(who, 'CLOSED', { reasonCode: 'receiver-silent' })).ids).toEqual([silent.id]);
        expect((await journey.inbox(who, 'OVERDUE')).ids).toEqual([]);
      }
      expect((await journey.sees(REFUGE, silent)).allowedSteps).toEqual(['ARRIVE']);
      expect((await journey.sees(CASEWORKER, silent)).allowedSteps).toEqual(['CORRECT']);
    });

    it('once, however often it is looked at', async () => {
      expect(await Promise.all([expire(), expire(), expire()])).toEqual([0, 0, 0]);
      expect((await journey.sees(CASEWORKER, silent)).version).toBe(silent.version + 1);
    });

    it('a place on a waiting list that nobody looked at again was followed up by nobody', async () => {
      itIs('2026-03-20T00:00:00.001Z');
      expect(await forBoth(waitlisted, isOverdue)).toEqual([true, true]);
      expect(await expire()).toBe(0);
      itIs('2026-03-20T01:00:00.000Z');
      const counts = await Promise.all([expire(), expire()]);
      expect(counts.sort()).toEqual([0, 1]);
      for (const who of [CASEWORKER, REFUGE])
        expect(await journey.sees(who, waitlisted)).toMatchObject({
          status: 'EXPIRED',
          reason: { code: 'no-follow-up', side: 'REFERRER' },
        });
    });

    it('a draft is nobody’s silence, and what is not urgent has longer', async () => {
      itIs('2026-03-31T21:00:00.000Z');
      expect(await expire()).toBe(0);
      expect(await forBoth(routine, isOverdue)).toEqual([true, true]);
      itIs('2026-04-01T21:00:00.000Z');
      expect(await expire()).toBe(1);
      itIs('2027-03-18T21:00:00.000Z');
      expect(await expire()).toBe(0);
      expect(await journey.sees(CASEWORKER, draft)).toEqual(draft);
    });
  });

  describe('but she comes all the same', () => {
    it('and is received by the code on her slip; nobody says any more that it was given up', async () => {
      await onWednesdayAtNine();
      const { referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
      itIs('2026-03-19T20:00:00.000Z');
      expect(await expire()).toBe(1);
      const found = await journey.findsByCode(REFUGE, referral.code);
      const arrived = await journey.takes('ARRIVE', REFUGE, found!);
      expect(arrived).toMatchObject({
        status: 'ARRIVED',
        reason: null,
        overdue: false,
        respondBy: '2026-04-18T20:00:00.000Z',
        allowedSteps: ['TURN_AWAY', 'COMPLETE', 'CLOSE'],
      });
      const hers = await journey.sees(CASEWORKER, referral);
      expect(hers).toMatchObject({ status: 'ARRIVED', reason: null, overdue: false });
      expect(toldAloud(hers)).toEqual([
        'noted → DRAFT by Riverside Drop-in (CASEWORKER)',
        'SEND → SENT by Riverside Drop-in (CASEWORKER)',
        'EXPIRE → EXPIRED by the system because receiver-silent',
        'ARRIVE → ARRIVED by Safe House (AGENCY)',
      ]);
      expect((await journey.inbox(CASEWORKER, 'TO_FOLLOW')).ids).toEqual([referral.id]);
      await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
      expect((await journey.sees(CASEWORKER, referral)).outcome).toBe('RECEIVED');
    });

    it('an answer that comes at the last moment counts, and is not given up', async () => {
      await onWednesdayAtNine();
      const { referral } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
      itIs('2026-03-18T23:30:00.000Z');
      const [expired, accepted] = await Promise.all([expire(), journey.tries('ACCEPT', REFUGE, referral)]);
      const { status, timeline } = await journey.sees(CASEWORKER, referral);
      expect([expired, accepted.__typename, status]).toEqual(
        expired === 1 ? [1, 'StaleReferral', 'EXPIRED'] : [0, 'Referral', 'ACCEPTED'],
      );
      expect(timeline).toHaveLength(3);
    });
  });

  it('many that are late and not yet given up do not keep her waiting', async () => {
    await onWednesdayAtNine();
    const { referral: slow } = await journey.sends('refuge', 'safeHouse', { urgency: 'ROUTINE' });
    itIs('2026-03-25T21:00:00.000Z');
    const { referral: urgent } = await journey.sends('refuge', 'safeHouse', { urgency: 'NOW' });
    await app.database.write(async (tx) => {
      const row = await tx.manager.findOneByOrFail(ReferralRow, { id: slow.id });
      for (let count = 0; count < 250; count += 1)
        await tx.manager.insert(ReferralRow, { ...row, id: newId(), code: newId(), content: '' });
    });
    itIs('2026-03-25T23:00:00.000Z');
    expect(await expire()).toBe(1);
    expect((await journey.sees(CASEWORKER, urgent)).status).toBe('EXPIRED');
    expect((await journey.inbox(REFUGE, 'OVERDUE')).totalCount).toBe(251);
  });
});
