import sql from 'sql-template-tag';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  CASEWORKER,
  COLLEAGUE,
  pathsOf,
  REFUGE,
  TestJourney,
  toldAloud,
  type SeenReferral,
} from '../support/journey.js';

const RANG = { onBehalfOfReceiver: true, answeredBy: 'PHONE' } as const;
const WROTE = { onBehalfOfReceiver: true, answeredBy: 'MESSAGE' } as const;
const WAS_THERE = { onBehalfOfReceiver: true, answeredBy: 'IN_PERSON' } as const;

describe.each(DATABASES)('an agency without an account, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let referral: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ referral } = await journey.sends('hostel', 'hostel', { urgency: 'SOON' }));
  });
  afterAll(() => app.close());

  it('nobody answers there, so her worker is offered the answers as well', async () => {
    expect(referral.allowedSteps).toEqual([
      'ACKNOWLEDGE',
      'ACCEPT',
      'WAITLIST',
      'DECLINE',
      'ARRIVE',
      'WITHDRAW',
      'CORRECT',
    ]);
    expect((await journey.sees(COLLEAGUE, referral)).allowedSteps).toEqual([]);
    expect(await journey.inbox(CASEWORKER, 'TO_ANSWER')).toEqual({ ids: [], totalCount: 0 });
    expect(await journey.inbox(CASEWORKER, 'TO_FOLLOW')).toEqual({ ids: [referral.id], totalCount: 1 });
  });

  it('she says that it is their answer, and how it came', async () => {
    expect(pathsOf(await journey.tries('ACCEPT', CASEWORKER, referral))).toEqual(['onBehalfOfReceiver', 'answeredBy']);
    const silent = { onBehalfOfReceiver: true };
    expect(pathsOf(await journey.tries('ACCEPT', CASEWORKER, referral, silent))).toEqual(['answeredBy']);
    const unsaid = { onBehalfOfReceiver: false, answeredBy: 'PHONE' } as const;
    expect(pathsOf(await journey.tries('ACCEPT', CASEWORKER, referral, unsaid))).toEqual(['onBehalfOfReceiver']);
    expect(await journey.sees(CASEWORKER, referral)).toEqual(referral);
  });

  it('she writes down each answer as it came, to what she got there', async () => {
    referral = await journey.takes('ACKNOWLEDGE', CASEWORKER, referral, { ...WROTE });
    expect(referral).toMatchObject({ status: 'ACKNOWLEDGED' });
    referral = await journey.takes('WAITLIST', CASEWORKER, referral, { ...RANG, lookAgainOn: '2026-03-20' });
    expect(referral).toMatchObject({ status: 'WAITLISTED', lookAgainOn: '2026-03-20' });
    referral = await journey.takes('ACCEPT', CASEWORKER, referral, { ...RANG, note: 'Ask for Ana.' });
    expect(referral.allowedSteps).toEqual(['SCHEDULE', 'ARRIVE', 'TURN_AWAY', 'CLOSE', 'WITHDRAW', 'CORRECT']);
    referral = await journey.takes('ARRIVE', CASEWORKER, referral, { ...WAS_THERE });
    expect(referral.allowedSteps).toEqual(['TURN_AWAY', 'COMPLETE', 'CLOSE', 'CORRECT']);
    referral = await journey.takes('COMPLETE', CASEWORKER, referral, { ...RANG, outcome: 'PARTLY_RECEIVED' });
    expect(referral).toMatchObject({ status: 'COMPLETED', outcome: 'PARTLY_RECEIVED', allowedSteps: ['CORRECT'] });
  });

  it('the timeline says for good that it was not they who wrote it', async () => {
    expect(toldAloud(await journey.sees(CASEWORKER, referral))).toEqual([
      'noted → DRAFT by Riverside Drop-in (CASEWORKER)',
      'SEND → SENT by Riverside Drop-in (CASEWORKER)',
      'ACKNOWLEDGE → ACKNOWLEDGED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [MESSAGE]',
      'WAITLIST → WAITLISTED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [PHONE]',
      'ACCEPT → ACCEPTED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [PHONE] “Ask for Ana.”',
      'ARRIVE → ARRIVED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [IN_PERSON]',
      'COMPLETE → COMPLETED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [PHONE]',
    ]);
  });

  it('a refusal on the phone is a refusal, with their reason', async () => {
    const { referral: another } = await journey.sends('hostel', 'hostel');
    const unsaid = await journey.tries('DECLINE', CASEWORKER, another, { ...RANG });
    expect(pathsOf(unsaid)).toEqual(['reasonCode']);
    const declined = await journey.takes('DECLINE', CASEWORKER, another, { ...RANG, reasonCode: 'no-id' });
    expect(declined).toMatchObject({ status: 'DECLINED', reason: { code: 'no-id', side: 'RECEIVER' } });
    expect(toldAloud(declined).at(-1)).toBe(
      'DECLINE → DECLINED by Riverside Drop-in (CASEWORKER) on behalf of the receiver [PHONE] because no-id',
    );
  });

  it('where somebody answers, nobody else answers for them', async () => {
    const { referral: theirs } = await journey.sends('refuge', 'safeHouse');
    for (const step of ['ACKNOWLEDGE', 'ACCEPT', 'ARRIVE'] as const)
      expect(await journey.tries(step, CASEWORKER, theirs, { ...RANG })).toMatchObject({
        __typename: 'StepNotAllowed',
        status: 'SENT',
        allowedSteps: ['WITHDRAW', 'CORRECT'],
      });
    expect(await journey.sees(CASEWORKER, theirs)).toEqual(theirs);
  });

  it('who answers for herself answers for nobody else', async () => {
    const { referral: theirs } = await journey.sends('refuge', 'safeHouse');
    expect((await journey.tries('ACCEPT', REFUGE, theirs, { ...RANG })).__typename).toBe('StepNotAllowed');
    const how = await journey.tries('ACCEPT', REFUGE, theirs, { answeredBy: 'PHONE' });
    expect(pathsOf(how)).toEqual(['answeredBy']);
    const onOwn = await journey.tries('WITHDRAW', CASEWORKER, theirs, { ...RANG, reasonCode: 'changed-mind' });
    expect(pathsOf(onOwn)).toEqual(['onBehalfOfReceiver']);
    expect((await journey.sees(REFUGE, theirs)).version).toBe(theirs.version);
  });

  it('what is written down for a place opens no confidential door; its own word does', async () => {
    const door = async () => {
      const document = `query ($id: ID!) { listing(id: $id) { address { visibility line } } }`;
      const answer = await app.as(CASEWORKER)(document, { id: app.network.listings.refuge });
      return answer.data.listing.address as object;
    };
    const { referral: theirs } = await journey.sends('refuge', 'safeHouse');
    await journey.takes('ACCEPT', REFUGE, theirs);
    expect(await door()).toEqual({ visibility: 'FULL', line: '17 Quiet Lane' });
    await journey.takes('CLOSE', REFUGE, await journey.sees(REFUGE, theirs), { reasonCode: 'closed' });
    expect(await door()).toEqual({ visibility: 'AREA', line: null });

    const { safeHouse } = app.network.organizations;
    await app.database.write((tx) => tx.run(sql`UPDATE staff SET active = FALSE WHERE organization_id = ${safeHouse}`));
    const { referral: another } = await journey.sends('refuge', 'safeHouse');
    const accepted = await journey.takes('ACCEPT', CASEWORKER, another, { ...RANG });
    expect(accepted.status).toBe('ACCEPTED');
    expect(await door()).toEqual({ visibility: 'AREA', line: null });
    const arrived = await journey.takes('ARRIVE', CASEWORKER, accepted, { ...WAS_THERE });
    expect(arrived.status).toBe('ARRIVED');
    expect(await door()).toEqual({ visibility: 'AREA', line: null });
  });
});
