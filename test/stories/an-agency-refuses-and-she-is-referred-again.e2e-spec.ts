import { randomUUID } from 'node:crypto';
import { TestApp } from '../support/app.js';
import { DATABASES } from '../support/databases.js';
import {
  BRIGID,
  CASEWORKER,
  pathsOf,
  REFUGE,
  TestJourney,
  toldAloud,
  type SeenReferral,
  type Woman,
} from '../support/journey.js';

describe.each(DATABASES)('an agency refuses her and she is referred again, on %s', (kind) => {
  let app: TestApp;
  let journey: TestJourney;
  let woman: Woman;
  let first: SeenReferral;
  let second: SeenReferral;

  beforeAll(async () => {
    app = await TestApp.start(kind);
    journey = new TestJourney(app);
    ({ woman, referral: first } = await journey.sends('brigidRefuge', 'brigid', { note: 'She needs a bed.' }));
  });
  afterAll(() => app.close());

  it.each([
    ['none', undefined],
    ['one of hers', 'changed-mind'],
    ['a circumstance', 'partner-prevented'],
    ['one of the sender’s', 'wrong-place'],
    ['the system’s', 'deadline-passed'],
    ['one of the receiver’s that belongs to silence', 'receiver-silent'],
    ['one that there is not', 'she-looked-wrong'],
  ])('a refusal says why: %s will not do', async (_, reasonCode) => {
    expect(pathsOf(await journey.tries('DECLINE', BRIGID, first, { reasonCode }))).toEqual(['reasonCode']);
    expect((await journey.sees(BRIGID, first)).version).toBe(first.version);
  });

  it('St Brigid declines for drug use, and her worker learns it at once', async () => {
    const declined = await journey.takes('DECLINE', BRIGID, first, {
      reasonCode: 'drug-use',
      note: 'We had trouble last year.',
    });
    expect(declined).toMatchObject({
      status: 'DECLINED',
      reason: { code: 'drug-use', side: 'RECEIVER' },
      respondBy: null,
      allowedSteps: [],
    });
    first = await journey.sees(CASEWORKER, first);
    expect(first).toMatchObject({
      status: 'DECLINED',
      reason: { code: 'drug-use', side: 'RECEIVER' },
      allowedSteps: ['CORRECT'],
    });
    expect(toldAloud(first).at(-1)).toBe('DECLINE → DECLINED by St Brigid (AGENCY) because drug-use');
    expect(toldAloud(declined).at(-1)).toBe(
      'DECLINE → DECLINED by St Brigid (AGENCY) because drug-use “We had trouble last year.”',
    );
    expect(await journey.inbox(CASEWORKER, 'TO_FOLLOW')).toEqual({ ids: [], totalCount: 0 });
    for (const who of [CASEWORKER, BRIGID])
      expect(await journey.inbox(who, 'CLOSED', { reasonCode: 'drug-use' })).toEqual({
        ids: [first.id],
        totalCount: 1,
      });
  });

  it('she is not asked for the same thing twice: the refuge is asked in its place', async () => {
    await journey.sheConsents(woman, 'safeHouse');
    second = await journey.drafts(woman, 'refuge', { urgency: 'NOW', replacesId: first.id });
    expect(second.replaces).toEqual({ id: first.id });
    expect((await journey.sees(CASEWORKER, first)).replacedBy).toEqual({ id: second.id });
    expect((await journey.sees(BRIGID, first)).replacedBy).toBeNull();
    second = await journey.takes('SEND', CASEWORKER, second);
  });

  it('the refuge never learns that somebody declined, nor why', async () => {
    const received = await journey.sees(REFUGE, second);
    expect(received).toMatchObject({ replaces: null, replacedBy: null, reason: null });
    expect(toldAloud(received)).toEqual(['SEND → SENT by Riverside Centre (CASEWORKER)']);
    expect(JSON.stringify(received)).not.toMatch(/brigid|drug-use/i);
    expect(JSON.stringify(received)).not.toContain(first.id);
    expect(await journey.reads(REFUGE, first.id)).toBeNull();
    expect(await journey.findsByCode(REFUGE, first.code)).toBeNull();
  });

  it('and St Brigid never learns where she went', async () => {
    expect((await journey.sees(BRIGID, first)).replacedBy).toBeNull();
    expect(await journey.reads(BRIGID, second.id)).toBeNull();
    expect(await journey.findsByCode(BRIGID, second.code)).toBeNull();
  });

  it('her worker sees the chain both ways', async () => {
    expect((await journey.sees(CASEWORKER, second)).replaces).toEqual({ id: first.id });
    expect((await journey.sees(CASEWORKER, first)).replacedBy).toEqual({ id: second.id });
  });

  it('what was replaced is not replaced again, and what is open is not replaced at all', async () => {
    const again = await journey.asksToDraft(woman, 'cityShelter', { replacesId: first.id });
    expect(pathsOf(again)).toEqual(['replacesId']);
    const tooSoon = await journey.asksToDraft(woman, 'cityShelter', { replacesId: second.id });
    expect(pathsOf(tooSoon)).toEqual(['replacesId']);
  });

  it('nobody else’s referral is replaced, and the answer does not tell whether there is one', async () => {
    const another = await journey.opens();
    const hers = await journey.asksToDraft(another, 'refuge', { replacesId: first.id });
    expect(pathsOf(hers)).toEqual(['replacesId']);
    expect(await journey.asksToDraft(another, 'refuge', { replacesId: randomUUID() })).toEqual(hers);
  });

  it('of two that would stand in for the same one at once, one does', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { woman: another, referral } = await journey.sends('brigidRefuge', 'brigid');
      await journey.takes('DECLINE', BRIGID, referral, { reasonCode: 'no-space' });
      const answers = await Promise.all(
        (['refuge', 'cityShelter', 'hostel'] as const).map((listing) =>
          journey.asksToDraft(another, listing, { replacesId: referral.id }),
        ),
      );
      expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['InvalidInput', 'InvalidInput', 'Referral']);
    }
  });

  it('a need that is met at the second place is met', async () => {
    const accepted = await journey.takes('ACCEPT', REFUGE, second);
    const arrived = await journey.takes('ARRIVE', REFUGE, accepted);
    await journey.takes('COMPLETE', REFUGE, arrived, { outcome: 'RECEIVED' });
    second = await journey.sees(CASEWORKER, second);
    expect(second).toMatchObject({ status: 'COMPLETED', outcome: 'RECEIVED', replaces: { id: first.id } });
    expect(toldAloud(second)).toEqual([
      'noted → DRAFT by Riverside Drop-in (CASEWORKER)',
      'SEND → SENT by Riverside Drop-in (CASEWORKER)',
      'ACCEPT → ACCEPTED by Safe House (AGENCY)',
      'ARRIVE → ARRIVED by Safe House (AGENCY)',
      'COMPLETE → COMPLETED by Safe House (AGENCY)',
    ]);
    expect(await journey.sees(CASEWORKER, first)).toMatchObject({ status: 'DECLINED', replacedBy: { id: second.id } });
  });

  it('who received both sees both: one house, two doors', async () => {
    const { woman: another, referral } = await journey.sends('refuge', 'safeHouse');
    await journey.takes('DECLINE', REFUGE, referral, { reasonCode: 'no-space' });
    const draft = await journey.drafts(another, 'secondStage', { services: ['housing'], replacesId: referral.id });
    expect((await journey.sees(REFUGE, referral)).replacedBy).toBeNull();
    const sent = await journey.takes('SEND', CASEWORKER, draft);
    expect((await journey.sees(REFUGE, sent)).replaces).toEqual({ id: referral.id });
    expect((await journey.sees(REFUGE, referral)).replacedBy).toEqual({ id: sent.id });
  });
});
